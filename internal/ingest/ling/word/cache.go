package word

// Cache makes each Word once. It is not safe for concurrent use.
type Cache struct{ words map[string]*Word }

// cacheLimit bounds a Cache, which is emptied when it is full.
const cacheLimit = 1 << 16

// Word is the Word of a normal form.
func (c *Cache) Word(normal string) *Word {
	if w := c.words[normal]; w != nil {
		return w
	}
	if c.words == nil || len(c.words) >= cacheLimit {
		c.words = make(map[string]*Word)
	}
	w := Make(normal)
	c.words[normal] = w
	return w
}

// At is the word at i, or the bound that lies there.
func At(words []*Word, i int) *Word {
	switch {
	case i < 0:
		return Before
	case i >= len(words):
		return After
	}
	return words[i]
}
