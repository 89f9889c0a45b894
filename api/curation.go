package api

// The actions of corrections.
const (
	ActionMerge       = "merge"       // the entities of Others are the entity Keep
	ActionSplit       = "split"       // Attributions are by another entity of the name Name than Entity
	ActionRename      = "rename"      // Entity has the name Name
	ActionKind        = "kind"        // Entity is of the kind Kind
	ActionDifferent   = "different"   // A and B are two entities, although they look like one
	ActionReattribute = "reattribute" // Attribution is by Entity
	ActionReject      = "reject"      // Attribution is wrong
	ActionConfirm     = "confirm"     // Attribution is right
	ActionUndo        = "undo"        // the correction Undoes is no longer applied; made by undoing, never sent
)

// NewCorrection is a correction that a person makes. Action says which of the other fields it needs.
type NewCorrection struct {
	Action       string   `json:"action" doc:"What is corrected: merge, split, rename, kind, different, reattribute, reject or confirm" example:"merge"`
	Keep         string   `json:"keep,omitempty" doc:"merge: id of the entity that stays" example:"actor:jane-doe"`
	Others       []string `json:"others,omitempty" doc:"merge: ids of the entities that are the same"`
	Entity       string   `json:"entity,omitempty" doc:"split, rename, kind: id of the entity; reattribute: id of the right source"`
	Name         string   `json:"name,omitempty" doc:"split: name of the new entity; rename: the right name"`
	Kind         string   `json:"kind,omitempty" doc:"kind: person, body, office, group, document or unnamed"`
	A            string   `json:"a,omitempty" doc:"different: id of an entity"`
	B            string   `json:"b,omitempty" doc:"different: id of another entity"`
	Attribution  string   `json:"attribution,omitempty" doc:"reattribute, reject, confirm: id of the attribution"`
	Attributions []string `json:"attributions,omitempty" doc:"split: ids of the attributions that are by the new entity"`
	Why          string   `json:"why,omitempty" doc:"The reason"`
	By           string   `json:"by,omitempty" doc:"Who makes the correction"`
}

// CorrectionRecord is a correction in the log.
type CorrectionRecord struct {
	ID string `json:"id" example:"correction:5f2b…"`
	NewCorrection
	Recorded string              `json:"recorded" doc:"When it was made" example:"2021-03-09T10:00:00Z"`
	Undoes   string              `json:"undoes,omitempty" doc:"undo: id of the correction that is no longer applied"`
	Result   *EntityRef          `json:"result,omitempty" doc:"merge, split, reattribute: the entity as it was known when the correction was made"`
	Anchors  []AttributionAnchor `json:"anchors,omitempty" doc:"The attributions that the correction names, by their words"`
	Status   string              `json:"status,omitempty" enum:"active,unanchored,undone,undo" doc:"unanchored: it is kept, but nothing in the graph is what it names at present"`
	UndoneBy string              `json:"undoneBy,omitempty" doc:"Id of the undo, if it was undone"`
}

// AttributionAnchor finds an attribution again when the document is extracted by other models, which may give it another id:
// by its place in the document's text, or by its words in another version of the document.
type AttributionAnchor struct {
	ID       string   `json:"id" example:"attr:8d1a…"`
	Document string   `json:"document" example:"doc:1f0c…"`
	At       Offsets  `json:"at" doc:"Code points of the normalised text"`
	Source   []string `json:"source,omitempty" doc:"The words of the source"`
	Cue      []string `json:"cue,omitempty" doc:"The words of the cue"`
	Content  []string `json:"content,omitempty" doc:"The words of the content"`
	Prefix   string   `json:"prefix,omitempty" doc:"The text before the content"`
	Suffix   string   `json:"suffix,omitempty" doc:"The text after the content"`
}

// CorrectionQuery selects corrections of the log.
type CorrectionQuery struct {
	Entity      string `query:"entity" doc:"Only corrections that name this entity"`
	Attribution string `query:"attribution" doc:"Only corrections that name this attribution"`
	By          string `query:"by" doc:"Only corrections of this person"`
	Action      string `query:"action" enum:"merge,split,rename,kind,different,reattribute,reject,confirm,undo" doc:"Only corrections of this kind"`
}

// Corrected is the outcome of making or undoing a correction.
type Corrected struct {
	Correction   CorrectionRecord `json:"correction"`
	Summary      string           `json:"summary" doc:"What it changes, in a sentence"`
	Documents    int              `json:"documents" doc:"Number of documents in which something changes"`
	Attributions int              `json:"attributions" doc:"Number of attributions that change"`
	Preview      bool             `json:"preview,omitempty" doc:"Whether nothing was stored"`
	Version      int              `json:"version" doc:"The version of the log after it, for If-Match"`
	Quads        QuadChange       `json:"quads"`
}

// ImportedCorrections is the outcome of importing corrections.
type ImportedCorrections struct {
	Imported  int        `json:"imported" doc:"Number of records that the log did not have"`
	Known     int        `json:"known" doc:"Number of records that it had already"`
	Documents int        `json:"documents" doc:"Number of documents in which something changes"`
	Version   int        `json:"version" doc:"The version of the log"`
	Quads     QuadChange `json:"quads"`
}

// UndoReason says why and by whom a correction is undone.
type UndoReason struct {
	Why string `json:"why,omitempty" doc:"The reason"`
	By  string `json:"by,omitempty" doc:"Who undoes it"`
}
