package pebblestore

import (
	"context"
	"fmt"
	"log/slog"
)

// engineLog passes what Pebble reports to a logger: its routine as debug, its troubles as errors.
type engineLog struct{ to *slog.Logger }

func (l engineLog) log(level slog.Level, format string, args []interface{}) {
	if l.to != nil && l.to.Enabled(context.Background(), level) {
		l.to.Log(context.Background(), level, fmt.Sprintf(format, args...), "component", "pebble")
	}
}

func (l engineLog) Infof(format string, args ...interface{})  { l.log(slog.LevelDebug, format, args) }
func (l engineLog) Errorf(format string, args ...interface{}) { l.log(slog.LevelError, format, args) }

// Fatalf must not return: Pebble calls it where going on would lose data. The panic is caught where a change is
// committed and becomes ErrFailed there.
func (l engineLog) Fatalf(format string, args ...interface{}) {
	l.log(slog.LevelError, format, args)
	failure := engineFailure{reason: fmt.Sprintf(format, args...)}
	for _, arg := range args {
		if err, ok := arg.(error); ok {
			failure.cause = err
		}
	}
	panic(failure)
}

// engineFailure is why Pebble gave up.
type engineFailure struct {
	reason string
	cause  error
}

func (f engineFailure) Error() string { return f.reason }
func (f engineFailure) Unwrap() error { return f.cause }

// catch turns the panic of Fatalf into an error. It is deferred around the calls in which Pebble may give up.
func catch(err *error) {
	switch p := recover().(type) {
	case nil:
	case engineFailure:
		*err = p
	default:
		panic(p)
	}
}
