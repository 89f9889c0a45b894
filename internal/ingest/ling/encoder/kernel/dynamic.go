package kernel

// From returns the rows from the given one on.
func (r Activations) From(row int) Activations {
	return Activations{Values: r.Values[row*r.Stride:], Stride: r.Stride, Scales: r.Scales[row:]}
}

// SetColumns makes m the matrix whose n columns are rows of depth values, which begin stride apart; each column is quantised up to
// level. The bias is 0.
func (m *Matrix) SetColumns(rows []float32, stride, depth, n int, level float32) {
	m.Resize(depth, n)
	clear(m.bias)
	clear(m.panels[n/TileCols*TileCols*depth:])
	m.column = Grow(m.column, depth)
	for col := range n {
		m.scale[col] = Quantise(m.column, rows[col*stride:][:depth], level)
		panel := m.panels[col/TileCols*TileCols*depth:]
		at := col % TileCols * 2
		for k := 0; k+1 < depth; k += 2 {
			pair := panel[at : at+2]
			pair[0], pair[1] = m.column[k], m.column[k+1]
			at += 2 * TileCols
		}
	}
	clear(m.scale[n:])
}

// SetRows makes m the matrix of n rows of cols values, which begin stride apart; each column is quantised up to level. The bias is
// 0, and rows are added up to PaddedCols(n), all 0.
func (m *Matrix) SetRows(rows []float32, stride, n, cols int, level float32) {
	m.Resize(PaddedCols(n), cols)
	clear(m.bias)
	m.top = Grow(m.top, m.cols)
	clear(m.top)
	for k := range n {
		for j, x := range rows[k*stride:][:cols] {
			m.top[j] = max(m.top[j], x, -x)
		}
	}
	for j, top := range m.top {
		m.scale[j] = top / level
		if top > 0 {
			m.top[j] = level / top
		}
	}
	for col := 0; col < cols; col += TileCols {
		m.setPanel(m.panels[col*m.depth:][:TileCols*m.depth], rows[col:], stride, n, m.top[col:][:TileCols])
	}
}

// setPanel sets a panel to n rows of TileCols values, times factors.
func (m *Matrix) setPanel(panel []int16, rows []float32, stride, n int, factors []float32) {
	clear(panel[n/2*2*TileCols:])
	for k := range n {
		row := rows[k*stride:][:TileCols]
		pairs := panel[k/2*2*TileCols:][:2*TileCols]
		for j, x := range row {
			pairs[2*j+k%2] = round(float32(x * factors[j]))
		}
	}
}
