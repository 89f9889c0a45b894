// Package memlimit stops tasks that hold too much of the process's memory, and only those.
//
// The Go runtime does not account memory per task, but its heap profile records the call stack that allocated each
// object. [Limiter.Run] writes the number of the task into the call stack below it, as a sequence of calls of two
// functions (mark.go). When the heap has grown suspiciously (watch.go), the limiter runs the garbage collector, reads the
// profile, sums up what each task holds, and stops the tasks that hold too much. Meanwhile it pauses the tasks, so that
// the heap does not grow further. As long as the heap is small, nothing is measured and no task is paused.
package memlimit

import (
	"context"
	"sync"
	"sync/atomic"

	"graphd/internal/admission"
)

// maxTasks is how many tasks can be told apart at a time; further tasks run without a limit.
const maxTasks = 1 << markBits

// A Limiter limits the memory of tasks that run at the same time. The zero value is ready. A Limiter is safe for
// concurrent use.
type Limiter struct {
	// Total bounds the bytes that all tasks together may hold; beyond it the largest is stopped. 0 means no bound.
	Total int64

	tasks admission.Scheduler // paused while the heap is examined

	mu      sync.Mutex
	held    [maxTasks]*account
	running int
	last    int  // the task number assigned last
	watched bool // a goroutine watches the heap; it ends when no task runs

	examining atomic.Bool
}

// account is what a Limiter knows about one task.
type account struct {
	budget   int64 // bytes
	exceeded func()
	stopped  bool // exceeded has been called
}

// Run calls do as a task that may hold budget bytes, and returns when do returns. If the live objects that the task has
// allocated exceed the budget, or the limiter stops the task because of Total, Run calls exceeded once, from another
// goroutine; exceeded must make do end. Allocations of goroutines that do starts are not counted.
//
// The context of do derives from ctx and carries a task of [admission.Yield]: work that calls Yield often shares the
// processors fairly with other tasks and pauses while the heap is examined. A task with more than a hundred nested calls
// must repeat its mark, see [Mark.Repeat].
func (l *Limiter) Run(ctx context.Context, budget int64, exceeded func(), do func(context.Context, Mark)) {
	ctx = l.tasks.Start(ctx)
	id := l.enter(&account{budget: budget, exceeded: exceeded})
	if id < 0 {
		do(ctx, Mark{})
		return
	}
	defer l.leave(id)
	m := Mark{id, true}
	m.Repeat(func() { do(ctx, m) })
}

// Mark is the number of a task. The zero Mark belongs to a task that is not watched.
type Mark struct {
	id      int
	watched bool
}

// Repeat calls do with the mark written into the call stack again: the heap profile keeps only the innermost 128 calls
// of a stack.
func (m Mark) Repeat(do func()) {
	if !m.watched {
		do()
		return
	}
	callMarked(m.id, do)
}

// enter assigns a number to a new task and returns it, or -1 if all numbers are in use. It starts the watch of the heap
// for the first task.
func (l *Limiter) enter(a *account) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.watched {
		l.watched = true
		go l.watch(readHeap())
	}
	for range l.held {
		l.last = (l.last + 1) % maxTasks // reuse numbers late: objects of an ended task may live on under its number
		if l.held[l.last] == nil {
			l.held[l.last] = a
			l.running++
			return l.last
		}
	}
	return -1
}

func (l *Limiter) leave(id int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.held[id] = nil
	l.running--
}
