#ifndef MATINEE_CONDITIONALS_H
#define MATINEE_CONDITIONALS_H

#include <stdint.h>
#include <string.h>

/// Conditional normal distributions of the parameters of one feature, for Gibbs sampling and alternating least squares.
///
/// A feature's k factors v and its weight w are drawn together. Row r of `count` says t = <v, h> + w x + noise, with h its
/// `stride` factors (k filled up with zeros to a multiple of 16). C, because Swift cannot compile a function for wider
/// registers than the whole program's: at k = 64, moments take 69 ns a row with 512-bit registers and 209 with 128-bit ones, a draw 4.8
/// and 7.2 µs. No fused
/// multiply-add, and lanes that do not meet but in a fixed order: every width of register gives the same bits.
///
/// Moments are k rows of sums h h' (each from the block of 16 columns that its diagonal lies in), then sums h x, sums h t
/// (`stride` each), then sums x x, x t, t t, t.

typedef float matinee_row __attribute__((vector_size(64), aligned(4)));

/// The sum of 16 lanes by halving.
static inline __attribute__((always_inline)) float matinee_row_sum(const matinee_row *row) {
  _Pragma("clang fp contract(off)") float a[8];
  for (int i = 0; i < 8; ++i) a[i] = (*row)[i] + (*row)[i + 8];
  for (int i = 0; i < 4; ++i) a[i] = a[i] + a[i + 4];
  return (a[0] + a[2]) + (a[1] + a[3]);
}

// Adds SIGN times sums over `count` rows of factor[p .. p + R) by the 16 columns from c.
#define MATINEE_TILE(R, SIGN)                                                                        \
  {                                                                                                  \
    matinee_row sums[R];                                                                             \
    for (int r = 0; r < R; ++r) sums[r] = (matinee_row){0};                                          \
    for (long z = 0; z < count; ++z) {                                                               \
      const float *source = rows + z * stride;                                                       \
      const matinee_row columns = *(const matinee_row *)(source + c);                                \
      _Pragma("clang loop unroll(full)") for (int r = 0; r < R; ++r) {                               \
        const matinee_row term = source[p + r] * columns;                                            \
        sums[r] = sums[r] + term;                                                                    \
      }                                                                                              \
    }                                                                                                \
    for (int r = 0; r < R; ++r) {                                                                    \
      matinee_row *place = (matinee_row *)(out + (p + r) * stride + c);                              \
      *place = *place SIGN sums[r];                                                                  \
    }                                                                                                \
  }

#define MATINEE_TILES(SIGN)                                                                          \
  if (length == 8) MATINEE_TILE(8, SIGN) else for (; p < end; ++p) MATINEE_TILE(1, SIGN)

