#ifndef MATINEE_MAPFORCES_H
#define MATINEE_MAPFORCES_H

#if defined(__x86_64__)
#include <immintrin.h>
#endif

typedef float matinee_lanes __attribute__((vector_size(64), aligned(4)));

/// The forces of t-SNE in two dimensions, sixteen at a time.
///
/// C, because Swift cannot compile a function for wider registers than the whole program's, and for the gathering loads. Every
/// lane does the same operations in the same order for every width of register, without fused multiply-add: equal bits.
///
/// One division serves two points: 1/a = b · 1/(ab) and 1/b = a · 1/(ab).

/// Of 16 targets at (x, y), against `count` sources (even; a weight of 0 fills up) of position and weight:
/// fxs += Σ w q² (x − x'), fys += the same of y, zs += Σ w q, 16 numbers each, with q = 1 / (1 + distance²).
#define MATINEE_REPULSION_KERNEL(NAME, TARGET)                                                       \
  TARGET static inline void NAME(                                                                    \
      const float *x, const float *y, const float *xs, const float *ys, const float *weights,        \
      long count, float *fxs, float *fys, float *zs) {                                               \
    _Pragma("clang fp contract(off)") const matinee_lanes tx = *(const matinee_lanes *)x;            \
    const matinee_lanes ty = *(const matinee_lanes *)y;                                              \
    matinee_lanes fx = *(matinee_lanes *)fxs, fy = *(matinee_lanes *)fys, z = *(matinee_lanes *)zs;  \
    for (long s = 0; s < count; s += 2) {                                                            \
      const matinee_lanes dx0 = tx - xs[s], dy0 = ty - ys[s];                                        \
      const matinee_lanes dx1 = tx - xs[s + 1], dy1 = ty - ys[s + 1];                                \
      const matinee_lanes a = 1.0f + (dx0 * dx0 + dy0 * dy0), b = 1.0f + (dx1 * dx1 + dy1 * dy1);    \
      const matinee_lanes r = 1.0f / (a * b);                                                        \
      const matinee_lanes q0 = r * b, q1 = r * a;                                                    \
      const matinee_lanes w0 = weights[s] * q0, w1 = weights[s + 1] * q1;                            \
      z = (z + w0) + w1;                                                                             \
      const matinee_lanes f0 = w0 * q0, f1 = w1 * q1;                                                \
      fx = (fx + f0 * dx0) + f1 * dx1;                                                               \
      fy = (fy + f0 * dy0) + f1 * dy1;                                                               \
    }                                                                                                \
    *(matinee_lanes *)fxs = fx;                                                                      \
    *(matinee_lanes *)fys = fy;                                                                      \
    *(matinee_lanes *)zs = z;                                                                        \
  }

/// Of the rows `first` to `last` of a sparse matrix P: forces[2 i] = Σ p q (x − x'), forces[2 i + 1] the same of y.
///
/// `positions` are x and y in turn; row i's entries are starts[i] to starts[i + 1], a multiple of 16 (a probability of 0 fills
/// up). The sixteen lanes of a row are added in a fixed tree.
#define MATINEE_ATTRACTION_KERNEL(NAME, TARGET, GATHER)                                              \
  TARGET static inline void NAME(                                                                    \
      const float *positions, const int *starts, const int *columns, const float *probabilities,     \
      long first, long last, float *forces) {                                                        \
    _Pragma("clang fp contract(off)") for (long row = first; row < last; ++row) {                    \
      const float px = positions[2 * row], py = positions[2 * row + 1];                              \
      matinee_lanes fx = {0}, fy = {0};                                                              \
      for (long e = starts[row]; e < starts[row + 1]; e += 16) {                                     \
        const int *c = columns + e;                                                                  \
        matinee_lanes gx, gy;                                                                        \
        GATHER                                                                                       \
        const matinee_lanes dx = px - gx, dy = py - gy;                                              \
        const matinee_lanes p = *(const matinee_lanes *)(probabilities + e);                         \
        const matinee_lanes f = p / (1.0f + (dx * dx + dy * dy));                                    \
        fx = fx + f * dx;                                                                            \
        fy = fy + f * dy;                                                                            \
      }                                                                                              \
      forces[2 * row] = MATINEE_LANE_SUM(fx);                                                        \
      forces[2 * row + 1] = MATINEE_LANE_SUM(fy);                                                    \
    }                                                                                                \
  }

