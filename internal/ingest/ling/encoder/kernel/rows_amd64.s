#include "textflag.h"

// Constants: each is broadcast to a register where it is used. Their values are those of the same names in Go.
#define absMask   0x00
#define one       0x04
#define half      0x08
#define rounder   0x0c
#define masked    0x10
#define epsilon   0x14
#define expLow    0x18
#define log2e     0x1c
#define ln2High   0x20
#define ln2Low    0x24
#define exp0      0x28
#define exp1      0x2c
#define exp2      0x30
#define exp3      0x34
#define exp4      0x38
#define exp5      0x3c
#define halfRoot  0x40
#define erfEnd    0x44
#define erfStart  0x48
#define erfP0     0x4c
#define erfP1     0x50
#define erfP2     0x54
#define erfP3     0x58
#define erfP4     0x5c
#define erfP5     0x60
#define erfP6     0x64
#define erfQ0     0x68
#define erfQ1     0x6c
#define erfQ2     0x70
#define erfQ3     0x74
#define erfQ4     0x78

DATA table<>+absMask(SB)/4, $0x7fffffff
DATA table<>+one(SB)/4, $(1.0)
DATA table<>+half(SB)/4, $(0.5)
DATA table<>+rounder(SB)/4, $(12582912.0)
DATA table<>+masked(SB)/4, $(-1e30)
DATA table<>+epsilon(SB)/4, $(1e-12)
DATA table<>+expLow(SB)/4, $(-87.0)
DATA table<>+log2e(SB)/4, $(1.44269504088896341)
DATA table<>+ln2High(SB)/4, $(0.693359375)
DATA table<>+ln2Low(SB)/4, $(-2.12194440e-4)
DATA table<>+exp0(SB)/4, $(1.9875691500e-4)
DATA table<>+exp1(SB)/4, $(1.3981999507e-3)
DATA table<>+exp2(SB)/4, $(8.3334519073e-3)
DATA table<>+exp3(SB)/4, $(4.1665795894e-2)
DATA table<>+exp4(SB)/4, $(1.6666665459e-1)
DATA table<>+exp5(SB)/4, $(5.0000001201e-1)
DATA table<>+halfRoot(SB)/4, $(0.70710678118654752)
DATA table<>+erfEnd(SB)/4, $(4.0)
DATA table<>+erfStart(SB)/4, $(-4.0)
DATA table<>+erfP0(SB)/4, $(-2.72614225801306e-10)
DATA table<>+erfP1(SB)/4, $(2.77068142495902e-08)
DATA table<>+erfP2(SB)/4, $(-2.10102402082508e-06)
DATA table<>+erfP3(SB)/4, $(-5.69250639462346e-05)
DATA table<>+erfP4(SB)/4, $(-7.34990630326855e-04)
DATA table<>+erfP5(SB)/4, $(-2.95459980854025e-03)
DATA table<>+erfP6(SB)/4, $(-1.60960333262415e-02)
DATA table<>+erfQ0(SB)/4, $(-1.45660718464996e-05)
DATA table<>+erfQ1(SB)/4, $(-2.13374055278905e-04)
DATA table<>+erfQ2(SB)/4, $(-1.68282697438203e-03)
DATA table<>+erfQ3(SB)/4, $(-7.37332916720468e-03)
DATA table<>+erfQ4(SB)/4, $(-1.42647390514189e-02)
GLOBL table<>(SB), RODATA|NOPTR, $0x7c

#define CONSTANT(name, register) VBROADCASTSS table<>+name(SB), register

// STEP makes a step of Horner's method: y = y·x + constant.
#define STEP(y, x, name, scratch) \
	VMULPS x, y, y          \
	CONSTANT(name, scratch) \
	VADDPS scratch, y, y

// FOLD adds or compares the upper and lower halves of the register y (its lower half is x) until one value is left in x.
#define FOLD(op, y, x, scratch) \
	VEXTRACTF128 $1, y, scratch         \
	op           scratch, x, x          \
	VPERMILPS    $0x0e, x, scratch      \
	op           scratch, x, x          \
	VPERMILPS    $0x01, x, scratch      \
	op           scratch, x, x

