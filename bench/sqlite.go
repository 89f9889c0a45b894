package main

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"strings"

	_ "github.com/mattn/go-sqlite3"
)

// SQLite is the graph in two tables, terms and quads, with three covering indexes, asked in hand-written SQL.
type SQLite struct {
	db    *sql.DB
	file  string
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
		) LIMIT 2000)
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

// newSQLite loads r into a new database file.
func newSQLite(file string, r io.Reader, marks Marks) (*SQLite, error) {
	db, err := sql.Open("sqlite3", "file:"+file+"?_journal_mode=WAL&_synchronous=FULL&_cache_size=-262144&mmap_size=1073741824")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	s := &SQLite{db: db, file: file, marks: marks, asked: map[string]*sql.Stmt{}}
	if err := s.load(r); err != nil {
		return nil, err
	}
	return s, s.prepare()
}

func (s *SQLite) exec(statements ...string) error {
	for _, statement := range statements {
		if _, err := s.db.Exec(statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

func (s *SQLite) load(r io.Reader) error {
	err := s.exec("CREATE TABLE terms(id INTEGER PRIMARY KEY, val TEXT)",
		"CREATE TABLE quads(s INT, p INT, o INT, g INT, PRIMARY KEY(s,p,o,g)) WITHOUT ROWID")
	if err != nil {
		return err
	}
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	if err := fill(tx, r); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.exec("CREATE UNIQUE INDEX t_val ON terms(val)", "CREATE INDEX q_posg ON quads(p,o,s,g)",
		"CREATE INDEX q_ospg ON quads(o,s,p,g)", "ANALYZE", "PRAGMA wal_checkpoint(TRUNCATE)")
}

func fill(tx *sql.Tx, r io.Reader) error {
	insert, err := tx.Prepare("INSERT OR IGNORE INTO quads VALUES(?,?,?,?)")
	if err != nil {
		return err
	}
	var failed error
	terms, err := readQuads(r, func(q ids) {
		if _, err := insert.Exec(q[0], q[1], q[2], q[3]); err != nil && failed == nil {
			failed = err
		}
	})
	if err != nil || failed != nil {
		return fmt.Errorf("fill: %v, %v", err, failed)
	}
	name, err := tx.Prepare("INSERT INTO terms VALUES(?,?)")
	if err != nil {
		return err
	}
	for id, term := range terms.names[1:] {
		if _, err := name.Exec(id+1, term); err != nil {
			return err
		}
	}
	return nil
}

// prepare puts the ids of the predicates in, as an application would, and prepares the statements.
func (s *SQLite) prepare() error {
	var pairs []string
	for _, name := range []string{"speaker", "text", "respondsTo", "about", "inDocument", "memberOf"} {
		var id int64
		if err := s.db.QueryRow("SELECT id FROM terms WHERE val=?", term(name)).Scan(&id); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		pairs = append(pairs, "{"+name+"}", fmt.Sprint(id))
	}
	for question, text := range sqlOf {
		statement, err := s.db.Prepare(strings.NewReplacer(pairs...).Replace(text))
		if err != nil {
			return fmt.Errorf("%s: %w", question, err)
		}
		s.asked[question] = statement
	}
	return nil
}

// Name is that in the table.
func (*SQLite) Name() string { return "SQLite" }

// Close leaves the file.
func (s *SQLite) Close() error { return s.db.Close() }

// Bytes is the size of the file.
func (s *SQLite) Bytes() int64 {
	info, err := os.Stat(s.file)
	if err != nil {
		return 0
	}
	return info.Size()
}

func (s *SQLite) arguments(question string) []any {
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

// Ask runs the prepared statement.
func (s *SQLite) Ask(question string, keep func(string)) (n int, err error) {
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
