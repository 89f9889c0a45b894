package pebblestore

import (
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

// Errors of a store. Returned errors wrap one of these, name the place and say what to do next.
var (
	ErrCorrupt     = codec.ErrCorrupt
	ErrInvalid     = codec.ErrInvalid
	ErrNewerFormat = engine.ErrNewerFormat
	ErrForeign     = engine.ErrForeign
	ErrAbsent      = engine.ErrAbsent
	ErrLocked      = engine.ErrLocked
	ErrOtherBase   = engine.ErrOtherBase
	ErrReadOnly    = engine.ErrReadOnly
	ErrDenied      = engine.ErrDenied
	ErrDiskFull    = engine.ErrDiskFull
	ErrFailed      = engine.ErrFailed
	ErrClosed      = engine.ErrClosed
)
