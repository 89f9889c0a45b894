package main

import (
	"bufio"
	"bytes"
	"io"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// ids holds the numbers of the terms of a quad, in the order of an index.
type ids [4]uint32

// splitLine splits a generated line into its terms. Subject, predicate and label must be IRIs.
func splitLine(line []byte) (parts [4][]byte) {
	for i := range 2 {
		end := bytes.IndexByte(line, '>') + 1
		parts[i], line = line[:end], line[end+1:]
	}
	line = bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte(" ."))
	end := bytes.LastIndexByte(line, ' ')
	parts[2], parts[3] = line[:end], line[end+1:]
	return parts
}

// A dictionary numbers terms in the order of their first occurrence, from 1.
type dictionary struct {
	of    map[string]uint32
	names []string
}

func (d *dictionary) id(term []byte) uint32 {
	if id, ok := d.of[string(term)]; ok {
		return id
	}
	name, id := string(term), uint32(len(d.names))
	d.of[name] = id
	d.names = append(d.names, name)
	return id
}

// readQuads calls use with the term numbers of each quad of a file.
func readQuads(r io.Reader, use func(ids)) (*dictionary, error) {
	d := &dictionary{of: map[string]uint32{}, names: []string{""}}
	in := bufio.NewReaderSize(r, 1<<20)
	for {
		line, err := in.ReadSlice('\n')
		if err == io.EOF {
			return d, nil
		}
		if err != nil {
			return d, err
		}
		var q ids
		for i, part := range splitLine(line) {
			q[i] = d.id(part)
		}
		use(q)
	}
}

// Arrays holds three sorted copies of the quads in memory and finds quads by binary search. No store on disk can be
// faster.
type Arrays struct {
	spog, posg, ospg []ids // sorted by these positions
	terms            *dictionary
	marks            Marks
}

// newArrays reads the quads of r.
func newArrays(r io.Reader, marks Marks) (*Arrays, error) {
	a := &Arrays{marks: marks}
	var err error
	a.terms, err = readQuads(r, func(q ids) { a.spog = append(a.spog, q) })
	if err != nil {
		return nil, err
	}
	for _, q := range a.spog {
		a.posg = append(a.posg, ids{q[1], q[2], q[0], q[3]})
		a.ospg = append(a.ospg, ids{q[2], q[0], q[1], q[3]})
	}
	for _, index := range [][]ids{a.spog, a.posg, a.ospg} {
		slices.SortFunc(index, func(x, y ids) int { return slices.Compare(x[:], y[:]) })
	}
	return a, nil
}

// Name implements System.
func (*Arrays) Name() string { return "arrays" }

// Close implements System. It does nothing.
func (*Arrays) Close() error { return nil }

func (a *Arrays) id(name string) uint32 { return a.terms.of[name] }

// scan calls use with each quad that begins with prefix, until it returns false.
func scan(index []ids, use func(ids) bool, prefix ...uint32) {
	begins := func(i int) int { return slices.Compare(index[i][:len(prefix)], prefix) }
	for i := sort.Search(len(index), func(i int) bool { return begins(i) >= 0 }); i < len(index) && begins(i) == 0; i++ {
		if !use(index[i]) {
			return
		}
	}
}

// rows counts rows, fetches their values, and passes them on if they are wanted.
type rows struct {
	a    *Arrays
	keep func(string)
	n    int
	sink int
}

func (r *rows) add(row ...uint32) {
	r.n++
	for _, id := range row {
		r.sink += len(r.a.terms.names[id])
	}
	if r.keep != nil {
		names := make([]string, len(row))
		for i, id := range row {
			names[i] = r.a.terms.names[id]
		}
		r.keep(strings.Join(names, "\t"))
	}
}

// Ask implements System, with nested loops.
func (a *Arrays) Ask(question string, keep func(string)) (int, error) {
	r := &rows{a: a, keep: keep}
	switch question {
	case "q1":
		a.saidBy(r, a.marks.Popular)
	case "q2":
		a.saidBy(r, a.marks.Rare)
	case "q3":
		a.responses(r)
	case "q4":
		a.members(r)
	case "q5":
		a.perSpeaker(r)
	case "q6":
		a.around(r, mostEdges)
	case "q7":
		scan(a.spog, func(q ids) bool { r.add(q[1], q[2]); return true }, a.id(a.marks.Assertion))
	case "q8":
		a.neighbours(r)
	default:
		a.intersect(r, conditionsOf(question))
	}
	return r.n, nil
}

