// Package coref is the coreference resolver. It links the mentions in a document to entities.
//
// [Resolver.Resolve] runs these steps over one document:
//
//	mention.Detect  candidates in text order, with the links that syntax shows: owners, appositions, coordination
//	survey          entities for all full names, surnames, acronyms, and the country that the document is about
//	linkAll         candidates in text order, each to an earlier entity, to a new one, or to none
//	resolution      mentions and entities, with keys, names and roles
//
// A wrong link is worse than a missing one. Two people with one surname of similar salience, a pronoun with two antecedents of similar salience
// and a committee that may be either of two stay unlinked; [entity.Resolution.At] then reports false.
package coref
