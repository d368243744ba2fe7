#ifndef MATINEE_LANES_H
#define MATINEE_LANES_H

#include <stdint.h>

/// Vectors of single precision, and functions compiled for every width of register.
///
/// C, because Swift cannot compile a function for wider registers than the whole program's. No fused multiply-add, and lanes that
/// do not meet but in a fixed order: every width of register gives the same bits.

typedef float matinee_row __attribute__((vector_size(64), aligned(4)));
typedef int32_t matinee_row_bits __attribute__((vector_size(64), aligned(4)));
typedef float matinee_half __attribute__((vector_size(32), aligned(4)));

#define MATINEE_INLINE static inline __attribute__((always_inline))

/// The sum of 8 lanes by halving.
MATINEE_INLINE float matinee_half_sum(const matinee_half *half) {
  _Pragma("clang fp contract(off)") float a[4];
  for (int i = 0; i < 4; ++i) a[i] = (*half)[i] + (*half)[i + 4];
  return (a[0] + a[2]) + (a[1] + a[3]);
}

/// The sum of 16 lanes by halving.
MATINEE_INLINE float matinee_row_sum(const matinee_row *row) {
  _Pragma("clang fp contract(off)") matinee_half half;
  for (int i = 0; i < 8; ++i) half[i] = (*row)[i] + (*row)[i + 8];
  return matinee_half_sum(&half);
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
