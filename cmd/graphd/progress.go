package main

import (
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// progress shows on a terminal how far a batch is; elsewhere, where bar is nil, it shows nothing. It is safe for
// concurrent use. A bar that cannot be drawn is not worth failing for.
type progress struct {
	drawing sync.Mutex
	bar     *progressbar.ProgressBar
}

// progress counts up to total; -1 is not known.
func (c *console) progress(total int, what string) *progress {
	if !c.interactive {
		return &progress{}
	}
	return &progress{bar: progressbar.NewOptions(total,
		progressbar.OptionSetWriter(c.err),
		progressbar.OptionSetDescription("reading "+what),
		progressbar.OptionShowCount(),
		progressbar.OptionSetItsString(what),
		progressbar.OptionThrottle(65*time.Millisecond),
		progressbar.OptionSetRenderBlankState(true),
		progressbar.OptionSetSpinnerChangeInterval(0), // else it draws by itself, also after clear
		progressbar.OptionClearOnFinish(),
		progressbar.OptionUseANSICodes(true),
	)}
}

// byteProgress shows how much of a file was read: what is written to it counts. A size of -1 is not known.
func (c *console) byteProgress(size int64, doing string) *progress {
	if !c.interactive {
		return &progress{}
	}
	return &progress{bar: progressbar.NewOptions64(size,
		progressbar.OptionSetWriter(c.err),
		progressbar.OptionSetDescription(doing),
		progressbar.OptionShowBytes(true),
		progressbar.OptionThrottle(65*time.Millisecond),
		progressbar.OptionSetRenderBlankState(true),
		progressbar.OptionSetSpinnerChangeInterval(0), // else it draws by itself, also after clear
		progressbar.OptionClearOnFinish(),
		progressbar.OptionUseANSICodes(true),
	)}
}

// Write counts b as done.
func (p *progress) Write(b []byte) (int, error) {
	p.add(len(b))
	return len(b), nil
}

// step counts one more.
func (p *progress) step() { p.add(1) }

func (p *progress) add(n int) {
	if p.bar == nil {
		return
	}
	p.drawing.Lock()
	defer p.drawing.Unlock()
	_ = p.bar.Add(n)
}

// clear takes the bar off the terminal, until the next step, so that a line can be written.
func (p *progress) clear() {
	if p.bar == nil {
		return
	}
	p.drawing.Lock()
	defer p.drawing.Unlock()
	_ = p.bar.Clear()
}
