package library_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"graphd/api"
	"graphd/internal/graph/view"
	"graphd/internal/library"
)

const (
	harbour = "Harbour talks\n\nMaria Lopez said the port would open in May. “We will not pay twice,” Tom Okafor said. " +
		"Okafor denied that the harbour was closed. The Foreign Office said it had seen no report.\n"
	quay = "Quay\n\nMaria Lopez-Grant said the quay was “a disgrace”. Tom Okafor warned that the wall would fall. " +
		"“It was not my decision,” said Lopez-Grant.\n"
)

func (f fixture) correct(c api.NewCorrection) api.Corrected {
	f.t.Helper()
	out, err := f.library.Correct(f.t.Context(), c, library.CorrectionOptions{Version: -1})
	if err != nil {
		f.t.Fatalf("%+v: %v", c, err)
	}
	f.check()
	return out
}

func (f fixture) undo(id string) {
	f.t.Helper()
	if _, err := f.library.Undo(f.t.Context(), id, "", "", library.CorrectionOptions{Version: -1}); err != nil {
		f.t.Fatalf("undo %s: %v", id, err)
	}
	f.check()
}

// check checks that all graphs are what the corrections make of them.
func (f fixture) check() {
	f.t.Helper()
	snapshot := must(f.store.Snapshot())
	defer snapshot.Close()
	if problems := must(library.CheckCorrections(f.t.Context(), snapshot)); len(problems) > 0 {
		f.t.Fatal(problems)
	}
}

// facts returns the lines of the dump without the log of corrections.
func (f fixture) facts() []string {
	return slices.DeleteFunc(strings.Split(f.dump(), "\n"), func(line string) bool { return strings.HasSuffix(line, "graph:curation> .") })
}

func (f fixture) entity(id string) api.FullEntity {
	f.t.Helper()
	snapshot := must(f.store.Snapshot())
	defer snapshot.Close()
	return must(view.New(snapshot, f.store.Base()).Entity(f.t.Context(), id))
}

// by returns the attributions of an entity, in all documents.
func (f fixture) by(id string) []api.Attribution {
	f.t.Helper()
	snapshot := must(f.store.Snapshot())
	defer snapshot.Close()
	return must(view.New(snapshot, f.store.Base()).Attributions(f.t.Context(), api.AttributionQuery{Actor: id}, 100, "")).Items
}

// saying returns the attribution of a document whose text contains words.
func (f fixture) saying(doc quad.IRI, words string) api.Attribution {
	f.t.Helper()
	for _, a := range f.document(doc).Found {
		if strings.Contains(a.Text, words) {
			return a
		}
	}
	f.t.Fatalf("no attribution of %s says %q", doc, words)
	return api.Attribution{}
}

func TestMergeMakesTwoEntitiesOne(t *testing.T) {
	f := newFixture(t)
	f.add("a", harbour)
	f.add("b", quay)
	before := f.facts()
	const keep, other = "actor:maria-lopez", "actor:maria-lopez-grant"
	had := len(f.by(keep)) + len(f.by(other))
	preview, err := f.library.Correct(t.Context(), api.NewCorrection{Action: api.ActionMerge, Keep: keep, Others: []string{other}}, library.CorrectionOptions{Preview: true, Version: 0})
	if err != nil || preview.Attributions < 2 || preview.Documents != 1 || !slices.Equal(before, f.facts()) {
		t.Errorf("preview %+v, %v", preview, err)
	}
	merged := f.correct(api.NewCorrection{Action: api.ActionMerge, Keep: keep, Others: []string{other}, Why: "one person"})
	if merged.Documents != 1 || merged.Version != 1 {
		t.Errorf("%+v", merged)
	}
	e := f.entity(keep)
	if !slices.Contains(e.Names, "Maria Lopez-Grant") || e.Name != "Maria Lopez" || e.Counts.Documents != 2 || len(f.by(keep)) != had {
		t.Errorf("%+v, %d attributions of %d", e, len(f.by(keep)), had)
	}
	for _, line := range f.facts() {
		if strings.Contains(line, "<urn:graphd:actor:maria-lopez-grant>") && !strings.Contains(line, "withheld") {
			t.Error("left of the other entity:", line)
		}
	}
	c := f.add("c", "Wharf\n\nMaria Lopez-Grant said the wharf was full.\n")
	if a := f.saying(c.Document, "wharf"); a.Entity == nil || a.Entity.ID != keep {
		t.Errorf("a later document is not corrected: %+v", a.Entity)
	}
	f.check()
	f.withdraw(c.Document)
	f.undo(merged.Correction.ID)
	if diff := cmp.Diff(before, f.facts()); diff != "" {
		t.Errorf("after undo (-before +after):\n%s", diff)
	}
}

