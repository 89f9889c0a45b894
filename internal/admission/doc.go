// Package admission decides which work runs when the process is busy.
//
// A [Gate] limits how many requests run at a time: each request holds a [Slot] while it works, and waits for one when
// none is free. A [Scheduler] divides the processors among long-running tasks: a task that has used more than a few
// milliseconds of processor time runs in time slices, and [Yield] makes it wait for its next slice. One processor
// always remains free for tasks that have just begun and for everything else that the process does.
//
// Waiting is explicit. Long-running loops call Yield at safepoints, which are places where they hold no lock; no other
// function of this package blocks a task that runs.
package admission
