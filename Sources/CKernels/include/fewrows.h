#ifndef MATINEE_FEWROWS_H
#define MATINEE_FEWROWS_H

#include "cholesky.h"
#include "transposition.h"

/// The draw of `conditionals.h` for a feature with fewer rows than factors.
///
/// With n rows H of h and x, precision a of the noise and prior variances D, a draw of the prior u and one of the noise d are
/// brought to the rows (Matheron's rule; Bhattacharya, Chakraborty & Mallick 2016): v, w = u + D H' y where
/// (H D H' + 1/a) y = t - H u - d. That is one system of n equations instead of k + 1: n n k / 2 multiplications instead of
/// n k k / 2 + k k k / 6. The residuals that it leaves are d + y / a. Without noise the same is the mean.
///
/// The moments of up to 8 rows are dot products; those of more are sums over columns √D H', one for each row.

/// Adds H D H' (`width` numbers a line) of rows times the roots of D.
MATINEE_INLINE void matinee_few_products(
    const float *rows, long count, long length, long width, float *system) {
  _Pragma("clang fp contract(off)") for (long r = 0; r < count; ++r)
    for (long s = 0; s <= r; ++s) {
      matinee_row products = {0};
      for (long c = 0; c < length; c += 16) {
        const matinee_row term = *(const matinee_row *)(rows + r * length + c) * *(const matinee_row *)(rows + s * length + c);
        products = products + term;
      }
      system[s * width + r] += matinee_row_sum(&products);
    }
}

/// The same of more rows: adds them up column by column, in `columns`.
MATINEE_INLINE void matinee_many_products(
    int tile, const float *rows, long count, long length, long width, float *columns, float *system) {
  _Pragma("clang fp contract(off)") for (long first = 0; first < width; first += 8)
    for (long c = 0; c < length; c += 8) {
      matinee_half block[8];
      _Pragma("clang loop unroll(full)") for (int r = 0; r < 8; ++r)
        block[r] = first + r < count ? *(const matinee_half *)(rows + (first + r) * length + c) : (matinee_half){0};
      matinee_transpose(block);
      _Pragma("clang loop unroll(full)") for (int i = 0; i < 8; ++i)
        *(matinee_half *)(columns + (c + i) * width + first) = block[i];
    }
  matinee_upper_products(tile, columns, length, (count + 7) & ~7L, width, system);
}

MATINEE_INLINE void matinee_draw_few_rows_tiled(
    int tile, const float *rows, const float *t, const float *x, long count, float precision, const float *priors,
    const float *noise, const float *noiseOfRows, long factors, long stride, float *scratch, float *drawn, float *mean,
    double *residuals) {
  _Pragma("clang fp contract(off)") const long width = (count + 15) & ~15L, equations = (count + 7) & ~7L;
  const float *lambda = priors, *pull = priors + stride + 16;
  float *scaled = scratch, *columns = scaled + count * stride, *roots = columns + (equations > 8 ? stride * width : 0);
  float *starts = roots + stride, *centers = starts + stride, *system = centers + stride;
  float *inverse = system + equations * width, *a = inverse + width, *b = a + width, *x1 = b + width, *x2 = x1 + width;
  for (long c = 0; c < stride; c += 16) {
    const matinee_row one = 1.0f - (matinee_row){0};
    const matinee_row root = __builtin_elementwise_sqrt(one / *(const matinee_row *)(lambda + c));
    const matinee_row center = *(const matinee_row *)(pull + c) * root;
    *(matinee_row *)(roots + c) = root;
    *(matinee_row *)(centers + c) = center;
    *(matinee_row *)(starts + c) = center + *(const matinee_row *)(noise + c);
  }
  // The noise goes on behind the k factors; what fills them up stays 0.
  for (long c = factors; c < stride; ++c) starts[c] = 0;
  const float variance = 1 / lambda[stride], deviation = 1 / __builtin_sqrtf(precision), floor = 1 / precision;
  const float center = pull[stride] * variance, start = center + __builtin_sqrtf(variance) * noise[stride];
  for (long c = 0; c < equations * width; c += 16) *(matinee_row *)(system + c) = (matinee_row){0};
  for (long c = 0; c < width; c += 16) *(matinee_row *)(a + c) = *(matinee_row *)(b + c) = (matinee_row){0};
  for (long r = 0; r < count; ++r) {
    matinee_row known = {0}, expected = {0};
    for (long c = 0; c < stride; c += 16) {
      const matinee_row h = *(const matinee_row *)(rows + r * stride + c) * *(matinee_row *)(roots + c);
      const matinee_row term = h * *(matinee_row *)(starts + c), expectedTerm = h * *(matinee_row *)(centers + c);
      *(matinee_row *)(scaled + r * stride + c) = h;
      known = known + term;
      expected = expected + expectedTerm;
    }
    a[r] = t[r] - matinee_row_sum(&known) - x[r] * start - deviation * noiseOfRows[r];
    b[r] = t[r] - matinee_row_sum(&expected) - x[r] * center;
    for (long s = 0; s <= r; ++s) system[s * width + r] = x[s] * variance * x[r];
    system[r * width + r] += floor;
  }
  if (equations == 8) matinee_few_products(scaled, count, stride, width, system);
  else matinee_many_products(tile, scaled, count, stride, width, columns, system);
  matinee_factor(tile, system, count, width, inverse, a, b);
  matinee_substitute(system, count, width, inverse, a, b, x1, x2);
  float sum = 0, squares = 0, change = 0, expectedChange = 0;
  for (long r = 0; r < count; ++r) {
    const float left = deviation * noiseOfRows[r] + x1[r] * floor;
    sum = sum + left;
    squares = squares + left * left;
    change = change + x1[r] * x[r];
    expectedChange = expectedChange + x2[r] * x[r];
  }
  for (long c = 0; c < stride; c += 16) {
    matinee_row moved = *(matinee_row *)(starts + c), expected = *(matinee_row *)(centers + c);
    for (long r = 0; r < count; ++r) {
      const matinee_row h = *(matinee_row *)(scaled + r * stride + c);
      const matinee_row term = x1[r] * h, expectedTerm = x2[r] * h;
      moved = moved + term;
      expected = expected + expectedTerm;
    }
    *(matinee_row *)(drawn + c) = moved * *(matinee_row *)(roots + c);
    *(matinee_row *)(mean + c) = expected * *(matinee_row *)(roots + c);
  }
  drawn[stride] = start + variance * change;
  mean[stride] = center + variance * expectedChange;
  residuals[0] = squares;
  residuals[1] = sum;
}

/// Draws v and then w (at `stride`) into `drawn`, and writes Σ e² and Σ e of the rows to `residuals`; `mean` gets the mean.
///
/// As `matinee_draw_conditional`, but from the `count` rows themselves, with a number of `noiseOfRows` for each; all precisions
/// of `priors` are above 0. `scratch` takes (2 n + 3) `stride` + n (n + 5) numbers, n the count filled up to a multiple of 16.
MATINEE_FOR_ALL_WIDTHS(
    matinee_draw_few_rows,
    (int lanes, const float *rows, const float *t, const float *x, long count, float precision, const float *priors,
     const float *noise, const float *noiseOfRows, long factors, long stride, float *scratch, float *drawn, float *mean,
     double *residuals),
    rows, t, x, count, precision, priors, noise, noiseOfRows, factors, stride, scratch, drawn, mean, residuals)

#endif
