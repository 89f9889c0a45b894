package kernel

import "fmt"

const (
	// TileRows and TileCols are the rows and columns of the result that one pass of the product computes: 6 × 16 int32 sums
	// are 12 of the 16 vector registers of AVX2. Matrices are padded to multiples of them.
	TileRows = 6
	TileCols = 16
	// MaxWeight is the largest absolute value of a weight.
	MaxWeight = 127
)

// A Matrix is the right factor of products: depth × columns weights, each column with a scale and a bias.
//
// The weights are in panels of TileCols columns. A panel has, for each two successive rows, the two weights of the first column,
// the two of the second, and so on: the order in which VPMADDWD multiplies and adds pairs.
type Matrix struct {
	depth, cols int // multiples of TileCols
	panels      []int16
	quantised   []int16 // scratch of SetColumns and SetRows
	scale, bias []float32
}

// NewMatrix returns the matrix whose columns are the rows of weights, each of length depth, as PyTorch stores a linear layer.
// scale and bias have one value for each of those rows. The number of rows and depth are multiples of
// TileCols.
func NewMatrix(weights []int8, depth int, scale, bias []float32) *Matrix {
	mustFill(depth)
	mustFill(len(scale))
	m := &Matrix{depth: depth, cols: len(scale), panels: make([]int16, len(scale)*depth), scale: scale, bias: bias}
	for col := range m.cols {
		row := weights[col*depth : (col+1)*depth]
		panel := m.panels[col/TileCols*TileCols*depth:]
		at := col % TileCols * 2
		for k := 0; k+1 < len(row); k += 2 {
			pair := (*[2]int16)(panel[at:])
			pair[0], pair[1] = int16(row[k]), int16(row[k+1])
			at += 2 * TileCols
		}
	}
	return m
}

// mustFill panics if n values do not fill registers: assembly would write beyond them.
func mustFill(n int) {
	if n <= 0 || n%TileCols != 0 {
		panic(fmt.Sprintf("kernel: %d values, want a multiple of %d", n, TileCols))
	}
}

func roundUp(n, step int) int { return (n + step - 1) / step * step }

// PaddedRows returns the number of rows that the product of n rows reads and writes.
func PaddedRows(n int) int { return roundUp(n, TileRows) }

// PaddedCols returns the number of columns of a matrix with n columns in use.
func PaddedCols(n int) int { return roundUp(n, TileCols) }

// Level returns the largest absolute value of an activation such that sums of depth products with weights up to weight cannot
// overflow int32.
func Level(depth, weight int) float32 {
	return float32(min(1<<15-1, (1<<31-1)/(depth*weight)))
}

// Activations are quantised rows of activations, the left factor of a product.
type Activations struct {
	Values []int16
	Stride int       // distance between the beginnings of rows
	Scales []float32 // for each row, what its values are to be multiplied by
}

// Multiply writes the product of the first n rows and m, times the scales, plus the bias, to dst, whose rows begin stride values
// apart. Both factors and dst have room for PaddedRows(n) rows.
func (m *Matrix) Multiply(dst []float32, stride int, rows Activations, n int) {
	tiles := PaddedRows(n) / TileRows
	if tiles == 0 || m.cols == 0 {
		return
	}
	last := tiles*TileRows - 1
	_ = dst[last*stride+m.cols-1]
	_ = rows.Values[last*rows.Stride+m.depth-1]
	_ = rows.Scales[last]
	for col := 0; col < m.cols; col += TileCols {
		p := panel{
			pairs: m.panels[col*m.depth : (col+TileCols)*m.depth],
			scale: m.scale[col : col+TileCols],
			bias:  m.bias[col : col+TileCols],
		}
		multiplyPanel(dst[col:], stride, rows, tiles, p)
	}
}

// panel is a part of a matrix, TileCols columns wide.
type panel struct {
	pairs       []int16
	scale, bias []float32
}
