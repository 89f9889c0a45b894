package main

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/cayleygraph/quad"

	"graphd/internal/graph"
	"graphd/internal/graph/nquads"
)

// A loadResult holds the measurements of loading one system.
type loadResult struct {
	name        string
	quads       int
	took        time.Duration
	open        time.Duration // time to open the loaded store; 0 if it is not opened
	bytes       int64         // on disk
	txPerSecond float64       // durable transactions of twelve quads
}

func (l loadResult) perSecond() float64 { return float64(l.quads) / l.took.Seconds() }

// loadGraphd loads a new store, closes it, and opens it again.
func loadGraphd(dir string, src source, cache int64) (*graph.Store, loadResult, error) {
	l := loadResult{name: "graphd"}
	begin := time.Now()
	store, err := graph.Open(dir, options(cache))
	if err != nil {
		return nil, l, err
	}
	err = withFile(src.quads, func(r io.Reader) error {
		result, err := store.Load(context.Background(), r, graph.LoadOptions{})
		l.quads = result.Added
		return err
	})
	if err != nil {
		return nil, l, err
	}
	if err := store.Close(); err != nil {
		return nil, l, err
	}
	l.took = time.Since(begin)
	if l.bytes, err = folderBytes(dir); err != nil {
		return nil, l, err
	}
	begin = time.Now()
	store, err = graph.Open(dir, options(cache))
	l.open = time.Since(begin)
	return store, l, err
}

func folderBytes(dir string) (total int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			total += info.Size()
		}
		return err
	})
	return total, err
}

func loadSQLite(file string, src source) (lite *SQLite, l loadResult, err error) {
	begin := time.Now()
	l.name = "SQLite"
	if err = withFile(src.quads, func(r io.Reader) error { lite, err = newSQLite(file, r, src.marks); return err }); err != nil {
		return nil, l, err
	}
	l.took, l.bytes = time.Since(begin), lite.Bytes()
	return lite, l, lite.db.QueryRow("SELECT count(*) FROM quads").Scan(&l.quads)
}

// loadPostgreSQL loads PostgreSQL. If it is not installed, it prints a message and returns nil.
func loadPostgreSQL(src source) (p *PostgreSQL, l loadResult, err error) {
	l.name = "PostgreSQL"
	p, err = startPostgreSQL(src.marks)
	if errors.Is(err, errNoPostgres) {
		fmt.Fprintln(os.Stderr, "bench: POSTGRESQL IS LEFT OUT:", err)
		return nil, l, nil
	}
	if err != nil {
		return nil, l, err
	}
	begin := time.Now()
	if err := withFile(src.quads, p.load); err != nil {
		return nil, l, errors.Join(fmt.Errorf("PostgreSQL: %w", err), p.Close())
	}
	l.took, l.bytes = time.Since(begin), p.Bytes()
	return p, l, p.db.QueryRow("SELECT count(*) FROM quads").Scan(&l.quads)
}

func loadArrays(src source) (arrays *Arrays, l loadResult, err error) {
	begin := time.Now()
	err = withFile(src.quads, func(r io.Reader) error { arrays, err = newArrays(r, src.marks); return err })
	if err != nil {
		return nil, l, err
	}
	return arrays, loadResult{name: "arrays", quads: len(arrays.spog), took: time.Since(begin)}, nil
}

const (
	txQuads = 12
	txTime  = 5 * time.Second
)

// graphdTransactions adds twelve quads in each of a series of durable transactions, and returns the transactions per
// second.
func graphdTransactions(store *graph.Store, file string) (rate float64, err error) {
	err = withFile(file, func(r io.Reader) error {
		in, err := nquads.NewReader(r)
		if err != nil {
			return err
		}
		var batches [][]quad.Quad
		for batch := make([]quad.Quad, 0, txQuads); ; {
			q, err := in.Next()
			if err != nil {
				break
			}
			if batch = append(batch, q); len(batch) == txQuads {
				batches, batch = append(batches, batch), make([]quad.Quad, 0, txQuads)
			}
		}
		rate, err = perSecond(len(batches), func(i int) error {
			_, err := store.Apply(context.Background(), graph.Edit{Add: batches[i]})
			return err
		})
		return err
	})
	return rate, err
}

// perSecond calls do up to n times for a while, and returns the calls per second.
func perSecond(n int, do func(i int) error) (float64, error) {
	begin, done := time.Now(), 0
	for ; done < n && time.Since(begin) < txTime; done++ {
		if err := do(done); err != nil {
			return 0, err
		}
	}
	return float64(done) / time.Since(begin).Seconds(), nil
}

// termBatches returns the terms of the quads of a file in batches of twelve quads.
func termBatches(file string) (batches [][][4][]byte, err error) {
	err = withFile(file, func(r io.Reader) error {
		lines, batch := bufio.NewScanner(r), [][4][]byte{}
		for lines.Scan() {
			if batch = append(batch, splitLine(bytes.Clone(lines.Bytes()))); len(batch) == txQuads {
				batches, batch = append(batches, batch), [][4][]byte{}
			}
		}
		return lines.Err()
	})
	return batches, err
}

// transactions does for SQLite what graphdTransactions does.
func (s *SQLite) transactions(file string) (float64, error) {
	const of = "(SELECT id FROM terms WHERE val=?)"
	return sqlTransactions(s.db, file, addSQLite,
		"INSERT INTO terms(val) VALUES(?) ON CONFLICT DO NOTHING", "INSERT OR IGNORE INTO quads VALUES("+of+","+of+","+of+","+of+")")
}

// sqlTransactions adds each batch of a file in its own transaction, with a statement that inserts its terms and one that
// inserts its quads.
func sqlTransactions(db *sql.DB, file string, add func(batch [][4][]byte, name, insert *sql.Stmt) error, naming, inserting string) (float64, error) {
	batches, err := termBatches(file)
	if err != nil {
		return 0, err
	}
	name, err := db.Prepare(naming)
	if err != nil {
		return 0, err
	}
	insert, err := db.Prepare(inserting)
	if err != nil {
		return 0, err
	}
	return perSecond(len(batches), func(i int) error {
		tx, err := db.Begin()
		if err != nil {
			return err
		}
		defer tx.Rollback()
		if err := add(batches[i], tx.Stmt(name), tx.Stmt(insert)); err != nil {
			return err
		}
		return tx.Commit()
	})
}

func addSQLite(batch [][4][]byte, name, insert *sql.Stmt) error {
	seen := map[string]bool{}
	for _, q := range batch {
		for _, term := range q {
			if seen[string(term)] {
				continue
			}
			seen[string(term)] = true
			if _, err := name.Exec(string(term)); err != nil {
				return err
			}
		}
		if _, err := insert.Exec(string(q[0]), string(q[1]), string(q[2]), string(q[3])); err != nil {
			return err
		}
	}
	return nil
}
