package cache

import "sync"

// Generations is a cache of recently used entries within a budget of bytes. It has two generations: when the young one
// is full it becomes the old one, and what was in the old one is dropped. An entry that is found in the old generation
// moves to the young one. It is safe for concurrent use.
type Generations[K comparable, V any] struct {
	mu         sync.Mutex
	young, old map[K]V
	size       int64 // bytes in young
	limit      int64 // bytes that one generation may hold
	weigh      func(K, V) int64
}

// NewGenerations returns a cache of at most budget bytes, in which weigh returns the size of an entry in bytes.
func NewGenerations[K comparable, V any](budget int64, weigh func(K, V) int64) *Generations[K, V] {
	return &Generations[K, V]{young: make(map[K]V), limit: budget / 2, weigh: weigh}
}

// Get returns the entry of key.
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

// Put adds an entry unless the key has one.
func (c *Generations[K, V]) Put(key K, v V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.young[key]; !ok {
		c.insert(key, v)
	}
}

// Replace sets the entry of key.
func (c *Generations[K, V]) Replace(key K, v V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.drop(key)
	c.insert(key, v)
}

// Remove removes the entry of key.
func (c *Generations[K, V]) Remove(key K) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.drop(key)
}

// drop removes an entry from both generations.
func (c *Generations[K, V]) drop(key K) {
	if v, ok := c.young[key]; ok {
		c.size -= c.weigh(key, v)
		delete(c.young, key)
	}
	delete(c.old, key)
}

// insert adds an entry that young does not hold, unless it is larger than a generation.
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
