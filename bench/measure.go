package main

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"runtime/pprof"
	"slices"
	"strings"
	"time"
)

// agree checks that every system returns the rows of the arrays. In q6 a system may choose among the edges: all of them
// must be different edges around X, and their number must be the same.
func agree(systems []System, arrays *Arrays) error {
	for _, q := range allQuestions() {
		want := sortedRows(arrays, q.name)
		around := map[string]bool{}
		if q.name == "q6" {
			all := &rows{a: arrays, keep: func(row string) { around[row] = true }}
			arrays.around(all, 1<<62)
		}
		for _, system := range systems {
			got, err := rowsOf(system, q.name)
			want := want
			if _, ok := system.(*Gizmo); ok {
				got, want = untyped(got), untyped(want)
			}
			switch {
			case errors.Is(err, errUnsupported):
				continue
			case err != nil:
				return fmt.Errorf("%s, %s: %w", system.Name(), q.name, err)
			case q.name == "q6":
				err = within(got, around, len(want))
			case !slices.Equal(got, want):
				err = fmt.Errorf("%d rows, want %d: %s", len(got), len(want), difference(got, want))
			}
			if err != nil {
				return fmt.Errorf("%s, %s: %w", system.Name(), q.name, err)
			}
		}
	}
	return nil
}

var datatype = regexp.MustCompile(`\^\^<[^>]*>`)

// untyped returns rows without datatypes, because Gizmo returns some values as plain numbers.
func untyped(rows []string) []string {
	out := make([]string, len(rows))
	for i, row := range rows {
		out[i] = datatype.ReplaceAllString(row, "")
	}
	slices.Sort(out)
	return out
}

func within(got []string, all map[string]bool, want int) error {
	if len(slices.Compact(got)) != want {
		return fmt.Errorf("%d distinct edges, want %d", len(slices.Compact(got)), want)
	}
	for _, row := range got {
		if !all[row] {
			return fmt.Errorf("%q is not an edge around X", row)
		}
	}
	return nil
}

func difference(got, want []string) string {
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			return fmt.Sprintf("%q instead of %q", got[i], want[i])
		}
	}
	return "one has more"
}

func rowsOf(s System, question string) (out []string, err error) {
	_, err = s.Ask(question, func(row string) { out = append(out, strings.Clone(row)) })
	slices.Sort(out)
	return out, err
}

func sortedRows(a *Arrays, question string) []string {
	rows, _ := rowsOf(a, question) // arrays cannot fail
	return rows
}

// times holds the durations of one question by system, one for each round.
type times map[string][]time.Duration

// A table holds the durations of all questions.
type table map[string]times

const warmUp = 3

// pairs asks all systems each question in turn, in several rounds.
func (b bench) pairs(systems []System) (table, error) {
	t := table{}
	for _, q := range allQuestions() {
		if b.only != "" && !strings.Contains(b.only, q.name) {
			continue
		}
		t[q.name] = times{}
		for round := range b.rounds + warmUp {
			for _, system := range systems {
				took, err := b.ask(system, q.name)
				if errors.Is(err, errUnsupported) {
					continue
				}
				if err != nil {
					return nil, fmt.Errorf("%s, %s: %w", system.Name(), q.name, err)
				}
				if round >= warmUp {
					t[q.name][system.Name()] = append(t[q.name][system.Name()], took)
				}
			}
		}
	}
	return t, nil
}

// atLeast is how long a question is repeated in one round, so that short ones are measured accurately.
const atLeast = 20 * time.Millisecond

func (b bench) ask(s System, question string) (time.Duration, error) {
	begin, n := time.Now(), 0
	for ; n == 0 || time.Since(begin) < atLeast; n++ {
		if _, err := s.Ask(question, nil); err != nil {
			return 0, err
		}
	}
	return time.Since(begin) / time.Duration(n), nil
}

// profiled asks one system for a while and writes a CPU profile.
func (b bench) profiled(s System) error {
	f, err := os.Create(b.profile)
	if err != nil {
		return err
	}
	defer f.Close()
	t, err := b.pairs([]System{s})
	if err != nil {
		return err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	for begin := time.Now(); time.Since(begin) < 5*time.Second; {
		for q := range t {
			if _, err := b.ask(s, q); err != nil {
				return err
			}
		}
	}
	for _, q := range allQuestions() {
		if d := t[q.name][s.Name()]; len(d) > 0 {
			fmt.Println(q.name, median(d))
		}
	}
	return nil
}

func median(d []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(d))
	return sorted[len(sorted)/2]
}
