package pebblestore

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"

	"github.com/cockroachdb/pebble/v2"

	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/dictionary"
	"graphd/internal/graph/pebblestore/engine"
)

// readSettings reads the store's settings, or writes those of a new store, and returns the counters and the instance
// base.
func readSettings(h *engine.Handle, opts OpenOptions) (codec.Counters, string, error) {
	settings := dictionary.Dictionary{DB: h.DB}
	format, err := settings.Setting(codec.SettingFormat)
	if err != nil {
		return codec.Counters{}, "", err
	}
	if format == "" {
		return initSettings(h, opts)
	}
	version, err := strconv.Atoi(format)
	if err != nil {
		return codec.Counters{}, "", fmt.Errorf("%w: the format version is %q", codec.ErrCorrupt, format)
	}
	if version > codec.FormatVersion {
		return codec.Counters{}, "", fmt.Errorf("%w: the format is %d, this program reads up to %d; use the graphd that wrote it, or a later one",
			engine.ErrNewerFormat, version, codec.FormatVersion)
	}
	base, err := settings.Setting(codec.SettingBase)
	if err != nil {
		return codec.Counters{}, "", err
	}
	if opts.Base != "" && opts.Base != base {
		return codec.Counters{}, "", fmt.Errorf("%w: it has %q, not %q; omit the base, or dump the store and load it into a new one",
			engine.ErrOtherBase, base, opts.Base)
	}
	c, err := settings.Counters()
	return c, base, err
}

// initSettings writes the settings of a new store.
func initSettings(h *engine.Handle, opts OpenOptions) (codec.Counters, string, error) {
	empty, err := isEmpty(h.DB)
	if err != nil {
		return codec.Counters{}, "", err
	}
	if !empty {
		return codec.Counters{}, "", fmt.Errorf("%w: it holds a database of another program; choose another directory", engine.ErrForeign)
	}
	if opts.ReadOnly {
		return codec.Counters{}, "", fmt.Errorf("%w: open it for writing once to create it", engine.ErrAbsent)
	}
	c, base := codec.Counters{Next: 1}, cmp.Or(opts.Base, opts.DefaultBase)
	b := h.DB.NewBatch()
	defer b.Close()
	for name, value := range map[string][]byte{
		codec.SettingFormat: []byte(strconv.Itoa(codec.FormatVersion)), codec.SettingBase: []byte(base), codec.SettingCounters: c.Encode(),
	} {
		if err := b.Set(codec.SettingKey(name), value, nil); err != nil {
			return c, "", err
		}
	}
	return c, base, h.Guard(func() error { return b.Commit(pebble.Sync) })
}

func isEmpty(db *pebble.DB) (bool, error) {
	it, err := db.NewIter(nil)
	if err != nil {
		return false, err
	}
	empty := !it.First()
	return empty, errors.Join(it.Error(), it.Close())
}