#define MATINEE_CONDITIONALS(NAME, TARGET)                                                           \
  TARGET static inline void matinee_moments_##NAME(                                                  \
      const float *rows, const float *t, const float *x, long count, long factors, long stride,      \
      float *moments) {                                                                              \
    _Pragma("clang fp contract(off)") float *out = moments;                                          \
    for (long first = 0; first < factors; first += 8) {                                              \
      const long end = first + 8 < factors ? first + 8 : factors, length = end - first;              \
      for (long c = first & ~15L; c < stride; c += 16) {                                             \
        long p = first;                                                                              \
        MATINEE_TILES(+)                                                                             \
      }                                                                                              \
    }                                                                                                \
    float *byX = moments + factors * stride, *byT = byX + stride, *scalars = byT + stride;           \
    for (long c = 0; c < stride; c += 16) {                                                          \
      matinee_row sumX = {0}, sumT = {0};                                                            \
      for (long z = 0; z < count; ++z) {                                                             \
        const matinee_row columns = *(const matinee_row *)(rows + z * stride + c);                   \
        const matinee_row termX = x[z] * columns, termT = t[z] * columns;                            \
        sumX = sumX + termX;                                                                         \
        sumT = sumT + termT;                                                                         \
      }                                                                                              \
      *(matinee_row *)(byX + c) = *(matinee_row *)(byX + c) + sumX;                                  \
      *(matinee_row *)(byT + c) = *(matinee_row *)(byT + c) + sumT;                                  \
    }                                                                                                \
    float xx = 0, xt = 0, tt = 0, one = 0;                                                           \
    for (long z = 0; z < count; ++z) {                                                               \
      xx = xx + x[z] * x[z];                                                                         \
      xt = xt + x[z] * t[z];                                                                         \
      tt = tt + t[z] * t[z];                                                                         \
      one = one + t[z];                                                                              \
    }                                                                                                \
    scalars[0] += xx, scalars[1] += xt, scalars[2] += tt, scalars[3] += one;                         \
  }                                                                                                  \
                                                                                                     \
  TARGET static inline void matinee_draw_##NAME(                                                     \
      const float *moments, float precision, const float *priors, const float *noise, long factors,  \
      long stride, float *scratch, float *drawn, float *mean) {                                      \
    _Pragma("clang fp contract(off)") float *out = scratch;                                          \
    const float *rows = scratch;                                                                     \
    float *byX = scratch + factors * stride, *byT = byX + stride, *inverse = byT + stride;           \
    const float *lambda = priors, *pull = priors + stride + 16;                                      \
    for (long i = 0; i < factors; ++i) {                                                             \
      for (long c = i & ~15L; c < stride; c += 16)                                                   \
        *(matinee_row *)(out + i * stride + c) =                                                     \
            precision * *(const matinee_row *)(moments + i * stride + c);                            \
      out[i * stride + i] += lambda[i];                                                              \
    }                                                                                                \
    const float *sumX = moments + factors * stride, *sumT = sumX + stride, *scalars = sumT + stride; \
    for (long c = 0; c < stride; c += 16) {                                                          \
      const matinee_row scaledT = precision * *(const matinee_row *)(sumT + c);                      \
      *(matinee_row *)(byX + c) = precision * *(const matinee_row *)(sumX + c);                      \
      *(matinee_row *)(byT + c) = scaledT + *(const matinee_row *)(pull + c);                        \
    }                                                                                                \
    float ww = precision * scalars[0] + lambda[stride], wt = precision * scalars[1] + pull[stride];  \
    for (long first = 0; first < factors; first += 8) {                                              \
      const long end = first + 8 < factors ? first + 8 : factors, length = end - first;              \
      const long count = first;                                                                      \
      for (long c = first & ~15L; c < stride; c += 16) {                                             \
        long p = first;                                                                              \
        MATINEE_TILES(-)                                                                             \
      }                                                                                              \
      for (long i = first; i < end; ++i) {                                                           \
        float pivot = out[i * stride + i];                                                           \
        pivot = pivot > 1e-20f ? pivot : 1e-20f;                                                     \
        const float scale = 1 / __builtin_sqrtf(pivot);                                              \
        inverse[i] = scale;                                                                          \
        for (long c = i & ~15L; c < stride; c += 16)                                                 \
          *(matinee_row *)(out + i * stride + c) = scale * *(matinee_row *)(out + i * stride + c);   \
        for (long q = i + 1; q < end; ++q) {                                                         \
          const float element = out[i * stride + q];                                                 \
          for (long c = q & ~15L; c < stride; c += 16) {                                             \
            const matinee_row term = element * *(matinee_row *)(out + i * stride + c);               \
            *(matinee_row *)(out + q * stride + c) = *(matinee_row *)(out + q * stride + c) - term;  \
          }                                                                                          \
        }                                                                                            \
        const float elementX = byX[i] * scale, elementT = byT[i] * scale;                            \
        for (long c = i & ~15L; c < stride; c += 16) {                                               \
          const matinee_row line = *(matinee_row *)(out + i * stride + c);                           \
          const matinee_row termX = elementX * line, termT = elementT * line;                        \
          *(matinee_row *)(byX + c) = *(matinee_row *)(byX + c) - termX;                             \
          *(matinee_row *)(byT + c) = *(matinee_row *)(byT + c) - termT;                             \
        }                                                                                            \
        byX[i] = elementX, byT[i] = elementT;                                                        \
        ww = ww - elementX * elementX;                                                               \
        wt = wt - elementX * elementT;                                                               \
      }                                                                                              \
    }                                                                                                \
    ww = ww > 1e-20f ? ww : 1e-20f;                                                                  \
    const float scale = 1 / __builtin_sqrtf(ww);                                                     \
    for (long pass = mean ? 1 : 0; pass >= 0; --pass) {                                              \
      float *found = pass ? mean : drawn;                                                            \
      const float share = pass ? 0.0f : 1.0f;                                                        \
      const float weight = (wt * scale + share * noise[stride]) * scale;                             \
      found[stride] = weight;                                                                        \
      for (long c = 0; c < stride; c += 16) *(matinee_row *)(found + c) = (matinee_row){0};          \
      for (long i = factors - 1; i >= 0; --i) {                                                      \
        matinee_row sums = {0};                                                                      \
        for (long c = i & ~15L; c < stride; c += 16) {                                               \
          const matinee_row term = *(matinee_row *)(out + i * stride + c) * *(matinee_row *)(found + c); \
          sums = sums + term;                                                                        \
        }                                                                                            \
        const float known = matinee_row_sum(&sums) + byX[i] * weight;                                \
        found[i] = (byT[i] + share * noise[i] - known) * inverse[i];                                 \
      }                                                                                              \
    }                                                                                                \
  }                                                                                                  \
                                                                                                     \
  TARGET static inline void matinee_residuals_##NAME(                                                \
      const float *moments, const float *drawn, long factors, long stride, double *squares) {        \
    _Pragma("clang fp contract(off)") matinee_row once = {0}, twice = {0}, byX = {0}, byT = {0};     \
    for (long i = 0; i < factors; ++i) {                                                             \
      const float *line = moments + i * stride;                                                      \
      const long block = i & ~15L;                                                                   \
      matinee_row sums = {0};                                                                        \
      for (long c = block + 16; c < stride; c += 16) {                                               \
        const matinee_row term = *(matinee_row *)(line + c) * *(const matinee_row *)(drawn + c);     \
        sums = sums + term;                                                                          \
      }                                                                                              \
      const matinee_row own = *(matinee_row *)(line + block) * *(const matinee_row *)(drawn + block); \
      const matinee_row scaledOwn = drawn[i] * own, scaledSums = drawn[i] * sums;                    \
      once = once + scaledOwn;                                                                       \
      twice = twice + scaledSums;                                                                    \
    }                                                                                                \
    const float *sumX = moments + factors * stride, *sumT = sumX + stride, *scalars = sumT + stride; \
    for (long c = 0; c < stride; c += 16) {                                                          \
      const matinee_row v = *(const matinee_row *)(drawn + c);                                       \
      const matinee_row termX = v * *(const matinee_row *)(sumX + c);                                \
      const matinee_row termT = v * *(const matinee_row *)(sumT + c);                                \
      byX = byX + termX;                                                                             \
      byT = byT + termT;                                                                             \
    }                                                                                                \
    const double w = drawn[stride], vx = matinee_row_sum(&byX), vt = matinee_row_sum(&byT);          \
    const double vv = (double)matinee_row_sum(&once) + 2 * (double)matinee_row_sum(&twice);          \
    squares[0] = vv + 2 * w * vx + w * w * scalars[0] - 2 * (vt + w * scalars[1]) + scalars[2];      \
    squares[1] = scalars[3] - vx - w * scalars[0];                                                   \
  }

