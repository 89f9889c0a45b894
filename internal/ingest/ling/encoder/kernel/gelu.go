package kernel

// Coefficients of the rational approximation of erf(x) = x·P(x²)/Q(x²) for |x| ≤ 4, from Eigen.
const (
	erfP0, erfP1, erfP2, erfP3 = -2.72614225801306e-10, 2.77068142495902e-08, -2.10102402082508e-06, -5.69250639462346e-05
	erfP4, erfP5, erfP6        = -7.34990630326855e-04, -2.95459980854025e-03, -1.60960333262415e-02
	erfQ0, erfQ1, erfQ2, erfQ3 = -1.45660718464996e-05, -2.13374055278905e-04, -1.68282697438203e-03, -7.37332916720468e-03
	erfQ4                      = -1.42647390514189e-02
	erfEnd                     = 4
	halfRoot                   = 0.70710678118654752 // 1/√2
)

// GELU replaces each value x by x·Φ(x), where Φ is the normal distribution. len(values) is a multiple of TileCols.
func GELU(values []float32) {
	mustFill(len(values))
	gelu(values)
}

// geluPlain replaces each value x by x·Φ(x), where Φ is the normal distribution.
func geluPlain(values []float32) {
	for i, x := range values {
		half := float32(x * 0.5)
		values[i] = half + float32(half*erf(float32(x*halfRoot)))
	}
}

// erf returns the error function of x with an absolute error below 1e-6.
func erf(x float32) float32 {
	if x > erfEnd {
		x = erfEnd
	}
	if x < -erfEnd {
		x = -erfEnd
	}
	z := float32(x * x)
	p := float32(erfP0)
	p = float32(p*z) + erfP1
	p = float32(p*z) + erfP2
	p = float32(p*z) + erfP3
	p = float32(p*z) + erfP4
	p = float32(p*z) + erfP5
	p = float32(p*z) + erfP6
	q := float32(erfQ0)
	q = float32(q*z) + erfQ1
	q = float32(q*z) + erfQ2
	q = float32(q*z) + erfQ3
	q = float32(q*z) + erfQ4
	return float32(x*p) / q
}
