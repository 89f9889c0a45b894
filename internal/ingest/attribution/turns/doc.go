// Package turns finds the turns of transcripts, hearings, interviews, debates and live blogs: paragraphs, or parts of them,
// that begin with the label of a speaker, such as "MR DELANEY:", "Anna Reeve (Harrow):", "THE CHAIR:", "Q." or "@handle:".
//
// A colon alone makes no turn. The document must show that the label is a speaker: by a title, an office or a role, by the
// same name elsewhere, or by questions and answers in turn; and a transcript must have more than one turn. "Note:",
// "Photo:", "New Delhi:" and the keys of a table are no labels, and neither is a headline's "Harper: we won".
package turns
