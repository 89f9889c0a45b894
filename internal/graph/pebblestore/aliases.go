package pebblestore

import (
	"graphd/internal/graph/pebblestore/access"
	"graphd/internal/graph/pebblestore/bulk"
	"graphd/internal/graph/pebblestore/check"
	"graphd/internal/graph/pebblestore/codec"
	"graphd/internal/graph/pebblestore/engine"
)

// The parts of a store's interface that its packages declare.
type (
	Node         = codec.NodeID
	Quad         = codec.QuadIDs
	Degree       = access.Degree
	Bundle       = access.Bundle
	Class        = access.ValueClass
	LoadOptions  = bulk.LoadOptions
	LoadProgress = bulk.LoadProgress
	LoadResult   = bulk.LoadResult
	Report       = check.InvariantReport
	Edit         = DeltaBatch
)

// DefaultLoadBytes is the memory of a load whose options set none.
const DefaultLoadBytes = bulk.DefaultLoadBytes

// What can go wrong with a store. Errors wrap one of these, name the place and say what to do next.
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