func TestReattributeMovesTheShortEdges(t *testing.T) {
	f := newFixture(t)
	a := f.add("a", harbour)
	before := f.facts()
	wrong := f.saying(a.Document, "not pay twice")
	r := f.correct(api.NewCorrection{Action: api.ActionReattribute, Attribution: wrong.ID, Entity: "actor:maria-lopez"})
	if got := f.saying(a.Document, "not pay twice"); got.Entity.ID != "actor:maria-lopez" {
		t.Errorf("source %+v", got.Entity)
	}
	dump := f.dump()
	if strings.Contains(dump, `<urn:graphd:actor:tom-okafor> <urn:graphd:ns:said> "We will not pay twice"`) ||
		!strings.Contains(dump, `<urn:graphd:actor:maria-lopez> <urn:graphd:ns:said> "We will not pay twice"`) {
		t.Error("the short edge did not move")
	}
	if !strings.Contains(dump, `<urn:graphd:actor:tom-okafor> <urn:graphd:ns:denies>`) {
		t.Error("another short edge of the former source is gone")
	}
	f.undo(r.Correction.ID)
	if diff := cmp.Diff(before, f.facts()); diff != "" {
		t.Errorf("after undo (-before +after):\n%s", diff)
	}
}

func TestRejectRemovesAnAttribution(t *testing.T) {
	f := newFixture(t)
	a := f.add("a", harbour)
	before, wrong := f.facts(), f.saying(a.Document, "was closed")
	r := f.correct(api.NewCorrection{Action: api.ActionReject, Attribution: wrong.ID, Why: "no denial"})
	for _, line := range f.facts() {
		left := strings.Contains(line, "<urn:graphd:"+wrong.ID+">") || strings.Contains(line, "<urn:graphd:ns:denies>")
		if left && !strings.Contains(line, "withheld") {
			t.Error("the attribution or its short edge is still there:", line)
		}
	}
	if err := f.library.Rejection(t.Context(), wrong.ID); !errors.Is(err, library.ErrRejected) || !strings.Contains(err.Error(), "no denial") {
		t.Errorf("the reason: %v", err)
	}
	if _, err := f.library.Correct(t.Context(), api.NewCorrection{Action: api.ActionConfirm, Attribution: wrong.ID}, library.CorrectionOptions{Version: -1}); !errors.Is(err, view.ErrNotFound) {
		t.Errorf("confirm what is rejected: %v", err)
	}
	f.undo(r.Correction.ID)
	if diff := cmp.Diff(before, f.facts()); diff != "" {
		t.Errorf("after undo (-before +after):\n%s", diff)
	}
}

func TestRenameKindAndSplit(t *testing.T) {
	f := newFixture(t)
	a := f.add("a", harbour)
	f.correct(api.NewCorrection{Action: api.ActionRename, Entity: "actor:tom-okafor", Name: "Thomas Okafor"})
	f.correct(api.NewCorrection{Action: api.ActionKind, Entity: "actor:tom-okafor", Kind: "group"})
	e := f.entity("actor:tom-okafor")
	if e.Name != "Thomas Okafor" || e.Kind != "group" || !slices.Contains(e.Names, "Tom Okafor") {
		t.Errorf("%+v", e.Entity)
	}
	said := f.saying(a.Document, "not pay twice")
	split := f.correct(api.NewCorrection{Action: api.ActionSplit, Entity: "actor:tom-okafor", Attributions: []string{said.ID}, Name: "Ben Okafor"})
	fresh := split.Correction.Result.ID
	if got := f.by(fresh); len(got) != 1 || got[0].ID != said.ID || got[0].Entity.Name != "Ben Okafor" {
		t.Errorf("%+v", got)
	}
	renamed := f.correct(api.NewCorrection{Action: api.ActionRename, Entity: fresh, Name: "Benjamin Okafor"})
	_, err := f.library.Undo(t.Context(), split.Correction.ID, "", "", library.CorrectionOptions{Version: -1})
	if !errors.Is(err, library.ErrContradiction) || !strings.Contains(err.Error(), renamed.Correction.ID) {
		t.Errorf("undo of what another correction needs: %v", err)
	}
}