#define MATINEE_LANE_SUM(v)                                                                          \
  ((((v[0] + v[8]) + (v[4] + v[12])) + ((v[2] + v[10]) + (v[6] + v[14]))) +                          \
   (((v[1] + v[9]) + (v[5] + v[13])) + ((v[3] + v[11]) + (v[7] + v[15]))))

#define MATINEE_GATHER_ONE(o)                                                                        \
  positions[2 * (long)c[0] + o], positions[2 * (long)c[1] + o], positions[2 * (long)c[2] + o],       \
      positions[2 * (long)c[3] + o], positions[2 * (long)c[4] + o], positions[2 * (long)c[5] + o],   \
      positions[2 * (long)c[6] + o], positions[2 * (long)c[7] + o], positions[2 * (long)c[8] + o],   \
      positions[2 * (long)c[9] + o], positions[2 * (long)c[10] + o], positions[2 * (long)c[11] + o], \
      positions[2 * (long)c[12] + o], positions[2 * (long)c[13] + o],                                \
      positions[2 * (long)c[14] + o], positions[2 * (long)c[15] + o]

#define MATINEE_GATHER_SINGLY                                                                        \
  gx = (matinee_lanes){MATINEE_GATHER_ONE(0)};                                                       \
  gy = (matinee_lanes){MATINEE_GATHER_ONE(1)};

MATINEE_REPULSION_KERNEL(matinee_repulsion_plain, )
MATINEE_ATTRACTION_KERNEL(matinee_attraction_plain, , MATINEE_GATHER_SINGLY)

#if defined(__x86_64__)
/// A point is 8 bytes: one gathering load fetches eight points.
#define MATINEE_GATHER_PAIRS                                                                         \
  const __m512 low = _mm512_castpd_ps(                                                               \
      _mm512_i32gather_pd(_mm256_loadu_si256((const __m256i *)c), (const double *)positions, 8));    \
  const __m512 high = _mm512_castpd_ps(                                                              \
      _mm512_i32gather_pd(_mm256_loadu_si256((const __m256i *)(c + 8)), (const double *)positions, 8)); \
  gx = (matinee_lanes)__builtin_shufflevector(                                                       \
      low, high, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);                         \
  gy = (matinee_lanes)__builtin_shufflevector(                                                       \
      low, high, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);

MATINEE_REPULSION_KERNEL(matinee_repulsion_avx2, __attribute__((target("avx2"))))
MATINEE_REPULSION_KERNEL(matinee_repulsion_avx512, __attribute__((target("avx512f"))))
MATINEE_ATTRACTION_KERNEL(matinee_attraction_avx2, __attribute__((target("avx2"))), MATINEE_GATHER_SINGLY)
MATINEE_ATTRACTION_KERNEL(matinee_attraction_avx512, __attribute__((target("avx512f"))), MATINEE_GATHER_PAIRS)
#endif

/// Adds to the repulsive sums, for registers of `lanes` lanes.
static inline void matinee_repulsion(
    int lanes, const float *x, const float *y, const float *xs, const float *ys, const float *weights, long count,
    float *fxs, float *fys, float *zs) {
#if defined(__x86_64__)
  if (lanes == 16) return matinee_repulsion_avx512(x, y, xs, ys, weights, count, fxs, fys, zs);
  if (lanes == 8) return matinee_repulsion_avx2(x, y, xs, ys, weights, count, fxs, fys, zs);
#endif
  matinee_repulsion_plain(x, y, xs, ys, weights, count, fxs, fys, zs);
}

/// Writes the attractive sums of some rows, for registers of `lanes` lanes.
static inline void matinee_attraction(
    int lanes, const float *positions, const int *starts, const int *columns, const float *probabilities, long first,
    long last, float *forces) {
#if defined(__x86_64__)
  if (lanes == 16) return matinee_attraction_avx512(positions, starts, columns, probabilities, first, last, forces);
  if (lanes == 8) return matinee_attraction_avx2(positions, starts, columns, probabilities, first, last, forces);
#endif
  matinee_attraction_plain(positions, starts, columns, probabilities, first, last, forces);
}

#endif
