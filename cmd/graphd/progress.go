package main

import (
	"fmt"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// progress shows how far a batch is: on a terminal as a bar with its rate and the time that is left, elsewhere, for a log,
// as a line every now and then. It is safe for concurrent use. A bar that cannot be drawn is not worth failing for.
type progress struct {
	drawing sync.Mutex
	bar     *progressbar.ProgressBar
	lines   *progressLines
}

// progress counts what up to total; -1 is not known.
func (c *console) progress(total int, what string) *progress {
	number := func(n int64) string { return fmt.Sprint(n) }
	return c.bar(int64(total), "reading "+what, number, progressbar.OptionShowCount(), progressbar.OptionSetItsString(what))
}

// byteProgress shows how much of a file was read: what is written to it counts. A size of -1 is not known.
func (c *console) byteProgress(size int64, doing string) *progress {
	megabytes := func(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
	return c.bar(size, doing, megabytes, progressbar.OptionShowBytes(true))
}

// shareProgress shows how much of something is done, in hundredths.
func (c *console) shareProgress(doing string) *progress {
	return c.bar(100, doing, func(n int64) string { return fmt.Sprintf("%d%%", n) })
}

func (c *console) bar(total int64, doing string, amount func(int64) string, counted ...progressbar.Option) *progress {
	if !c.interactive {
		now := time.Now()
		return &progress{lines: &progressLines{tell: c.tell, doing: doing, amount: amount, total: total, begun: now, told: now, every: lineEvery}}
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
	p.drawing.Lock()
	defer p.drawing.Unlock()
	if p.bar != nil {
		_ = p.bar.Add(n)
		return
	}
	p.lines.set(p.lines.done+int64(n), time.Now())
}

// set says that done of total is done.
func (p *progress) set(done, total uint64) {
	if total == 0 {
		return
	}
	p.drawing.Lock()
	defer p.drawing.Unlock()
	share := int64(100 * min(done, total) / total)
	if p.bar != nil {
		_ = p.bar.Set64(share)
		return
	}
	p.lines.set(share, time.Now())
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

// lineEvery is how often a line tells how far a batch is.
const lineEvery = 10 * time.Second

// progressLines tells how far a batch is in lines. What is soon done needs none.
type progressLines struct {
	tell        func(format string, args ...any)
	doing       string
	amount      func(n int64) string
	total, done int64 // -1: not known
	begun, told time.Time
	every       time.Duration
}

func (l *progressLines) set(done int64, now time.Time) {
	if l.done = done; now.Sub(l.told) < l.every {
		return
	}
	l.told = now
	switch {
	case l.total <= 0:
		l.tell("%s: %s", l.doing, l.amount(done))
	case done > 0:
		left := time.Duration(float64(now.Sub(l.begun)) * float64(l.total-done) / float64(done))
		l.tell("%s: %s of %s, about %s left", l.doing, l.amount(done), l.amount(l.total), max(left, 0).Round(time.Second))
	}
}
