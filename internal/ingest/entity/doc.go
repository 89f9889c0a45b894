// Package entity tells apart the people and bodies that a document mentions.
//
// A mention is one place where the text refers to an entity: by name ("Mr Raab"), by a nominal ("the committee",
// "a senior official") or by a pronoun ("it"). An entity is whoever or whatever is meant. Resolve goes from the
// annotation of one document to its mentions and entities:
//
//	page       the annotation's words in a row, with what is quoted and what is a headline
//	scan       candidates: every phrase that may be a mention, taken apart into titles, name, noun, determiner and owner
//	align      the phrases that the caller asks for, each tied to the candidate that holds its head
//	weighKinds person or body, for every name whose form leaves it open, by all its mentions together
//	survey     full names, bodies and acronyms of the whole document, and the country that it speaks from
//	link       candidates in text order, each to an entity, to a new entity, or to none
//	resolution keys, names, roles
//
// A wrong link is worse than none: two people of one surname, a pronoun with two good antecedents and a committee
// that may be either of two stay unlinked, and Resolution.At says so.
//
// # Keys
//
// The key of an entity is a slug of its name, or the gazetteer's key where the gazetteer knows the name; see Key.
// It depends on the document alone, never on what was read before. An entity that cannot be told from others of its
// name elsewhere is Local: a surname without a first name, an acronym that nothing spells out, a definite nominal
// without an antecedent, everybody unnamed. So is a namesake of someone in the gazetteer whom the document gives
// an occupation that the gazetteer's person does not have.
//
// # Posts that speak
//
// A spokesperson is a source of its own, apart from the one on whose behalf the words are said. "The Prime Minister's
// official spokesman" is an office, because the words are the post's and its holder is not named; so is every definite
// spokesperson of a named body or office. "A spokesman for the council" is unnamed and local. Within a spokesperson's
// phrase, an office ("the Prime Minister") stands for the body that it is in, where the gazetteer knows it: the Prime
// Minister's Office.
package entity