func TestDifferentEntitiesAreNotMerged(t *testing.T) {
	f := newFixture(t)
	f.add("a", harbour)
	d := f.correct(api.NewCorrection{Action: api.ActionDifferent, A: "actor:maria-lopez", B: "actor:tom-okafor"})
	merge := api.NewCorrection{Action: api.ActionMerge, Keep: "actor:tom-okafor", Others: []string{"actor:maria-lopez"}}
	_, err := f.library.Correct(t.Context(), merge, library.CorrectionOptions{Version: -1})
	if !errors.Is(err, library.ErrContradiction) || !strings.Contains(err.Error(), d.Correction.ID) {
		t.Errorf("merge of what is different: %v", err)
	}
	f.undo(d.Correction.ID)
	f.correct(merge)
	if _, err := f.library.Correct(t.Context(), merge, library.CorrectionOptions{Version: -1}); !errors.Is(err, library.ErrCorrection) {
		t.Errorf("merged twice: %v", err)
	}
	if _, err := f.library.Correct(t.Context(), api.NewCorrection{Action: api.ActionRename, Entity: "actor:tom-okafor", Name: "T"}, library.CorrectionOptions{Version: 1}); !errors.Is(err, library.ErrLogMoved) {
		t.Errorf("an old version of the log: %v", err)
	}
}

// Corrections in any order, undone in any other, leave what extraction found. Documents come and go in between.
func TestUndoOfEverythingGivesBackWhatExtractionFound(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	for range 4 {
		f := newFixture(t)
		a := f.add("a", harbour)
		f.add("b", quay)
		corrections := []api.NewCorrection{
			{Action: api.ActionMerge, Keep: "actor:maria-lopez", Others: []string{"actor:maria-lopez-grant"}},
			{Action: api.ActionRename, Entity: "actor:tom-okafor", Name: "Thomas Okafor"},
			{Action: api.ActionReattribute, Attribution: f.saying(a.Document, "not pay twice").ID, Entity: "actor:maria-lopez"},
			{Action: api.ActionReject, Attribution: f.saying(a.Document, "was closed").ID},
			{Action: api.ActionConfirm, Attribution: f.saying(a.Document, "open in May").ID},
			{Action: api.ActionRename, Entity: "actor:maria-lopez", Name: "Maria López"},
			{Action: api.ActionMerge, Keep: "body:foreign-commonwealth-and-development-office", Others: []string{"actor:tom-okafor"}},
		}
		for _, e := range f.entities() {
			if e.Name == "Foreign Office" || slices.Contains(e.Names, "Foreign Office") {
				corrections[len(corrections)-1].Keep = e.ID
			}
		}
		before := f.facts()
		random.Shuffle(len(corrections), func(i, j int) { corrections[i], corrections[j] = corrections[j], corrections[i] })
		var ids []string
		for _, c := range corrections {
			ids = append(ids, f.correct(c).Correction.ID)
		}
		c := f.add("c", "Wharf\n\nMaria Lopez-Grant said the wharf was full. Tom Okafor said it was not.\n")
		f.check()
		f.add("a", harbour) // the same again
		f.check()
		f.withdraw(c.Document)
		random.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
		for _, id := range ids {
			f.undo(id)
		}
		if diff := cmp.Diff(before, f.facts()); diff != "" {
			t.Fatalf("%v (-before +after):\n%s", corrections, diff)
		}
	}
}

func (f fixture) entities() []api.Entity {
	f.t.Helper()
	snapshot := must(f.store.Snapshot())
	defer snapshot.Close()
	return must(view.New(snapshot, f.store.Base()).Entities(f.t.Context(), api.EntityQuery{}, 100, "")).Items
}

func TestCorrectionsSurviveWithdrawalAndImport(t *testing.T) {
	f, g := newFixture(t), newFixture(t)
	a := f.add("a", harbour)
	reattributed := f.correct(api.NewCorrection{Action: api.ActionReattribute, Attribution: f.saying(a.Document, "not pay twice").ID, Entity: "actor:maria-lopez"})
	corrected := withoutTimes(strings.Join(f.facts(), "\n"))
	f.withdraw(a.Document)
	if left := f.facts(); len(left) != 1 {
		t.Errorf("left behind: %q", left)
	}
	if r := must(f.library.Correction(t.Context(), reattributed.Correction.ID)); r.Status != "unanchored" {
		t.Errorf("without its document it is %s", r.Status)
	}
	f.add("a", harbour)
	if diff := cmp.Diff(corrected, withoutTimes(strings.Join(f.facts(), "\n"))); diff != "" {
		t.Errorf("the document came back without its correction (-want +got):\n%s", diff)
	}
	log, _, err := f.library.Corrections(t.Context(), api.CorrectionQuery{})
	if err != nil {
		t.Fatal(err)
	}
	g.add("a", harbour)
	for _, want := range []api.ImportedCorrections{{Imported: 1, Documents: 1, Version: 1}, {Known: 1, Version: 1}} {
		got := must(g.library.ImportCorrections(t.Context(), log, library.CorrectionOptions{Version: -1}))
		got.Quads = api.QuadChange{}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("import (-want +got):\n%s", diff)
		}
	}
	g.check()
	if diff := cmp.Diff(corrected, withoutTimes(strings.Join(g.facts(), "\n"))); diff != "" {
		t.Errorf("the import corrects otherwise (-want +got):\n%s", diff)
	}
}

