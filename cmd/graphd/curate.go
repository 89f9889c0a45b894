package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"graphd/api"
	"graphd/internal/term"
)

type curateCmd struct {
	Merge       curateMergeCmd       `cmd:"" help:"Make several entities one."`
	Split       curateSplitCmd       `cmd:"" help:"Give attributions of an entity to a new one."`
	Rename      curateRenameCmd      `cmd:"" help:"Give an entity its right name."`
	Kind        curateKindCmd        `cmd:"" help:"Give an entity its right kind."`
	Different   curateDifferentCmd   `cmd:"" help:"Record that two entities are not the same."`
	Reattribute curateReattributeCmd `cmd:"" help:"Give an attribution to its right source."`
	Reject      curateRejectCmd      `cmd:"" help:"Take a wrong attribution out of the graph."`
	Confirm     curateConfirmCmd     `cmd:"" help:"Mark an attribution as right."`
	Undo        curateUndoCmd        `cmd:"" help:"Undo a correction."`
	Log         curateLogCmd         `cmd:"" help:"List the corrections."`
	Export      curateExportCmd      `cmd:"" help:"Write all corrections, for graphd curate import."`
	Import      curateImportCmd      `cmd:"" help:"Add the corrections of another store."`
}

// correctionFlags are the flags of every correction.
type correctionFlags struct {
	storeOrServerFlags
	Why     string `placeholder:"TEXT" help:"The reason."`
	By      string `env:"USER" placeholder:"NAME" help:"Who makes the correction; default $$USER."`
	Preview bool   `help:"Change nothing, and print what would change."`
}

type curateMergeCmd struct {
	correctionFlags
	Keep   string   `arg:"" help:"The entity that stays: actor:jane-doe."`
	Others []string `arg:"" name:"other" help:"The entities that are the same."`
}

type curateSplitCmd struct {
	correctionFlags
	Name         string   `required:"" placeholder:"NAME" help:"Name of the new entity."`
	Entity       string   `arg:"" help:"The entity that is two: actor:jane-doe."`
	Attributions []string `arg:"" name:"attribution" help:"The attributions that are by the new entity: attr:77b0…."`
}

type curateRenameCmd struct {
	correctionFlags
	Entity string `arg:"" help:"The entity: actor:jane-doe."`
	Name   string `arg:"" help:"Its right name."`
}

type curateKindCmd struct {
	correctionFlags
	Entity string `arg:"" help:"The entity: actor:jane-doe."`
	Kind   string `arg:"" enum:"person,body,office,group,document,unnamed" help:"Its right kind: ${enum}."`
}

type curateDifferentCmd struct {
	correctionFlags
	A string `arg:"" help:"An entity: actor:jane-doe."`
	B string `arg:"" help:"Another entity."`
}

type curateReattributeCmd struct {
	correctionFlags
	Attribution string `arg:"" help:"The attribution: attr:77b0…."`
	Entity      string `arg:"" help:"Its right source: actor:jane-doe."`
}

type curateRejectCmd struct {
	correctionFlags
	Attribution string `arg:"" help:"The attribution: attr:77b0…."`
}

type curateConfirmCmd struct {
	correctionFlags
	Attribution string `arg:"" help:"The attribution: attr:77b0…."`
}

type curateUndoCmd struct {
	correctionFlags
	ID string `arg:"" help:"The correction: correction:5f2b…."`
}

type curateLogCmd struct {
	storeOrServerFlags
	Entity      string `placeholder:"ID" help:"Only corrections that name this entity."`
	Attribution string `placeholder:"ID" help:"Only corrections that name this attribution."`
	By          string `placeholder:"NAME" help:"Only corrections of this person."`
	Action      string `placeholder:"ACTION" help:"Only corrections of this kind, such as merge."`
	Format      string `default:"text" enum:"text,json" help:"Output format: ${enum}."`
}

type curateExportCmd struct{ storeOrServerFlags }

type curateImportCmd struct {
	storeOrServerFlags
	File string `arg:"" help:"A file that graphd curate export wrote; - for standard input."`
}

func (cmd *curateMergeCmd) Run(ctx context.Context, c *term.Console) error {
	return cmd.correct(ctx, c, api.NewCorrection{Action: api.ActionMerge, Keep: cmd.Keep, Others: cmd.Others})
}

func (cmd *curateSplitCmd) Run(ctx context.Context, c *term.Console) error {
	return cmd.correct(ctx, c, api.NewCorrection{Action: api.ActionSplit, Entity: cmd.Entity, Name: cmd.Name, Attributions: cmd.Attributions})
}

func (cmd *curateRenameCmd) Run(ctx context.Context, c *term.Console) error {
	return cmd.correct(ctx, c, api.NewCorrection{Action: api.ActionRename, Entity: cmd.Entity, Name: cmd.Name})
}

func (cmd *curateKindCmd) Run(ctx context.Context, c *term.Console) error {
	return cmd.correct(ctx, c, api.NewCorrection{Action: api.ActionKind, Entity: cmd.Entity, Kind: cmd.Kind})
}

