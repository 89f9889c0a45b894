package word

// A Cache creates each Word once. It is not safe for concurrent use.
type Cache struct{ words map[string]*Word }

// cacheLimit is the number of words at which a Cache is emptied.
const cacheLimit = 1 << 16

// Word returns the Word of a normal form.
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

// At returns the word at i. Outside the sentence it returns Before or After.
func At(words []*Word, i int) *Word {
	switch {
	case i < 0:
		return Before
	case i >= len(words):
		return After
	}
	return words[i]
}