// A revision of a document keeps the correction of an attribution whose words it has, and not that of one that it changed.
func TestCorrectionsFollowTheWordsIntoARevision(t *testing.T) {
	f := newFixture(t)
	a := f.add("a", harbour)
	kept := f.correct(api.NewCorrection{Action: api.ActionReattribute, Attribution: f.saying(a.Document, "not pay twice").ID, Entity: "actor:maria-lopez"})
	lost := f.correct(api.NewCorrection{Action: api.ActionConfirm, Attribution: f.saying(a.Document, "open in May").ID})
	revised := f.add("a", strings.ReplaceAll("New: "+harbour, "in May", "in June"))
	f.check()
	if got := f.saying(revised.Document, "not pay twice"); got.Entity == nil || got.Entity.ID != "actor:maria-lopez" || !slices.Equal(got.Corrected, []string{kept.Correction.ID}) {
		t.Errorf("by %+v, corrected by %v", got.Entity, got.Corrected)
	}
	if got := f.saying(revised.Document, "open in June"); len(got.Corrected) > 0 {
		t.Errorf("other words are confirmed: %+v", got)
	}
	if r := must(f.library.Correction(t.Context(), lost.Correction.ID)); r.Status != "unanchored" {
		t.Errorf("the confirmation is %s", r.Status)
	}
	f.undo(kept.Correction.ID)
}

// Other models may find other spans, which gives the attribution another id at the same place.
func TestCorrectionsFollowThePlaceInATextExtractedAgain(t *testing.T) {
	f := newFixture(t)
	a := f.add("a", harbour)
	r := f.correct(api.NewCorrection{Action: api.ActionReject, Attribution: f.saying(a.Document, "was closed").ID}).Correction
	for i := range r.Anchors {
		r.Anchors[i].ID = "attr:of-other-models"
		r.Anchors[i].At.Content[0][1] -= 2
	}
	g := newFixture(t)
	g.add("a", harbour)
	must(g.library.ImportCorrections(t.Context(), []api.CorrectionRecord{r}, library.CorrectionOptions{Version: -1}))
	for _, found := range g.document(a.Document).Found {
		if strings.Contains(found.Text, "was closed") {
			t.Error("the attribution is not rejected")
		}
	}
	if len(g.document(a.Document).Found) < 3 {
		t.Error("more than one attribution is rejected")
	}
}

// Facts of the gazetteer follow a merged entity, and leave with the last document that mentions it.
func TestMergeOfAnEntityOfTheGazetteer(t *testing.T) {
	f := newFixture(t)
	a := f.add("a", harbour)
	var office string
	for _, e := range f.entities() {
		if slices.Contains(append(e.Names, e.Name), "Foreign Office") {
			office = e.ID
		}
	}
	before := f.facts()
	merged := f.correct(api.NewCorrection{Action: api.ActionMerge, Keep: "actor:tom-okafor", Others: []string{office}})
	if e := f.entity("actor:tom-okafor"); !slices.Contains(e.Names, "FCDO") || !slices.Contains(e.Names, "Foreign Office") || e.Kind != "person" {
		t.Errorf("%+v", e)
	}
	if slices.ContainsFunc(f.entities(), func(e api.Entity) bool { return e.ID == office }) {
		t.Errorf("%s is still listed", office)
	}
	b := f.add("b", "Ports\n\nThe Foreign Office said the ports were open.\n")
	f.check()
	f.withdraw(b.Document)
	f.check()
	f.undo(merged.Correction.ID)
	if diff := cmp.Diff(before, f.facts()); diff != "" {
		t.Errorf("after undo (-before +after):\n%s", diff)
	}
	f.correct(api.NewCorrection{Action: api.ActionMerge, Keep: "actor:tom-okafor", Others: []string{office}})
	f.withdraw(a.Document)
	if left := f.facts(); len(left) != 1 {
		t.Errorf("left behind: %q", left)
	}
}
