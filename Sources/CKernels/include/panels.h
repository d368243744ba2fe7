#ifndef MATINEE_PANELS_H
#define MATINEE_PANELS_H

/// Scores of queries against panels of 16 items, one item a lane.
///
/// C, because Swift cannot compile a function for wider registers than the whole program's. Each lane adds its products one
/// after the other, without fused multiply-add: every width of register gives the same bits.
///
/// `queries` is row-major, `dimensions` long; `panel` holds 16 items' first elements, then their second ones, and so on;
/// `scores` takes 16 numbers a query.

typedef float matinee_lanes __attribute__((vector_size(64), aligned(4)));

#define MATINEE_PANEL_KERNEL(NAME, TARGET, QUERIES, TERM)                                            \
  TARGET static inline void NAME(                                                                    \
      const float *queries, long count, long dimensions, const float *panel, float *scores) {        \
    _Pragma("clang fp contract(off)") long first = 0;                                                \
    for (; first + QUERIES <= count; first += QUERIES) {                                             \
      matinee_lanes sums[QUERIES];                                                                   \
      for (int q = 0; q < QUERIES; ++q) sums[q] = (matinee_lanes){0};                                \
      const float *rows = queries + first * dimensions;                                              \
      for (long d = 0; d < dimensions; ++d) {                                                        \
        const matinee_lanes item = *(const matinee_lanes *)(panel + 16 * d);                         \
        _Pragma("clang loop unroll(full)") for (int q = 0; q < QUERIES; ++q) {                       \
          const float value = rows[q * dimensions + d];                                              \
          TERM                                                                                       \
        }                                                                                            \
      }                                                                                              \
      for (int q = 0; q < QUERIES; ++q) *(matinee_lanes *)(scores + 16 * (first + q)) = sums[q];     \
    }                                                                                                \
    for (; first < count; ++first) {                                                                 \
      matinee_lanes sums[1] = {{0}};                                                                 \
      const int q = 0;                                                                               \
      for (long d = 0; d < dimensions; ++d) {                                                        \
        const matinee_lanes item = *(const matinee_lanes *)(panel + 16 * d);                         \
        const float value = queries[first * dimensions + d];                                         \
        TERM                                                                                         \
      }                                                                                              \
      *(matinee_lanes *)(scores + 16 * first) = sums[0];                                             \
    }                                                                                                \
  }

#define MATINEE_PRODUCT const matinee_lanes term = value * item; sums[q] = sums[q] + term;
#define MATINEE_DISTANCE                                                                             \
  const matinee_lanes gap = value - item;                                                            \
  const matinee_lanes term = gap * gap;                                                              \
  sums[q] = sums[q] + term;

MATINEE_PANEL_KERNEL(matinee_products_plain, , 2, MATINEE_PRODUCT)
MATINEE_PANEL_KERNEL(matinee_distances_plain, , 2, MATINEE_DISTANCE)

#if defined(__x86_64__)
MATINEE_PANEL_KERNEL(matinee_products_avx2, __attribute__((target("avx2"))), 4, MATINEE_PRODUCT)
MATINEE_PANEL_KERNEL(matinee_distances_avx2, __attribute__((target("avx2"))), 4, MATINEE_DISTANCE)
MATINEE_PANEL_KERNEL(matinee_products_avx512, __attribute__((target("avx512f"))), 8, MATINEE_PRODUCT)
MATINEE_PANEL_KERNEL(matinee_distances_avx512, __attribute__((target("avx512f"))), 8, MATINEE_DISTANCE)
#endif

/// Lanes of this processor's registers: 16, 8 or 4.
static inline int matinee_register_lanes(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f")) return 16;
  if (__builtin_cpu_supports("avx2")) return 8;
#endif
  return 4;
}

/// Inner products, or squared Euclidean distances if `distance`, for registers of `lanes` lanes.
static inline void matinee_score_panel(
    int lanes, int distance, const float *queries, long count, long dimensions, const float *panel, float *scores) {
#if defined(__x86_64__)
  if (lanes == 16) {
    if (distance) matinee_distances_avx512(queries, count, dimensions, panel, scores);
    else matinee_products_avx512(queries, count, dimensions, panel, scores);
    return;
  }
  if (lanes == 8) {
    if (distance) matinee_distances_avx2(queries, count, dimensions, panel, scores);
    else matinee_products_avx2(queries, count, dimensions, panel, scores);
    return;
  }
#endif
  if (distance) matinee_distances_plain(queries, count, dimensions, panel, scores);
  else matinee_products_plain(queries, count, dimensions, panel, scores);
}

#endif
