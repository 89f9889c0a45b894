// Package attributiontrain trains and scores the models that find attributions in news articles.
//
// The training examples are the annotated articles of the news corpus and synthetic texts: sentences of these articles,
// rewritten in the styles of other kinds of text. The articles are annotated by models that have not seen them, one for each
// fold, so that training sees tags and trees with the errors that extraction will see.
package attributiontrain
