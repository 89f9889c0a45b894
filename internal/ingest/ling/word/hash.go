package word

// Hash returns the 64-bit FNV-1a hash of s with its bits mixed.
func Hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return mix(h)
}

// Join returns a hash of two values, which depends on their order.
func Join(a, b uint64) uint64 {
	return mix(a ^ (b<<29 | b>>35) + 0x9E3779B97F4A7C15)
}

// Join3 returns a hash of three values, which depends on their order.
func Join3(a, b, c uint64) uint64 { return Join(Join(a, b), c) }

// mix mixes the bits of h with the first steps of the finaliser of MurmurHash3.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	return h ^ h>>29
}

// Feature returns the hash of a value of the feature template with number id. Use its high bits as an index.
func Feature(id int, value uint64) uint32 {
	h := (value + uint64(id)*0x9E3779B97F4A7C15) * 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return uint32(h >> 32)
}
