package kernel

// From returns the rows from the given one on.
func (r Activations) From(row int) Activations {
	return Activations{Values: r.Values[row*r.Stride:], Stride: r.Stride, Scales: r.Scales[row:]}
}

// Columns returns the matrix of n columns of m from the given one on, in the same memory. Both are multiples of TileCols.
func (m *Matrix) Columns(from, n int) Matrix {
	return Matrix{
		depth:  m.depth,
		cols:   n,
		panels: m.panels[from*m.depth : (from+n)*m.depth],
		scale:  m.scale[from : from+n],
		bias:   m.bias[from : from+n],
	}
}

// SetColumns makes m the matrix whose n columns are rows of depth values, one after the other, quantised up to level. The bias
// is 0.
func (m *Matrix) SetColumns(rows []float32, depth, n int, level float32) {
	m.resize(depth, n)
	m.quantise(rows[:n*depth], level)
	clear(m.panels[n/TileCols*TileCols*depth:])
	for col := range n {
		panel := m.panels[col/TileCols*TileCols*depth:]
		at := col % TileCols * 2
		row := m.quantised[col*depth:][:depth]
		for k := 0; k+1 < len(row); k += 2 {
			pair := (*[2]int16)(panel[at:])
			pair[0], pair[1] = row[k], row[k+1]
			at += 2 * TileCols
		}
	}
}

// SetRows makes m the matrix of n rows of cols values, one after the other, quantised up to level. The bias is 0, and rows are
// added up to PaddedCols(n), all 0.
func (m *Matrix) SetRows(rows []float32, n, cols int, level float32) {
	m.resize(PaddedCols(n), cols)
	m.quantise(rows[:n*cols], level)
	clear(m.quantised[n*cols:])
	for col := 0; col < cols; col += TileCols {
		panel := m.panels[col*m.depth:][:TileCols*m.depth]
		for k := 0; k < m.depth; k += 2 {
			even, odd := (*[TileCols]int16)(m.quantised[k*cols+col:]), (*[TileCols]int16)(m.quantised[(k+1)*cols+col:])
			pairs := (*[2 * TileCols]int16)(panel[k*TileCols:])
			for j := range TileCols {
				pairs[2*j], pairs[2*j+1] = even[j], odd[j]
			}
		}
	}
}

// resize gives the matrix a depth and a number of columns, rounded up to the sizes that products need; weights that were set
// before are lost. The memory is reused if it suffices.
func (m *Matrix) resize(depth, cols int) {
	m.depth, m.cols = roundUp(depth, TileCols), roundUp(cols, TileCols)
	m.panels = grow(m.panels, m.depth*m.cols)
	m.quantised = grow(m.quantised, m.depth*m.cols)
	m.scale, m.bias = grow(m.scale, m.cols), grow(m.bias, m.cols)
	clear(m.bias)
}

// quantise quantises values, with one scale for all columns.
func (m *Matrix) quantise(values []float32, level float32) {
	scale := Quantise(m.quantised[:len(values)], values, level)
	for i := range m.scale {
		m.scale[i] = scale
	}
}

// grow returns a slice of length n in the memory of s if that suffices.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
