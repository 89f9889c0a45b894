// Package entity defines mentions and entities: the people, bodies, offices, groups and documents that a document mentions.
//
// A mention is a phrase that refers to an entity: a name ("Mr Raab"), a nominal ("the committee", "a senior official") or a
// pronoun ("it"). The packages below find both:
//
//	lexicon    tables of nouns, titles, countries, determiners and pronouns
//	gazetteer  names that are known before a document is read
//	mention    the mention detector: candidates, split into titles, name, head noun, determiner and owner
//	coref      the coreference resolver: it links the candidates of a document to entities
//
// # Keys
//
// The key of an entity is the slug of its name, or the gazetteer's key if the gazetteer knows the name; see [Key]. It
// depends on the document alone, not on documents that were read before. An entity is Local if it cannot be distinguished
// from others with its name outside its document: a surname without a given name, an acronym that is not spelled out, a
// definite nominal without an antecedent, and everything unnamed. A namesake of a person in the gazetteer is Local as well,
// if the document gives an occupation that the gazetteer's person does not have.
//
// # Spokespersons
//
// A spokesperson is a source of its own, apart from the principal on whose behalf it speaks. "The Prime Minister's official
// spokesman" is an office: the words are those of the post, whose holder is not named. So is every definite spokesperson of a
// named body or office. "A spokesman for the council" is unnamed and Local. Within the phrase of a spokesperson, an office
// ("the Prime Minister") denotes the body that it belongs to, if the gazetteer knows it: the Prime Minister's Office.
package entity
