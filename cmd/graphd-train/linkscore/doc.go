// Package linkscore scores the links of the coreference resolver against a corpus with gold mentions.
package linkscore
