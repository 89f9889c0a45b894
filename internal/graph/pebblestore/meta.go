package pebblestore

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/cockroachdb/pebble/v2"
)

// FormatVersion is the version of the layout that this package writes, and the newest that it reads.
const FormatVersion = 1

// Names of the records in the meta table.
const (
	metaFormat   = "format"
	metaBase     = "base"
	metaCounters = "counters"
)

// Counters are what the store holds, kept exact by every change.
type Counters struct {
	Quads  uint64
	Nodes  uint64 // values that stand in at least one quad
	Graphs uint64 // labels that stand on at least one quad
	next   uint64 // the next id to give
}

func (c Counters) encode() []byte {
	b := binary.AppendUvarint(nil, c.next)
	b = binary.AppendUvarint(b, c.Quads)
	b = binary.AppendUvarint(b, c.Nodes)
	return binary.AppendUvarint(b, c.Graphs)
}

func decodeCounters(b []byte) (Counters, error) {
	var c Counters
	for _, field := range []*uint64{&c.next, &c.Quads, &c.Nodes, &c.Graphs} {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			return c, fmt.Errorf("%w: the counters are cut short", ErrCorrupt)
		}
		*field, b = v, b[n:]
	}
	return c, nil
}

// counts is in how many quads one value stands, by position. Their sum is its reference count.
type counts [4]uint64

func (c counts) total() uint64 { return c[subject] + c[predicate] + c[object] + c[label] }

func (c counts) encode() []byte {
	b := make([]byte, 0, 8)
	for _, n := range c {
		b = binary.AppendUvarint(b, n)
	}
	return b
}

func decodeCounts(b []byte) (counts, error) {
	var c counts
	for i := range c {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			return c, fmt.Errorf("%w: a count is cut short", ErrCorrupt)
		}
		c[i], b = v, b[n:]
	}
	return c, nil
}

// prepareMeta reads the store's settings, or writes them into a new store, and returns the counters.
func prepareMeta(db *pebble.DB, broken *breakdown, opts Options) (Counters, string, error) {
	format, err := readMeta(db, metaFormat)
	if err != nil {
		return Counters{}, "", err
	}
	if format == "" {
		return initMeta(db, broken, opts)
	}
	version, err := strconv.Atoi(format)
	if err != nil {
		return Counters{}, "", fmt.Errorf("%w: its format version is %q", ErrCorrupt, format)
	}
	if version > FormatVersion {
		return Counters{}, "", fmt.Errorf("%w: format %d, this program reads up to %d; use the graphd that wrote it, or a later one",
			ErrNewerFormat, version, FormatVersion)
	}
	base, err := readMeta(db, metaBase)
	if err != nil {
		return Counters{}, "", err
	}
	if opts.Base != "" && opts.Base != base {
		return Counters{}, "", fmt.Errorf("%w: it has %q, %q was asked for; leave the base out or dump the store and load it into a new one",
			ErrOtherBase, base, opts.Base)
	}
	c, err := readCounters(db)
	return c, base, err
}

func initMeta(db *pebble.DB, broken *breakdown, opts Options) (Counters, string, error) {
	empty, err := isEmpty(db)
	if err != nil {
		return Counters{}, "", err
	}
	if !empty {
		return Counters{}, "", fmt.Errorf("%w: a database of another program stands there; choose another directory", ErrForeign)
	}
	if opts.ReadOnly {
		return Counters{}, "", fmt.Errorf("%w: open it for writing once, so that it is made", ErrAbsent)
	}
	c, base := Counters{next: 1}, cmp.Or(opts.Base, opts.DefaultBase)
	b := db.NewBatch()
	defer b.Close()
	for name, value := range map[string][]byte{
		metaFormat: []byte(strconv.Itoa(FormatVersion)), metaBase: []byte(base), metaCounters: c.encode(),
	} {
		if err := b.Set(metaKey(name), value, nil); err != nil {
			return c, "", err
		}
	}
	return c, base, broken.guard(func() error { return b.Commit(pebble.Sync) })
}

func isEmpty(db *pebble.DB) (bool, error) {
	it, err := db.NewIter(nil)
	if err != nil {
		return false, err
	}
	empty := !it.First()
	return empty, errors.Join(it.Error(), it.Close())
}

func readMeta(r pebble.Reader, name string) (string, error) {
	var s string
	_, err := get(r, metaKey(name), func(b []byte) error { s = string(b); return nil })
	return s, err
}

func readCounters(r pebble.Reader) (c Counters, err error) {
	found, err := get(r, metaKey(metaCounters), func(b []byte) (err error) { c, err = decodeCounters(b); return err })
	if err == nil && !found {
		err = fmt.Errorf("%w: the counters are missing", ErrCorrupt)
	}
	return c, err
}

// get reads one key and hands its value, valid until use returns, to use. found is false where the key is absent.
func get(r pebble.Reader, key []byte, use func([]byte) error) (found bool, err error) {
	b, closer, err := r.Get(key)
	if errors.Is(err, pebble.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer func(c io.Closer) { err = errors.Join(err, c.Close()) }(closer)
	return true, use(b)
}