func (cmd *curateDifferentCmd) Run(ctx context.Context, c *term.Console) error {
	return cmd.correct(ctx, c, api.NewCorrection{Action: api.ActionDifferent, A: cmd.A, B: cmd.B})
}

func (cmd *curateReattributeCmd) Run(ctx context.Context, c *term.Console) error {
	return cmd.correct(ctx, c, api.NewCorrection{Action: api.ActionReattribute, Attribution: cmd.Attribution, Entity: cmd.Entity})
}

func (cmd *curateRejectCmd) Run(ctx context.Context, c *term.Console) error {
	return cmd.correct(ctx, c, api.NewCorrection{Action: api.ActionReject, Attribution: cmd.Attribution})
}

func (cmd *curateConfirmCmd) Run(ctx context.Context, c *term.Console) error {
	return cmd.correct(ctx, c, api.NewCorrection{Action: api.ActionConfirm, Attribution: cmd.Attribution})
}

// correct makes a correction and prints what it changed.
func (f correctionFlags) correct(ctx context.Context, c *term.Console, correction api.NewCorrection) (err error) {
	log, err := f.openLog()
	if err != nil {
		return err
	}
	defer closing(log, &err)
	correction.Why, correction.By = f.Why, f.By
	made, err := log.correct(ctx, correction, f.Preview)
	return f.print(c, made, err)
}

func (cmd *curateUndoCmd) Run(ctx context.Context, c *term.Console) (err error) {
	log, err := cmd.openLog()
	if err != nil {
		return err
	}
	defer closing(log, &err)
	made, err := log.undo(ctx, cmd.ID, api.UndoReason{Why: cmd.Why, By: cmd.By}, cmd.Preview)
	return cmd.print(c, made, err)
}

// print prints what a correction changed, or would change.
func (f correctionFlags) print(c *term.Console, made api.Corrected, err error) error {
	if err != nil {
		return err
	}
	id := made.Correction.ID
	if f.Preview {
		id = "preview"
	}
	_, err = fmt.Fprintf(c.Out, "%s: %s\n", id, made.Summary)
	return err
}

func (cmd *curateLogCmd) Run(ctx context.Context, c *term.Console) (err error) {
	log, err := cmd.openLog()
	if err != nil {
		return err
	}
	defer closing(log, &err)
	found, err := log.corrections(ctx, api.CorrectionQuery{Entity: cmd.Entity, Attribution: cmd.Attribution, By: cmd.By, Action: cmd.Action})
	if err != nil {
		return err
	}
	encoder := json.NewEncoder(c.Out)
	for _, r := range found {
		if cmd.Format == "json" {
			err = errors.Join(err, encoder.Encode(r))
			continue
		}
		_, printed := fmt.Fprintln(c.Out, describeCorrection(r))
		err = errors.Join(err, printed)
	}
	return err
}

// describeCorrection returns a correction as a line: its id, time, status, action with what it names, author and reason.
func describeCorrection(r api.CorrectionRecord) string {
	named := slices.Concat([]string{r.Keep}, r.Others, []string{r.Attribution, r.Entity}, r.Attributions, []string{r.Name, r.Kind, r.A, r.B, r.Undoes})
	named = slices.DeleteFunc(named, func(s string) bool { return s == "" })
	line := fmt.Sprintf("%s  %.19sZ  %-10s  %s %s", r.ID, r.Recorded, r.Status, r.Action, strings.Join(named, " "))
	if r.By != "" {
		line += "  by " + r.By
	}
	if r.Why != "" {
		line += ": " + r.Why
	}
	return line
}

func (cmd *curateExportCmd) Run(ctx context.Context, c *term.Console) (err error) {
	log, err := cmd.openLog()
	if err != nil {
		return err
	}
	defer closing(log, &err)
	found, err := log.corrections(ctx, api.CorrectionQuery{})
	if err != nil {
		return err
	}
	encoder := json.NewEncoder(c.Out)
	for _, r := range slices.Backward(found) {
		r.Status, r.UndoneBy = "", ""
		if err := encoder.Encode(r); err != nil {
			return err
		}
	}
	return nil
}

func (cmd *curateImportCmd) Run(ctx context.Context, c *term.Console) (err error) {
	records, err := readCorrections(cmd.File)
	if err != nil {
		return err
	}
	log, err := cmd.openLog()
	if err != nil {
		return err
	}
	defer closing(log, &err)
	imported, err := log.importAll(ctx, records)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.Out, "%s imported, %d known already; %s changed\n",
		term.Count(imported.Imported, "correction"), imported.Known, term.Count(imported.Documents, "document"))
	return err
}

// readCorrections reads an exported log.
func readCorrections(name string) (records []api.CorrectionRecord, err error) {
	file := os.Stdin
	if name != "-" {
		if file, err = os.Open(name); err != nil {
			return nil, fmt.Errorf("%s: %w", name, withoutPath(err))
		}
		defer closing(file, &err)
	}
	for decoder := json.NewDecoder(file); ; {
		var r api.CorrectionRecord
		if err := decoder.Decode(&r); errors.Is(err, io.EOF) {
			return records, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: record %d: %w; give a file that `graphd curate export` wrote", name, len(records)+1, err)
		}
		records = append(records, r)
	}
}
