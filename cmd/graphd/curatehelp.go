package main

func (curateCmd) Help() string {
	return `Corrects what extraction got wrong. A correction is recorded with its reason and its author, changes all documents that it is about, and applies to documents that come later or are extracted again. Each one can be undone, in any order: the graph keeps what extraction found.

Examples:

    $ graphd curate merge actor:jane-doe actor:j-doe --why "the same person"
    $ graphd curate log`
}

func (curateMergeCmd) Help() string {
	return `Everything that the graph says of the others it then says of the first entity. Their names become further names of it.

Example:

    $ graphd curate merge actor:jane-doe actor:j-doe --preview
    preview: actor:j-doe becomes Jane Doe (actor:jane-doe); 17 attributions change in 5 documents`
}

func (curateSplitCmd) Help() string {
	return `For two people whom extraction took for one: the attributions are then by a new entity with the name.

Example:

    $ graphd curate split actor:jane-doe attr:77b0c2 attr:91aa03 --name "Jane Doe (minister)"`
}

func (curateRenameCmd) Help() string {
	return `The former names become further names of the entity. Its id stays.

Example:

    $ graphd curate rename actor:jane-doe "Jane Doe-Smith"`
}

func (curateKindCmd) Help() string {
	return `Example:

    $ graphd curate kind actor:acme-ports body`
}

func (curateDifferentCmd) Help() string {
	return `Changes nothing in the graph, but a merge of the two is then refused.

Example:

    $ graphd curate different actor:jane-doe actor:j-doe --why "mother and daughter"`
}

func (curateReattributeCmd) Help() string {
	return `The attribution, those that continue the same speech, and their short edges are then of the entity.

Example:

    $ graphd curate reattribute attr:77b0c2 actor:jane-doe --why "the caption names her"`
}

func (curateRejectCmd) Help() string {
	return `The attribution leaves the graph with everything that only it supports.

Example:

    $ graphd curate reject attr:77b0c2 --why "not a statement"`
}

func (curateConfirmCmd) Help() string {
	return `The attribution is then shown whatever its confidence.

Example:

    $ graphd curate confirm attr:77b0c2`
}

func (curateUndoCmd) Help() string {
	return `The log keeps the correction and the undo. A correction that names what a split made has to be undone before the split.

Example:

    $ graphd curate undo correction:5f2b41c09c6f1d3e8a7715e0d9a4b6c2`
}

func (curateLogCmd) Help() string {
	return `Lists the corrections, newest first. The status unanchored means that a correction is kept, but that nothing in the graph is what it names at present.

Example:

    $ graphd curate log --entity actor:jane-doe`
}

func (curateExportCmd) Help() string {
	return `Writes the whole log as lines of JSON, oldest first.

Example:

    $ graphd curate export > corrections.jsonl`
}

func (curateImportCmd) Help() string {
	return `Adds the corrections that the log does not have, all or none, with their ids, times and undos. Attributions are found again by their place and their words.

Example:

    $ graphd curate import corrections.jsonl
    12 corrections imported, 0 known already; 5 documents changed`
}
