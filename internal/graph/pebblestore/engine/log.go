package engine

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
)

// engineLog passes Pebble's messages to a logger: routine ones at debug level, errors at error level.
type engineLog struct {
	to     *slog.Logger
	broken *breakdown
}

func (l engineLog) log(level slog.Level, format string, args []interface{}) {
	if l.to != nil && l.to.Enabled(context.Background(), level) {
		l.to.Log(context.Background(), level, fmt.Sprintf(format, args...), "component", "pebble")
	}
}

func (l engineLog) Infof(format string, args ...interface{})  { l.log(slog.LevelDebug, format, args) }
func (l engineLog) Errorf(format string, args ...interface{}) { l.log(slog.LevelError, format, args) }

// Fatalf reports a breakdown and does not return: Pebble calls it where continuing would lose data. The goroutine ends
// and releases its locks.
func (l engineLog) Fatalf(format string, args ...interface{}) {
	l.log(slog.LevelError, format, args)
	failure := fmt.Errorf(format, args...)
	for _, arg := range args {
		if err, ok := arg.(error); ok {
			failure = fmt.Errorf("%s: %w", failure, err)
		}
	}
	l.broken.report(failure)
	runtime.Goexit()
}
