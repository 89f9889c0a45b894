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

// progress counts what up to total; -1 is not known.
func (c *console) progress(total int, what string) *progress {
	return c.bar(int64(total), "reading "+what, progressbar.OptionShowCount(), progressbar.OptionSetItsString(what))
}

// byteProgress shows how much of a file was read: what is written to it counts. A size of -1 is not known.
func (c *console) byteProgress(size int64, doing string) *progress {
	return c.bar(size, doing, progressbar.OptionShowBytes(true))
}

// shareProgress shows how much of something is done, in hundredths.
func (c *console) shareProgress(doing string) *progress {
	return c.bar(100, doing)
}

func (c *console) bar(total int64, doing string, counted ...progressbar.Option) *progress {
	if !c.interactive {
		return &progress{}
	}
	return &progress{bar: progressbar.NewOptions64(total, append(counted,
		progressbar.OptionSetWriter(c.err),
		progressbar.OptionSetDescription(doing),
		progressbar.OptionThrottle(65*time.Millisecond),
		progressbar.OptionSetRenderBlankState(true),
		progressbar.OptionSetSpinnerChangeInterval(0), // else it draws by itself, also after clear
		progressbar.OptionClearOnFinish(),
		progressbar.OptionUseANSICodes(true),
	)...)}
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

// set says that done of total is done.
func (p *progress) set(done, total uint64) {
	if p.bar == nil || total == 0 {
		return
	}
	p.drawing.Lock()
	defer p.drawing.Unlock()
	_ = p.bar.Set64(int64(100 * min(done, total) / total))
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
