package nquads

import "testing"

// BenchmarkLines compares the fast path through a line (Terms) with the full parser.
func BenchmarkLines(b *testing.B) {
	line := []byte(`<http://ex.org/assertion/24101> <http://ex.org/text> "policy will health tax priority industry" <http://ex.org/doc/1980> .`)
	b.Run("Terms", func(b *testing.B) {
		for b.Loop() {
			terms, n, ok := Terms(line)
			if !ok {
				b.Fatal(n)
			}
			for _, term := range terms[:n] {
				PlainIRI(term)
				PlainString(term)
			}
		}
	})
	b.Run("ParseLine", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := ParseLine(line); err != nil {
				b.Fatal(err)
			}
		}
	})
}