MATINEE_CONDITIONALS(plain, )
#if defined(__x86_64__)
MATINEE_CONDITIONALS(avx2, __attribute__((target("avx2"))))
MATINEE_CONDITIONALS(avx512, __attribute__((target("avx512f"))))
#endif

/// Adds the moments of `count` rows to `moments`.
static inline void matinee_add_moments(
    int lanes, const float *rows, const float *t, const float *x, long count, long factors, long stride,
    float *moments) {
#if defined(__x86_64__)
  if (lanes == 16) {
    matinee_moments_avx512(rows, t, x, count, factors, stride, moments);
    return;
  }
  if (lanes == 8) {
    matinee_moments_avx2(rows, t, x, count, factors, stride, moments);
    return;
  }
#endif
  matinee_moments_plain(rows, t, x, count, factors, stride, moments);
}

/// Draws v and then w (at `stride`) into `drawn`: the mean of the conditional distribution, plus U⁻¹ `noise` where U'U is its
/// precision, `precision` times the moments plus the diagonal of the prior.
///
/// `mean` gets the mean alone, unless it is null. `priors` are the prior's precisions (w's at `stride`) and, `stride` + 16 further, these times its means. `scratch` takes
/// (factors + 3) * stride numbers.
static inline void matinee_draw_conditional(
    int lanes, const float *moments, float precision, const float *priors, const float *noise, long factors,
    long stride, float *scratch, float *drawn, float *mean) {
#if defined(__x86_64__)
  if (lanes == 16) {
    matinee_draw_avx512(moments, precision, priors, noise, factors, stride, scratch, drawn, mean);
    return;
  }
  if (lanes == 8) {
    matinee_draw_avx2(moments, precision, priors, noise, factors, stride, scratch, drawn, mean);
    return;
  }
#endif
  matinee_draw_plain(moments, precision, priors, noise, factors, stride, scratch, drawn, mean);
}

/// Σ e² into `squares[0]`, and Σ e x (where all x are 0 or 1, of rows with x = 1) into `squares[1]`, of the rows of `moments` at `drawn`.
static inline void matinee_residual_sums(
    int lanes, const float *moments, const float *drawn, long factors, long stride, double *squares) {
#if defined(__x86_64__)
  if (lanes == 16) {
    matinee_residuals_avx512(moments, drawn, factors, stride, squares);
    return;
  }
  if (lanes == 8) {
    matinee_residuals_avx2(moments, drawn, factors, stride, squares);
    return;
  }
#endif
  matinee_residuals_plain(moments, drawn, factors, stride, squares);
}

#endif
