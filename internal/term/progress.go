package term

import (
	"fmt"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
)

// A Progress shows how much of some work is done: on a terminal as a bar with its rate and the time that is left,
// elsewhere as a line in the log every lineInterval. It is safe for concurrent use. Errors of drawing are ignored.
type Progress struct {
	drawing sync.Mutex
	bar     *progressbar.ProgressBar
	lines   *progressLines // where there is no terminal; nil with a bar
}

// CountProgress returns a Progress that counts items up to total; -1 if the total is not known. The name of the items
// is plural, such as "files".
func (c *Console) CountProgress(total int, items string) *Progress {
	number := func(n int64) string { return fmt.Sprint(n) }
	return c.progress(int64(total), "reading "+items, number, progressbar.OptionShowCount(), progressbar.OptionSetItsString(items))
}

// ByteProgress returns a Progress that counts the bytes written to it, up to size; -1 if the size is not known.
func (c *Console) ByteProgress(size int64, action string) *Progress {
	megabytes := func(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
	return c.progress(size, action, megabytes, progressbar.OptionShowBytes(true))
}

// PercentProgress returns a Progress that shows a percentage, which Set changes.
func (c *Console) PercentProgress(action string) *Progress {
	return c.progress(100, action, func(n int64) string { return fmt.Sprintf("%d%%", n) })
}

func (c *Console) progress(total int64, action string, amount func(int64) string, options ...progressbar.Option) *Progress {
	if !c.Interactive {
		now := time.Now()
		return &Progress{lines: &progressLines{logf: c.Logf, action: action, amount: amount, total: total, begun: now, logged: now}}
	}
	return &Progress{bar: progressbar.NewOptions64(total, append(options,
		progressbar.OptionSetWriter(c.Err),
		progressbar.OptionSetDescription(action),
		progressbar.OptionThrottle(65*time.Millisecond),
		progressbar.OptionSetRenderBlankState(true),
		progressbar.OptionSetSpinnerChangeInterval(0), // otherwise a timer draws the bar, even after Clear
		progressbar.OptionClearOnFinish(),
		progressbar.OptionUseANSICodes(true),
	)...)}
}

// Write counts the bytes of b as done. It never fails.
func (p *Progress) Write(b []byte) (int, error) {
	p.add(len(b))
	return len(b), nil
}

// Step counts one more item as done.
func (p *Progress) Step() { p.add(1) }

func (p *Progress) add(n int) {
	p.drawing.Lock()
	defer p.drawing.Unlock()
	if p.bar != nil {
		_ = p.bar.Add(n)
		return
	}
	p.lines.set(p.lines.done+int64(n), time.Now())
}

// Set shows the percentage that done is of total.
func (p *Progress) Set(done, total uint64) {
	if total == 0 {
		return
	}
	p.drawing.Lock()
	defer p.drawing.Unlock()
	percent := int64(100 * min(done, total) / total)
	if p.bar != nil {
		_ = p.bar.Set64(percent)
		return
	}
	p.lines.set(percent, time.Now())
}

// Clear removes the bar from the terminal, until the next step, so that a line can be written.
func (p *Progress) Clear() {
	if p.bar == nil {
		return
	}
	p.drawing.Lock()
	defer p.drawing.Unlock()
	_ = p.bar.Clear()
}

// lineInterval is the time between two lines of progress in a log. Work that takes less time logs none.
const lineInterval = 10 * time.Second

// progressLines logs progress in lines.
type progressLines struct {
	logf          func(format string, args ...any)
	action        string
	amount        func(n int64) string // formats done and total
	total, done   int64                // total -1: not known
	begun, logged time.Time
}

// set sets how much is done, and logs a line if the last one is old enough.
func (l *progressLines) set(done int64, now time.Time) {
	if l.done = done; now.Sub(l.logged) < lineInterval {
		return
	}
	l.logged = now
	switch {
	case l.total <= 0:
		l.logf("%s: %s", l.action, l.amount(done))
	case done > 0:
		left := time.Duration(float64(now.Sub(l.begun)) * float64(l.total-done) / float64(done))
		l.logf("%s: %s of %s, about %s left", l.action, l.amount(done), l.amount(l.total), max(left, 0).Round(time.Second))
	}
}
