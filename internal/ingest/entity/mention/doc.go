// Package mention is the mention detector. It finds the phrases in a document that may refer to an entity.
//
// [Detect] runs these steps over one document:
//
//	newSurface   which words are capitalised, which sentences are headlines, copular predicates
//	scan         candidates: pronouns, names with their titles, and nominals
//	align        a candidate for each phrase of the caller
//	weighKinds   person or body, for names whose form shows neither, by all mentions of the name
//	trim         names without a credit that was glued to them
//	attach       owners, appositions and predicates of candidates
package mention
