package word

// Hash is the 64-bit FNV-1a hash of s, its bits mixed.
func Hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return mix(h)
}

// Join hashes two values in their order into one.
func Join(a, b uint64) uint64 {
	return mix(a ^ (b<<29 | b>>35) + 0x9E3779B97F4A7C15)
}

// Join3 hashes three values in their order into one.
func Join3(a, b, c uint64) uint64 { return Join(Join(a, b), c) }

// mix spreads the bits of h, as the finaliser of MurmurHash3 begins to.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	return h ^ h>>29
}

// Feature is the hash of value under the template with number id. Its high bits are the ones to index by.
func Feature(id int, value uint64) uint32 {
	h := (value + uint64(id)*0x9E3779B97F4A7C15) * 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return uint32(h >> 32)
}
