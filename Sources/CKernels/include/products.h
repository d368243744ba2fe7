#ifndef MATINEE_PRODUCTS_H
#define MATINEE_PRODUCTS_H

#include "lanes.h"

/// Sums of products of columns, a tile of `height` rows by the lanes of a vector at a time, all in registers.
///
/// With `rows` of `stride` numbers, adds Σ row[p + r] row[c + l], or takes it away, for r below `height` (at most 8, known when this is
/// compiled) and the lanes l of VECTOR.

#define MATINEE_PRODUCTS(NAME, VECTOR)                                                               \
  MATINEE_INLINE void NAME(                                                                          \
      const float *rows, long count, long stride, long p, long c, int height, int takesAway, float *out) { \
    _Pragma("clang fp contract(off)") VECTOR sums[8];                                                \
    _Pragma("clang loop unroll(full)") for (int r = 0; r < height; ++r) sums[r] = (VECTOR){0};       \
    for (long z = 0; z < count; ++z) {                                                               \
      const float *source = rows + z * stride;                                                       \
      const VECTOR columns = *(const VECTOR *)(source + c);                                          \
      _Pragma("clang loop unroll(full)") for (int r = 0; r < height; ++r) {                          \
        const VECTOR term = source[p + r] * columns;                                                 \
        sums[r] = sums[r] + term;                                                                    \
      }                                                                                              \
    }                                                                                                \
    _Pragma("clang loop unroll(full)") for (int r = 0; r < height; ++r) {                            \
      VECTOR *place = (VECTOR *)(out + (p + r) * stride + c);                                        \
      *place = takesAway ? *place - sums[r] : *place + sums[r];                                      \
    }                                                                                                \
  }

MATINEE_PRODUCTS(matinee_row_products, matinee_row)
MATINEE_PRODUCTS(matinee_half_products, matinee_half)

/// Adds sums of products of `count` rows to a panel of `out`, or takes them away: rows `first` to `first` + 7, columns `first` to
/// `height` - 1, all multiples of 8.
MATINEE_INLINE void matinee_panel_products(
    int tile, const float *rows, long count, long stride, long first, long height, int takesAway, float *out) {
  const int halfTile = tile < 4 ? 2 * tile : 8;
  long c = first;
  while (c < height) {
    if (c % 16 == 0 && c + 16 <= height) {
      for (long p = first; p < first + 8; p += tile)
        matinee_row_products(rows, count, stride, p, c, tile, takesAway, out);
      c += 16;
    } else {
      for (long p = first; p < first + 8; p += halfTile)
        matinee_half_products(rows, count, stride, p, c, halfTile, takesAway, out);
      c += 8;
    }
  }
}

/// Adds Σ h h' of `count` rows h to `out`: `height` rows, a multiple of 8, each from the block of 8 columns that its diagonal lies in.
MATINEE_INLINE void matinee_upper_products(
    int tile, const float *rows, long count, long height, long stride, float *out) {
  for (long first = 0; first < height; first += 8)
    matinee_panel_products(tile, rows, count, stride, first, height, 0, out);
}

#endif
