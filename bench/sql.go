package main

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// SQL answers with hand-written SQL from two tables, terms and quads, of a database.
type SQL struct {
	db    *sql.DB
	marks Marks
	asked map[string]*sql.Stmt
}

var sqlOf = map[string]string{
	"q1": saidBySQL, "q2": saidBySQL,
	"q3": `SELECT tr.val, tw.val, tt.val FROM quads a JOIN quads r ON r.p={respondsTo} AND r.o=a.s
		JOIN quads w ON w.s=r.s AND w.p={speaker} JOIN quads t ON t.s=r.s AND t.p={text}
		JOIN terms tr ON tr.id=r.s JOIN terms tw ON tw.id=w.o JOIN terms tt ON tt.id=t.o
		WHERE a.p={speaker} AND a.o=(SELECT id FROM terms WHERE val=?)`,
	"q4": `SELECT t.val FROM quads m JOIN terms t ON t.id=m.s
		WHERE m.p={memberOf} AND m.o=(SELECT id FROM terms WHERE val=?) AND EXISTS (
			SELECT 1 FROM quads a JOIN quads b ON b.s=a.s AND b.p={about} AND b.o=(SELECT id FROM terms WHERE val=?)
			WHERE a.p={speaker} AND a.o=m.s)`,
	"q5": `SELECT t.val, x.n FROM (SELECT w.o, count(*) n FROM quads a JOIN quads w ON w.s=a.s AND w.p={speaker}
		WHERE a.p={about} AND a.o=(SELECT id FROM terms WHERE val=?) GROUP BY w.o) x JOIN terms t ON t.id=x.o`,
	"q6": `WITH x AS (SELECT id FROM terms WHERE val=?),
		near AS (SELECT o AS n FROM quads, x WHERE s=x.id UNION SELECT s FROM quads, x WHERE o=x.id),
		edges AS (SELECT * FROM (
			SELECT quads.* FROM quads, x WHERE s=x.id
			UNION ALL SELECT quads.* FROM quads, x WHERE o=x.id
			UNION ALL SELECT q.* FROM near JOIN quads q ON q.s=near.n WHERE q.o NOT IN (SELECT id FROM x)
			UNION ALL SELECT q.* FROM near JOIN quads q ON q.o=near.n WHERE q.s NOT IN (SELECT id FROM x) AND q.s NOT IN (SELECT n FROM near)
		) z LIMIT 2000)
		SELECT a.val, b.val, c.val, d.val FROM edges JOIN terms a ON a.id=edges.s JOIN terms b ON b.id=edges.p
			JOIN terms c ON c.id=edges.o JOIN terms d ON d.id=edges.g`,
	"q7": `SELECT tp.val, t.val FROM quads q JOIN terms tp ON tp.id=q.p JOIN terms t ON t.id=q.o
		WHERE q.s=(SELECT id FROM terms WHERE val=?)`,
	"q8": `SELECT t.val FROM (SELECT DISTINCT ys.o FROM quads x
		JOIN quads xt ON xt.s=x.s AND xt.p={about} JOIN quads xd ON xd.s=x.s AND xd.p={inDocument}
		JOIN quads yd ON yd.p={inDocument} AND yd.o=xd.o JOIN quads yt ON yt.s=yd.s AND yt.p={about} AND yt.o=xt.o
		JOIN quads ys ON ys.s=yd.s AND ys.p={speaker}
		WHERE x.p={speaker} AND x.o=(SELECT id FROM terms WHERE val=?) AND ys.o<>x.o) z JOIN terms t ON t.id=z.o`,
}

const saidBySQL = `SELECT ta.val, tt.val FROM quads a JOIN quads t ON t.s=a.s AND t.p={text}
	JOIN terms ta ON ta.id=a.s JOIN terms tt ON tt.id=t.o WHERE a.p={speaker} AND a.o=(SELECT id FROM terms WHERE val=?)`

func (s *SQL) exec(statements ...string) error {
	for _, statement := range statements {
		if _, err := s.db.Exec(statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

// prepare inserts the ids of the predicates, as an application would do, and prepares the statements, with placeholders in
// the form of the database.
func (s *SQL) prepare(placeholders func(string) string) error {
	var pairs []string
	s.asked = map[string]*sql.Stmt{}
	for _, name := range []string{"speaker", "text", "respondsTo", "about", "inDocument", "memberOf", "kind", "cue", "source", "type"} {
		var id int64
		if err := s.db.QueryRow(placeholders("SELECT id FROM terms WHERE val=?"), term(name)).Scan(&id); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		pairs = append(pairs, "{"+name+"}", fmt.Sprint(id))
	}
	texts := maps.Clone(sqlOf)
	for _, q := range intersections {
		texts[q.name] = intersectionSQL(q.conditions)
	}
	for question, text := range texts {
		statement, err := s.db.Prepare(placeholders(strings.NewReplacer(pairs...).Replace(text)))
		if err != nil {
			return fmt.Errorf("%s: %w", question, err)
		}
		s.asked[question] = statement
	}
	return nil
}

// Close implements System. It closes the database.
func (s *SQL) Close() error { return s.db.Close() }

// intersectionSQL returns a statement that looks up the other conditions for each row of the first one.
func intersectionSQL(conditions []condition) string {
	joins, where := "", ""
	for i, c := range conditions {
		if i > 0 {
			joins += fmt.Sprintf(" JOIN quads q%d ON q%d.s=q0.s AND q%d.p={%s} AND q%d.o=(SELECT id FROM terms WHERE val=?)", i, i, i, c.predicate, i)
			continue
		}
		where = fmt.Sprintf(" WHERE q0.p={%s} AND q0.o=(SELECT id FROM terms WHERE val=?)", c.predicate)
	}
	return "SELECT t.val FROM quads q0" + joins + " JOIN terms t ON t.id=q0.s" + where
}

func (s *SQL) arguments(question string) (list []any) {
	if conditions := conditionsOf(question); conditions != nil {
		for _, c := range append(slices.Clone(conditions[1:]), conditions[0]) {
			list = append(list, c.object)
		}
		return list
	}
	switch question {
	case "q1":
		return []any{s.marks.Popular}
	case "q2":
		return []any{s.marks.Rare}
	case "q4":
		return []any{s.marks.Body, s.marks.Topic}
	case "q5":
		return []any{s.marks.Topic}
	case "q7":
		return []any{s.marks.Assertion}
	}
	return []any{s.marks.Mid}
}

// Ask implements System. It runs the prepared statement.
func (s *SQL) Ask(question string, keep func(string)) (n int, err error) {
	found, err := s.asked[question].QueryContext(context.Background(), s.arguments(question)...)
	if err != nil {
		return 0, err
	}
	defer found.Close()
	columns, err := found.Columns()
	if err != nil {
		return 0, err
	}
	values, into := make([]string, len(columns)), make([]any, len(columns))
	for i := range into {
		into[i] = &values[i]
	}
	for ; found.Next(); n++ {
		if err := found.Scan(into...); err != nil {
			return n, err
		}
		if keep != nil {
			keep(strings.Join(values, "\t"))
		}
	}
	return n, found.Err()
}
