#ifndef MATINEE_FEWROWS_H
#define MATINEE_FEWROWS_H

#include "conditionals.h"

/// The draw of `conditionals.h` for a feature with fewer rows than factors.
///
/// With n rows H of h and x, precision a of the noise and prior variances D, a draw of the prior u and one of the noise d are
/// brought to the rows (Matheron's rule; Bhattacharya, Chakraborty & Mallick 2016): v, w = u + D H' y where
/// (H D H' + 1/a) y = t - H u - d. That is one system of n equations instead of k + 1: n n k / 2 multiplications instead of
/// n k k / 2 + k k k / 6. The residuals that it leaves are d + y / a.

#define MATINEE_FEW_ROWS(NAME, TARGET)                                                               \
  TARGET static inline void matinee_few_rows_##NAME(                                                 \
      const float *rows, const float *t, const float *x, long count, float precision,                \
      const float *priors, const float *noise, const float *noiseOfRows, long factors, long stride,  \
      float *scratch, float *drawn, double *residuals) {                                             \
    _Pragma("clang fp contract(off)") const float *lambda = priors, *pull = priors + stride + 16;    \
    float *variances = scratch, *scaled = scratch + stride, *y = scaled + stride, *system = y + count; \
    for (long c = 0; c < stride; c += 16) {                                                          \
      const matinee_row one = 1.0f - (matinee_row){0};                                               \
      const matinee_row variance = one / *(const matinee_row *)(lambda + c);                         \
      const matinee_row mean = *(const matinee_row *)(pull + c) * variance;                          \
      const matinee_row spread = __builtin_elementwise_sqrt(variance) * *(const matinee_row *)(noise + c); \
      *(matinee_row *)(variances + c) = variance;                                                    \
      *(matinee_row *)(drawn + c) = mean + spread;                                                   \
    }                                                                                                \
    for (long i = factors; i < stride; ++i) drawn[i] = 0;                                            \
    const float variance = 1 / lambda[stride], deviation = 1 / __builtin_sqrtf(precision);           \
    float weight = pull[stride] * variance + __builtin_sqrtf(variance) * noise[stride];              \
    const float floor = 1 / precision;                                                               \
    for (long r = 0; r < count; ++r) {                                                               \
      const float *row = rows + r * stride;                                                          \
      matinee_row sums = {0};                                                                        \
      for (long c = 0; c < stride; c += 16) {                                                        \
        const matinee_row h = *(const matinee_row *)(row + c);                                       \
        const matinee_row term = h * *(const matinee_row *)(drawn + c);                              \
        sums = sums + term;                                                                          \
        *(matinee_row *)(scaled + c) = h * *(const matinee_row *)(variances + c);                    \
      }                                                                                              \
      const float known = matinee_row_sum(&sums) + x[r] * weight;                                    \
      y[r] = t[r] - known - deviation * noiseOfRows[r];                                              \
      for (long s = 0; s <= r; ++s) {                                                                \
        const float *other = rows + s * stride;                                                      \
        matinee_row products = {0};                                                                  \
        for (long c = 0; c < stride; c += 16) {                                                      \
          const matinee_row term = *(const matinee_row *)(scaled + c) * *(const matinee_row *)(other + c); \
          products = products + term;                                                                \
        }                                                                                            \
        system[r * count + s] = matinee_row_sum(&products) + x[r] * variance * x[s];                 \
      }                                                                                              \
      system[r * count + r] += floor;                                                                \
    }                                                                                                \
    for (long r = 0; r < count; ++r) {                                                               \
      for (long s = 0; s <= r; ++s) {                                                                \
        float element = system[r * count + s];                                                       \
        for (long z = 0; z < s; ++z) element = element - system[r * count + z] * system[s * count + z]; \
        system[r * count + s] =                                                                      \
            s < r ? element * system[s * count + s]                                                  \
                  : 1 / __builtin_sqrtf(element > 1e-20f ? element : 1e-20f);                        \
      }                                                                                              \
      float value = y[r];                                                                            \
      for (long z = 0; z < r; ++z) value = value - system[r * count + z] * y[z];                     \
      y[r] = value * system[r * count + r];                                                          \
    }                                                                                                \
    float sum = 0, squares = 0, change = 0;                                                          \
    for (long r = count - 1; r >= 0; --r) {                                                          \
      float value = y[r];                                                                            \
      for (long z = r + 1; z < count; ++z) value = value - system[z * count + r] * y[z];             \
      value = value * system[r * count + r];                                                         \
      y[r] = value;                                                                                  \
      const float left = deviation * noiseOfRows[r] + value * floor;                                 \
      sum = sum + left;                                                                              \
      squares = squares + left * left;                                                               \
      change = change + value * x[r];                                                                \
    }                                                                                                \
    for (long c = 0; c < stride; c += 16) {                                                          \
      matinee_row moved = {0};                                                                       \
      for (long r = 0; r < count; ++r) {                                                             \
        const matinee_row term = y[r] * *(const matinee_row *)(rows + r * stride + c);               \
        moved = moved + term;                                                                        \
      }                                                                                              \
      const matinee_row step = moved * *(const matinee_row *)(variances + c);                        \
      *(matinee_row *)(drawn + c) = *(const matinee_row *)(drawn + c) + step;                        \
    }                                                                                                \
    drawn[stride] = weight + variance * change;                                                      \
    residuals[0] = squares;                                                                          \
    residuals[1] = sum;                                                                              \
  }

MATINEE_FEW_ROWS(plain, )
#if defined(__x86_64__)
MATINEE_FEW_ROWS(avx2, __attribute__((target("avx2"))))
MATINEE_FEW_ROWS(avx512, __attribute__((target("avx512f"))))
#endif

/// Draws v and then w (at `stride`) into `drawn`, and writes Σ e² and Σ e of the rows to `residuals`.
///
/// As `matinee_draw_conditional`, but from the `count` rows themselves, with a number of `noiseOfRows` for each; all precisions
/// of `priors` are above 0. `scratch` takes 2 stride + count + count² numbers.
static inline void matinee_draw_few_rows(
    int lanes, const float *rows, const float *t, const float *x, long count, float precision, const float *priors,
    const float *noise, const float *noiseOfRows, long factors, long stride, float *scratch, float *drawn,
    double *residuals) {
#if defined(__x86_64__)
  if (lanes == 16) {
    matinee_few_rows_avx512(
        rows, t, x, count, precision, priors, noise, noiseOfRows, factors, stride, scratch, drawn, residuals);
    return;
  }
  if (lanes == 8) {
    matinee_few_rows_avx2(
        rows, t, x, count, precision, priors, noise, noiseOfRows, factors, stride, scratch, drawn, residuals);
    return;
  }
#endif
  matinee_few_rows_plain(
      rows, t, x, count, precision, priors, noise, noiseOfRows, factors, stride, scratch, drawn, residuals);
}

#endif