// intersect finds the assertions that meet all conditions: it iterates over the quads of the first one and tests the others.
func (a *Arrays) intersect(r *rows, conditions []condition) {
	first, more := conditions[0], conditions[1:]
	scan(a.posg, func(found ids) bool {
		all := true
		for _, c := range more {
			has := false
			scan(a.spog, func(ids) bool { has = true; return false }, found[2], a.id(term(c.predicate)), a.id(c.object))
			all = all && has
		}
		if all {
			r.add(found[2])
		}
		return true
	}, a.id(term(first.predicate)), a.id(first.object))
}

func (a *Arrays) saidBy(r *rows, actor string) {
	text := a.id(term("text"))
	scan(a.posg, func(q ids) bool {
		scan(a.spog, func(t ids) bool { r.add(q[2], t[2]); return true }, q[2], text)
		return true
	}, a.id(term("speaker")), a.id(actor))
}

func (a *Arrays) responses(r *rows) {
	speaker, text, responds := a.id(term("speaker")), a.id(term("text")), a.id(term("respondsTo"))
	scan(a.posg, func(said ids) bool {
		scan(a.posg, func(response ids) bool {
			scan(a.spog, func(who ids) bool {
				scan(a.spog, func(what ids) bool { r.add(response[2], who[2], what[2]); return true }, response[2], text)
				return true
			}, response[2], speaker)
			return true
		}, responds, said[2])
		return true
	}, speaker, a.id(a.marks.Mid))
}

func (a *Arrays) members(r *rows) {
	speaker, about, topic := a.id(term("speaker")), a.id(term("about")), a.id(a.marks.Topic)
	scan(a.posg, func(member ids) bool {
		hit := false
		scan(a.posg, func(said ids) bool {
			scan(a.spog, func(ids) bool { hit = true; return false }, said[2], about, topic)
			return !hit
		}, speaker, member[2])
		if hit {
			r.add(member[2])
		}
		return true
	}, a.id(term("memberOf")), a.id(a.marks.Body))
}

func (a *Arrays) perSpeaker(r *rows) {
	speaker, counts := a.id(term("speaker")), map[uint32]int{}
	scan(a.posg, func(q ids) bool {
		scan(a.spog, func(who ids) bool { counts[who[2]]++; return true }, q[2], speaker)
		return true
	}, a.id(term("about")), a.id(a.marks.Topic))
	for who, n := range counts {
		if r.n++; r.keep != nil {
			r.keep(a.terms.names[who] + "\t" + strconv.Itoa(n))
		}
		r.sink += len(a.terms.names[who])
	}
}

// around iterates over the edges of X, and then over those of its neighbours.
func (a *Arrays) around(r *rows, most int) {
	x := a.id(a.marks.Mid)
	seen, edges, front := map[uint32]bool{x: true}, map[ids]bool{}, []uint32{x}
	for range 2 {
		var next []uint32
		visit := func(q ids, other uint32) bool {
			if !edges[q] {
				edges[q] = true
				r.add(q[:]...)
			}
			if !seen[other] {
				seen[other] = true
				next = append(next, other)
			}
			return len(edges) < most
		}
		for _, node := range front {
			if len(edges) >= most {
				return
			}
			scan(a.spog, func(q ids) bool { return visit(q, q[2]) }, node)
			scan(a.ospg, func(q ids) bool { return len(edges) < most && visit(ids{q[1], q[2], q[0], q[3]}, q[1]) }, node)
		}
		front = next
	}
}

func (a *Arrays) neighbours(r *rows) {
	speaker, about, in, x := a.id(term("speaker")), a.id(term("about")), a.id(term("inDocument")), a.id(a.marks.Mid)
	found := map[uint32]bool{}
	scan(a.posg, func(said ids) bool {
		scan(a.spog, func(topic ids) bool {
			scan(a.spog, func(document ids) bool {
				scan(a.posg, func(other ids) bool {
					scan(a.spog, func(ids) bool {
						scan(a.spog, func(who ids) bool { found[who[2]] = found[who[2]] || who[2] != x; return true }, other[2], speaker)
						return true
					}, other[2], about, topic[2])
					return true
				}, in, document[2])
				return true
			}, said[2], in)
			return true
		}, said[2], about)
		return true
	}, speaker, x)
	for who, other := range found {
		if other {
			r.add(who)
		}
	}
}
