package gizmo

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/dop251/goja"
)

const (
	deepestRow = 64
	longestRow = 16 << 20 // bytes
)

// plainer turns a value of the script into plain JSON data, within a budget.
type plainer struct {
	run    *run
	values int // left
	bytes  int // left
}

func (r *run) plain(v goja.Value) (any, error) {
	p := plainer{run: r, values: r.engine.budgets.Held, bytes: longestRow}
	return p.value(v, 0)
}

func (p *plainer) value(v goja.Value, depth int) (any, error) {
	if p.values--; p.values < 0 {
		return nil, budgetf("more than %d values in one row", p.run.engine.budgets.Held)
	}
	if v == nil || goja.IsUndefined(v) || goja.IsNull(v) {
		return nil, nil
	}
	if _, isSymbol := v.(*goja.Symbol); isSymbol {
		return nil, errors.New("a symbol is not data")
	}
	object, ok := v.(*goja.Object)
	if !ok {
		return p.native(v.Export())
	}
	if depth >= deepestRow {
		return nil, budgetf("data is nested more than %d deep, or contains itself", deepestRow)
	}
	if _, isPath := asPath(object); isPath {
		return nil, errors.New("a path is not data: end it with .toArray()")
	}
	if _, callable := goja.AssertFunction(object); callable {
		return nil, errors.New("a function is not data")
	}
	switch object.ClassName() {
	case "Array":
		return p.list(object, depth)
	case "Object":
		if !isHost(object) {
			return p.record(object, depth)
		}
	}
	return p.native(object.Export())
}

func (p *plainer) list(list *goja.Object, depth int) (any, error) {
	n, err := lengthOf(list)
	if err != nil {
		return nil, err
	}
	out := make([]any, 0, n)
	for i := range n {
		item, err := p.value(list.Get(strconv.Itoa(i)), depth+1)
		if err != nil {
			return nil, err
		}
		out = append(out, item)
	}
	return out, nil
}

func (p *plainer) record(object *goja.Object, depth int) (any, error) {
	keys := object.Keys()
	out := make(map[string]any, min(len(keys), 64))
	for _, key := range keys {
		if err := p.spend(len(key)); err != nil {
			return nil, err
		}
		item, err := p.value(object.Get(key), depth+1)
		if err != nil {
			return nil, err
		}
		out[key] = item
	}
	return out, nil
}

func (p *plainer) native(v any) (any, error) {
	switch v := v.(type) {
	case string:
		return v, p.spend(len(v))
	case bool, int64:
		return v, nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, nil
		}
		return v, nil
	case time.Time:
		return writable(v.UTC()), nil
	case quad.Value:
		return native(v), nil
	}
	return nil, errors.New("a value of this kind is not data")
}

// writable is t, or its text where its year has more digits than JSON's times may have: "+275760-09-13T00:00:00Z".
func writable(t time.Time) any {
	if year := t.Year(); year < 0 || year > 9999 {
		return fmt.Sprintf("%+07d%s", year, t.Format("-01-02T15:04:05.999Z07:00"))
	}
	return t
}

func (p *plainer) spend(bytes int) error {
	if p.bytes -= bytes; p.bytes < 0 {
		return budgetf("a row of more than %d MiB", longestRow>>20)
	}
	return nil
}