// func maxAbsAVX2(row *float32, n int) float32
TEXT ·maxAbsAVX2(SB), NOSPLIT, $0-20
	MOVQ row+0(FP), SI
	MOVQ n+8(FP), CX
	CONSTANT(absMask, Y2)
	VPXOR Y0, Y0, Y0
	VPXOR Y3, Y3, Y3

loop:
	VPAND   (SI), Y2, Y1
	VPMAXUD Y1, Y0, Y0
	VPAND   32(SI), Y2, Y4
	VPMAXUD Y4, Y3, Y3
	ADDQ    $64, SI
	SUBQ    $16, CX
	JNZ     loop
	VPMAXUD Y3, Y0, Y0
	FOLD(VPMAXUD, Y0, X0, X1)
	VMOVSS  X0, ret+16(FP)
	VZEROUPPER
	RET

// func scaleRoundAVX2(dst *int16, row *float32, n int, factor float32)
TEXT ·scaleRoundAVX2(SB), NOSPLIT, $0-28
	MOVQ         dst+0(FP), DI
	MOVQ         row+8(FP), SI
	MOVQ         n+16(FP), CX
	VBROADCASTSS factor+24(FP), Y2

loop:
	VMULPS    (SI), Y2, Y0
	VMULPS    32(SI), Y2, Y1
	VCVTPS2DQ Y0, Y0
	VCVTPS2DQ Y1, Y1
	VPACKSSDW Y1, Y0, Y0
	VPERMQ    $0xd8, Y0, Y0
	VMOVDQU   Y0, (DI)
	ADDQ      $64, SI
	ADDQ      $32, DI
	SUBQ      $16, CX
	JNZ       loop
	VZEROUPPER
	RET

// func maximumAVX2(scores *float32, n int) float32
TEXT ·maximumAVX2(SB), NOSPLIT, $0-20
	MOVQ scores+0(FP), SI
	MOVQ n+8(FP), CX
	CONSTANT(masked, Y0)
	VMOVAPS Y0, Y1

loop:
	VMAXPS (SI), Y0, Y0
	VMAXPS 32(SI), Y1, Y1
	ADDQ   $64, SI
	SUBQ   $16, CX
	JNZ    loop
	VMAXPS Y1, Y0, Y0
	FOLD(VMAXPS, Y0, X0, X1)
	VMOVSS X0, ret+16(FP)
	VZEROUPPER
	RET

// func exponentialsAVX2(scores *float32, n int, top float32) float32
TEXT ·exponentialsAVX2(SB), NOSPLIT, $0-28
	MOVQ         scores+0(FP), SI
	MOVQ         n+8(FP), CX
	VBROADCASTSS top+16(FP), Y15
	VXORPS       Y0, Y0, Y0
	CONSTANT(rounder, Y14)
	CONSTANT(log2e, Y13)
	CONSTANT(ln2High, Y12)
	CONSTANT(ln2Low, Y11)
	CONSTANT(expLow, Y10)
	CONSTANT(exp0, Y9)

loop:
	VMOVUPS (SI), Y1
	VSUBPS  Y15, Y1, Y1       // x
	VMULPS  Y13, Y1, Y2
	VADDPS  Y14, Y2, Y2       // shifted
	VSUBPS  Y14, Y2, Y3       // f
	VMULPS  Y12, Y3, Y4
	VSUBPS  Y4, Y1, Y5        // r
	VMULPS  Y11, Y3, Y4
	VSUBPS  Y4, Y5, Y5
	VMULPS  Y5, Y9, Y6
	CONSTANT(exp1, Y4)
	VADDPS  Y4, Y6, Y6
	STEP(Y6, Y5, exp2, Y4)
	STEP(Y6, Y5, exp3, Y4)
	STEP(Y6, Y5, exp4, Y4)
	STEP(Y6, Y5, exp5, Y4)
	VMULPS  Y5, Y5, Y4
	VMULPS  Y4, Y6, Y6
	VADDPS  Y5, Y6, Y6
	CONSTANT(one, Y4)
	VADDPS  Y4, Y6, Y6
	VPSLLD  $23, Y2, Y2
	VPADDD  Y2, Y6, Y6
	VCMPPS  $1, Y10, Y1, Y1   // x < expLow
	VANDNPS Y6, Y1, Y6
	VMOVUPS Y6, (SI)
	VADDPS  Y6, Y0, Y0
	ADDQ    $32, SI
	SUBQ    $8, CX
	JNZ     loop
	FOLD(VADDPS, Y0, X0, X1)
	VMOVSS  X0, ret+24(FP)
	VZEROUPPER
	RET

