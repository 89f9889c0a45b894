#include "textflag.h"

// ROW adds the products of one pair of activations, at a, with the pairs of 16 columns in Y12 and Y13 to the sums low and high.
#define ROW(a, low, high) \
	VPBROADCASTD a, Y14       \
	VPMADDWD     Y12, Y14, Y15 \
	VPMADDWD     Y13, Y14, Y14 \
	VPADDD       Y15, low, low \
	VPADDD       Y14, high, high

// PAIR does so for the 6 rows of a tile and pair number n from the current one.
#define PAIR(n) \
	VMOVDQU (n*64)(DX), Y12       \
	VMOVDQU (n*64+32)(DX), Y13    \
	ROW((n*4)(SI), Y0, Y1)        \
	ROW((n*4)(SI)(R8*1), Y2, Y3)  \
	ROW((n*4)(SI)(R8*2), Y4, Y5)  \
	ROW((n*4)(R10), Y6, Y7)       \
	ROW((n*4)(R10)(R8*1), Y8, Y9) \
	ROW((n*4)(R10)(R8*2), Y10, Y11)

// FINISH writes the sums of row n of the tile, times its scale and those of the columns, in Y12 and Y13, plus the bias.
#define FINISH(n, low, high) \
	VBROADCASTSS (n*4)(R11), Y14 \
	VCVTDQ2PS    low, low         \
	VCVTDQ2PS    high, high       \
	VMULPS       Y14, low, low    \
	VMULPS       Y14, high, high  \
	VMULPS       Y12, low, low    \
	VMULPS       Y13, high, high  \
	VADDPS       (AX), low, low   \
	VADDPS       32(AX), high, high \
	VMOVUPS      low, (DI)        \
	VMOVUPS      high, 32(DI)     \
	ADDQ         R9, DI

// func panelAVX2(dst *float32, dstStride int, values *int16, stride int, scales *float32, tiles int, pairs *int16, depth int, scale, bias *float32, ahead int)
//
// Each tile fetches a line of the next panel with every round, starting ahead bytes after the one with which the tile before it
// started: weights come from a distant cache.
TEXT ·panelAVX2(SB), NOSPLIT, $0-88
	MOVQ dst+0(FP), DI
	MOVQ dstStride+8(FP), R9
	SHLQ $2, R9               // bytes
	MOVQ values+16(FP), BX
	MOVQ stride+24(FP), R8
	SHLQ $1, R8               // bytes
	MOVQ scales+32(FP), R11
	MOVQ tiles+40(FP), R12
	MOVQ scale+64(FP), R13
	MOVQ bias+72(FP), AX
	MOVQ depth+56(FP), R15
	SHLQ $5, R15
	ADDQ pairs+48(FP), R15    // the next panel

tile:
	MOVQ  R15, R14
	ADDQ  ahead+80(FP), R15
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7
	VPXOR Y8, Y8, Y8
	VPXOR Y9, Y9, Y9
	VPXOR Y10, Y10, Y10
	VPXOR Y11, Y11, Y11
	MOVQ  pairs+48(FP), DX
	MOVQ  depth+56(FP), CX
	SHRQ  $3, CX              // four pairs a round
	MOVQ  BX, SI
	LEAQ  (BX)(R8*2), R10
	ADDQ  R8, R10             // row 3

round:
	PREFETCHT0 (R14)
	ADDQ $64, R14
	PAIR(0)
	PAIR(1)
	PAIR(2)
	PAIR(3)
	ADDQ $256, DX
	ADDQ $16, SI
	ADDQ $16, R10
	DECQ CX
	JNZ  round

	VMOVUPS (R13), Y12
	VMOVUPS 32(R13), Y13
	FINISH(0, Y0, Y1)
	FINISH(1, Y2, Y3)
	FINISH(2, Y4, Y5)
	FINISH(3, Y6, Y7)
	FINISH(4, Y8, Y9)
	FINISH(5, Y10, Y11)
	ADDQ $24, R11
	LEAQ (BX)(R8*4), BX
	LEAQ (BX)(R8*2), BX
	DECQ R12
	JNZ  tile
	VZEROUPPER
	RET
