#ifndef MATINEE_LANES_H
#define MATINEE_LANES_H

#include <stdint.h>

/// Vectors of single precision, and functions compiled for every width of register.
///
/// C, because Swift cannot compile a function for wider registers than the whole program's. No fused multiply-add, and lanes that
/// do not meet but in a fixed order: every width of register gives the same bits.

typedef float matinee_row __attribute__((vector_size(64), aligned(4)));
typedef int32_t matinee_row_bits __attribute__((vector_size(64), aligned(4)));
typedef float matinee_quarter __attribute__((vector_size(16), aligned(4)));
typedef float matinee_half __attribute__((vector_size(32), aligned(4)));

#define MATINEE_INLINE static inline __attribute__((always_inline))

/// The sum of 8 lanes by halving. (Shuffles, as a loop over lanes may stay one, and go through memory.)
MATINEE_INLINE float matinee_half_sum(const matinee_half *half) {
  _Pragma("clang fp contract(off)") const matinee_quarter low = __builtin_shufflevector(*half, *half, 0, 1, 2, 3);
  const matinee_quarter pairs = low + __builtin_shufflevector(*half, *half, 4, 5, 6, 7);
  const matinee_quarter sums = pairs + __builtin_shufflevector(pairs, pairs, 2, 3, 2, 3);
  return sums[0] + sums[1];
}

/// The sum of 16 lanes by halving.
MATINEE_INLINE float matinee_row_sum(const matinee_row *row) {
  _Pragma("clang fp contract(off)") const matinee_half low = __builtin_shufflevector(*row, *row, 0, 1, 2, 3, 4, 5, 6, 7);
  const matinee_half sums = low + __builtin_shufflevector(*row, *row, 8, 9, 10, 11, 12, 13, 14, 15);
  return matinee_half_sum(&sums);
}

/// A row with `value` in one of its lanes, from 0 to 15, and zeros in the others.
MATINEE_INLINE void matinee_lane(float value, long lane, matinee_row *row) {
  static const int32_t masks[31] = {[15] = -1};
  *row = value - (matinee_row){0};
  *row = (matinee_row)((matinee_row_bits)*row & *(const matinee_row_bits *)(masks + 15 - lane));
}

// Defines NAME, which takes the parenthesised PARAMETERS, `lanes` the first of them, and calls NAME_tiled with the rows of sums that
// registers of that many lanes hold beside each other, and with the arguments that follow.
#if defined(__x86_64__)
#define MATINEE_FOR_ALL_WIDTHS(NAME, PARAMETERS, ...)                                                \
  static inline void NAME##_plain PARAMETERS { NAME##_tiled(2, __VA_ARGS__); }                       \
  __attribute__((target("avx2"))) static inline void NAME##_avx2 PARAMETERS { NAME##_tiled(4, __VA_ARGS__); } \
  __attribute__((target("avx512f"))) static inline void NAME##_avx512 PARAMETERS { NAME##_tiled(8, __VA_ARGS__); } \
  static inline void NAME PARAMETERS {                                                               \
    if (lanes == 16) NAME##_avx512(lanes, __VA_ARGS__);                                              \
    else if (lanes == 8) NAME##_avx2(lanes, __VA_ARGS__);                                            \
    else NAME##_plain(lanes, __VA_ARGS__);                                                           \
  }
#else
#define MATINEE_FOR_ALL_WIDTHS(NAME, PARAMETERS, ...)                                                \
  static inline void NAME PARAMETERS { NAME##_tiled(4, __VA_ARGS__); }
#endif

#endif