// func geluAVX2(values *float32, n int)
TEXT ·geluAVX2(SB), NOSPLIT, $0-16
	MOVQ values+0(FP), SI
	MOVQ n+8(FP), CX
	CONSTANT(half, Y15)
	CONSTANT(halfRoot, Y14)
	CONSTANT(erfEnd, Y13)
	CONSTANT(erfStart, Y12)
	CONSTANT(erfP0, Y11)
	CONSTANT(erfQ0, Y10)

loop:
	VMOVUPS (SI), Y0
	VMULPS  Y14, Y0, Y1
	VMINPS  Y13, Y1, Y1
	VMAXPS  Y12, Y1, Y1       // x
	VMULPS  Y15, Y0, Y0       // half
	VMULPS  Y1, Y1, Y2        // z
	VMULPS  Y2, Y11, Y3
	CONSTANT(erfP1, Y4)
	VADDPS  Y4, Y3, Y3
	VMULPS  Y2, Y10, Y5
	CONSTANT(erfQ1, Y6)
	VADDPS  Y6, Y5, Y5
	STEP(Y3, Y2, erfP2, Y4)
	STEP(Y5, Y2, erfQ2, Y6)
	STEP(Y3, Y2, erfP3, Y4)
	STEP(Y5, Y2, erfQ3, Y6)
	STEP(Y3, Y2, erfP4, Y4)
	STEP(Y5, Y2, erfQ4, Y6)
	STEP(Y3, Y2, erfP5, Y4)
	STEP(Y3, Y2, erfP6, Y4)
	VMULPS  Y1, Y3, Y3
	VDIVPS  Y5, Y3, Y3        // erf
	VMULPS  Y0, Y3, Y3
	VADDPS  Y0, Y3, Y3
	VMOVUPS Y3, (SI)
	ADDQ    $32, SI
	SUBQ    $8, CX
	JNZ     loop
	VZEROUPPER
	RET

// func addNormAVX2(row, more, weight, bias *float32, n int)
TEXT ·addNormAVX2(SB), NOSPLIT, $0-40
	MOVQ   row+0(FP), DI
	MOVQ   more+8(FP), SI
	MOVQ   n+32(FP), CX
	SHLQ   $2, CX             // bytes
	VXORPS Y0, Y0, Y0
	XORQ   AX, AX

add:
	VMOVUPS (DI)(AX*1), Y1
	VADDPS  (SI)(AX*1), Y1, Y1
	VMOVUPS Y1, (DI)(AX*1)
	VADDPS  Y1, Y0, Y0
	ADDQ    $32, AX
	CMPQ    AX, CX
	JNE     add
	FOLD(VADDPS, Y0, X0, X1)
	VXORPS       X2, X2, X2
	VCVTSI2SSQ   n+32(FP), X2, X2
	VDIVSS       X2, X0, X0
	VBROADCASTSS X0, Y3       // mean
	VXORPS       Y0, Y0, Y0
	XORQ         AX, AX

square:
	VMOVUPS (DI)(AX*1), Y1
	VSUBPS  Y3, Y1, Y1
	VMOVUPS Y1, (DI)(AX*1)
	VMULPS  Y1, Y1, Y1
	VADDPS  Y1, Y0, Y0
	ADDQ    $32, AX
	CMPQ    AX, CX
	JNE     square
	FOLD(VADDPS, Y0, X0, X1)
	VDIVSS       X2, X0, X0
	VADDSS       table<>+epsilon(SB), X0, X0
	VSQRTSS      X0, X0, X0
	VMOVSS       table<>+one(SB), X1
	VDIVSS       X0, X1, X0
	VBROADCASTSS X0, Y3       // factor
	MOVQ         weight+16(FP), SI
	MOVQ         bias+24(FP), DX
	XORQ         AX, AX

scale:
	VMULPS  (DI)(AX*1), Y3, Y1
	VMULPS  (SI)(AX*1), Y1, Y1
	VADDPS  (DX)(AX*1), Y1, Y1
	VMOVUPS Y1, (DI)(AX*1)
	ADDQ    $32, AX
	CMPQ    AX, CX
	JNE     scale
	VZEROUPPER
	RET
