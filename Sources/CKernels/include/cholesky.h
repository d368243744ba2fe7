#ifndef MATINEE_CHOLESKY_H
#define MATINEE_CHOLESKY_H

#include "products.h"

/// Positive definite systems of equations with two right-hand sides, in place: P = U'U by panels of 8 rows, U' b ← b on the way.
///
/// P and U are n rows, filled up to a multiple of 8, of `stride` numbers, a multiple of 16, of which those from the block of 8 columns
/// with the diagonal on are used; before it numbers may be of any size, not NaN or infinite. Pivots below 1e-20, which rounding may leave, count as 1e-20.

/// What a panel does to 8 columns behind its diagonal: the rows above each other are taken out, as from both right-hand sides.
MATINEE_INLINE void matinee_panel_columns(
    float *panel, long stride, const float *scales, const float *elements, const float *solvedA, const float *solvedB,
    float *a, float *b) {
  _Pragma("clang fp contract(off)") matinee_half rows[8], sideA = *(matinee_half *)a, sideB = *(matinee_half *)b;
  _Pragma("clang loop unroll(full)") for (int i = 0; i < 8; ++i) rows[i] = *(matinee_half *)(panel + i * stride);
  _Pragma("clang loop unroll(full)") for (int i = 0; i < 8; ++i) {
    rows[i] = scales[i] * rows[i];
    _Pragma("clang loop unroll(full)") for (int q = i + 1; q < 8; ++q) {
      const matinee_half term = elements[i * 8 + q] * rows[i];
      rows[q] = rows[q] - term;
    }
    const matinee_half termA = solvedA[i] * rows[i], termB = solvedB[i] * rows[i];
    sideA = sideA - termA;
    sideB = sideB - termB;
  }
  _Pragma("clang loop unroll(full)") for (int i = 0; i < 8; ++i) *(matinee_half *)(panel + i * stride) = rows[i];
  *(matinee_half *)a = sideA;
  *(matinee_half *)b = sideB;
}

/// The triangle of a panel, as far as it has `length` rows; `elements` gets its numbers, `solvedA` and `solvedB` those of the right-hand sides.
MATINEE_INLINE void matinee_panel_triangle(
    float *panel, long stride, float *scales, float *elements, float *solvedA, float *solvedB, const float *a,
    const float *b, long length) {
  _Pragma("clang fp contract(off)") matinee_half rows[8];
  matinee_half sideA = *(const matinee_half *)a, sideB = *(const matinee_half *)b;
  _Pragma("clang loop unroll(full)") for (int i = 0; i < 8; ++i) rows[i] = *(matinee_half *)(panel + i * stride);
  _Pragma("clang loop unroll(full)") for (int i = 0; i < 8; ++i) {
    if (i == length) break;
    const float pivot = rows[i][i];
    const float scale = 1 / __builtin_sqrtf(pivot > 1e-20f ? pivot : 1e-20f);
    scales[i] = scale;
    rows[i] = scale * rows[i];
    *(matinee_half *)(panel + i * stride) = rows[i];
    _Pragma("clang loop unroll(full)") for (int q = i + 1; q < 8; ++q) {
      const float element = rows[i][q];
      elements[i * 8 + q] = element;
      const matinee_half term = element * rows[i];
      rows[q] = rows[q] - term;
    }
    const float elementA = sideA[i] * scale, elementB = sideB[i] * scale;
    solvedA[i] = elementA;
    solvedB[i] = elementB;
    const matinee_half termA = elementA * rows[i], termB = elementB * rows[i];
    sideA = sideA - termA;
    sideB = sideB - termB;
  }
}

/// P ← U, with 1 / U's diagonal in `inverse`; `a` and `b` (`stride` each) become U'⁻¹ a and U'⁻¹ b.
MATINEE_INLINE void matinee_factor(
    int tile, float *system, long n, long stride, float *inverse, float *a, float *b) {
  for (long first = 0; first < n; first += 8) {
    if (first > 0) matinee_panel_products(tile, system, first, stride, first, (n + 7) & ~7L, 1, system);
    float elements[64], solvedA[8], solvedB[8];
    float *panel = system + first * stride;
    matinee_panel_triangle(
        panel + first, stride, inverse + first, elements, solvedA, solvedB, a + first, b + first, n - first);
    for (long c = first + 8; c < n; c += 8)
      matinee_panel_columns(panel + c, stride, inverse + first, elements, solvedA, solvedB, a + c, b + c);
    for (int i = 0; i < 8 && i < n - first; ++i) a[first + i] = solvedA[i], b[first + i] = solvedB[i];
  }
}

/// x = U⁻¹ a and y = U⁻¹ b (`stride` each), side by side, as each waits for its last number most of the time.
MATINEE_INLINE void matinee_substitute(
    const float *system, long n, long stride, const float *inverse, const float *a, const float *b, float *x,
    float *y) {
  _Pragma("clang fp contract(off)") for (long c = n & ~15L; c < stride; c += 16)
    *(matinee_row *)(x + c) = *(matinee_row *)(y + c) = (matinee_row){0};
  for (long block = (n - 1) & ~15L; block >= 0; block -= 16) {
    matinee_row foundX = {0}, foundY = {0};
    for (long i = (n < block + 16 ? n : block + 16) - 1; i >= block; --i) {
      const float *line = system + i * stride;
      matinee_row sumsX = {0}, sumsY = {0};
      for (long c = block + 16; c < stride; c += 16) {
        const matinee_row columns = *(const matinee_row *)(line + c);
        const matinee_row termX = columns * *(matinee_row *)(x + c), termY = columns * *(matinee_row *)(y + c);
        sumsX = sumsX + termX;
        sumsY = sumsY + termY;
      }
      const matinee_row own = *(const matinee_row *)(line + block);
      const matinee_row ownX = own * foundX, ownY = own * foundY;
      sumsX = sumsX + ownX;
      sumsY = sumsY + ownY;
      matinee_row lane;
      matinee_lane((a[i] - matinee_row_sum(&sumsX)) * inverse[i], i - block, &lane);
      foundX = foundX + lane;
      matinee_lane((b[i] - matinee_row_sum(&sumsY)) * inverse[i], i - block, &lane);
      foundY = foundY + lane;
    }
    *(matinee_row *)(x + block) = foundX;
    *(matinee_row *)(y + block) = foundY;
  }
}

#endif
