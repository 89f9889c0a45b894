package main

import (
	"database/sql"
	"fmt"
	"io"
	"os"

	_ "github.com/mattn/go-sqlite3"
)

// SQLite answers with SQL over three covering indexes in one file.
type SQLite struct {
	SQL
	file string
}

// newSQLite creates a database file and loads r.
func newSQLite(file string, r io.Reader, marks Marks) (*SQLite, error) {
	db, err := sql.Open("sqlite3", "file:"+file+"?_journal_mode=WAL&_synchronous=FULL&_cache_size=-262144&mmap_size=1073741824")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	s := &SQLite{SQL{db: db, marks: marks}, file}
	if err := s.load(r); err != nil {
		return nil, err
	}
	return s, s.prepare(func(text string) string { return text })
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

// Name implements System.
func (*SQLite) Name() string { return "SQLite" }

// Bytes returns the size of the file.
func (s *SQLite) Bytes() int64 {
	info, err := os.Stat(s.file)
	if err != nil {
		return 0
	}
	return info.Size()
}
