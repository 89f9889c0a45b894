package cache

import "sync"

// cache keeps what was used lately within a budget of bytes. It has two generations: a full young one becomes the old
// one, what is found in the old one moves to the young, and what nobody asked for between two turns is gone.
// Safe for concurrent use.
type Generations[K comparable, V any] struct {
	mu         sync.Mutex
	young, old map[K]V
	size       int64 // bytes in young
	limit      int64 // bytes that a generation may hold
	weigh      func(K, V) int64
}

func NewGenerations[K comparable, V any](budget int64, weigh func(K, V) int64) *Generations[K, V] {
	return &Generations[K, V]{young: make(map[K]V), limit: budget / 2, weigh: weigh}
}

func (c *Generations[K, V]) Get(key K) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if v, ok := c.young[key]; ok {
		return v, true
	}
	v, ok := c.old[key]
	if ok {
		c.insert(key, v)
	}
	return v, ok
}

func (c *Generations[K, V]) Put(key K, v V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.young[key]; !ok {
		c.insert(key, v)
	}
}

// replace is put, in place of what is there.
func (c *Generations[K, V]) Replace(key K, v V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.drop(key)
	c.insert(key, v)
}

func (c *Generations[K, V]) Remove(key K) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.drop(key)
}

// drop takes an entry out of both generations.
func (c *Generations[K, V]) drop(key K) {
	if v, ok := c.young[key]; ok {
		c.size -= c.weigh(key, v)
		delete(c.young, key)
	}
	delete(c.old, key)
}

// insert puts an entry that young does not hold; one that is larger than a generation is not kept.
func (c *Generations[K, V]) insert(key K, v V) {
	w := c.weigh(key, v)
	if w > c.limit {
		return
	}
	if c.size+w > c.limit {
		c.old, c.young, c.size = c.young, make(map[K]V, len(c.young)), 0
	}
	c.young[key] = v
	c.size += w
}
