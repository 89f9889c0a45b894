package bulk

import (
	"github.com/cockroachdb/pebble/v2/objstorage/objstorageprovider"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// tableBytes is the approximate size of a finished table.
const tableBytes = 64 << 20

// sstWriter writes ascending keys into sorted tables for ingestion.
type sstWriter struct {
	target *Target
	spill  *tempDir
	paths  []string
	w      *sstable.Writer
	n      int // keys in the current table
}

// set appends a key.
func (t *sstWriter) set(key, value []byte) error {
	if t.n&0xfff == 0xfff && t.w.Raw().EstimatedSize() > tableBytes {
		if err := t.close(); err != nil {
			return err
		}
	}
	if t.w == nil {
		if err := t.begin(); err != nil {
			return err
		}
	}
	t.n++
	return t.w.Set(key, value)
}

func (t *sstWriter) begin() error {
	if err := t.target.Writable(); err != nil {
		return err
	}
	path := t.spill.path("table")
	f, err := t.target.Engine.FS.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return err
	}
	t.w, t.n = sstable.NewWriter(objstorageprovider.NewFileWritable(f), t.target.Engine.TableOptions), 0
	t.paths = append(t.paths, path)
	return nil
}

// close finishes and syncs the current table. It may be called twice.
func (t *sstWriter) close() error {
	if t.w == nil {
		return nil
	}
	w := t.w
	t.w = nil
	return w.Close()
}
