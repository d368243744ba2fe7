#ifndef MATINEE_MOMENTS_H
#define MATINEE_MOMENTS_H

#include "products.h"

/// Moments of the rows of one feature, for Gibbs sampling and alternating least squares.
///
/// Row r of `count` says t = <v, h> + w x + noise, with h its `stride` factors: k, filled up with zeros to a multiple of 16.
/// Moments are sums h h' (`height` rows, k filled up to a multiple of 8, each from the block of 8 columns that its diagonal lies in, zeros
/// before), then sums h x, sums h t (`stride` each), then sums x x, x t, t t, t.

/// The rows of sums h h' for k factors.
static inline long matinee_moment_height(long factors) { return (factors + 7) & ~7L; }

MATINEE_INLINE void matinee_gather_rows_tiled(
    int tile, const float *latent, const float *linear, const uint32_t *partners, const float *targets, float bias,
    long count, long stride, float *rows, float *t, float *x) {
  _Pragma("clang fp contract(off)") for (long z = 0; z < count; ++z) {
    const float *source = latent + (long)partners[z] * stride;
    for (long c = 0; c < stride; c += 16) *(matinee_row *)(rows + z * stride + c) = *(const matinee_row *)(source + c);
    t[z] = targets[z] - bias - linear[partners[z]];
    x[z] = 1;
  }
}

/// Lays out rows whose h is the vector of one partner each, and whose t is what `bias` and the partner's weight leave of `targets`.
MATINEE_FOR_ALL_WIDTHS(
    matinee_gather_rows,
    (int lanes, const float *latent, const float *linear, const uint32_t *partners, const float *targets, float bias,
     long count, long stride, float *rows, float *t, float *x),
    latent, linear, partners, targets, bias, count, stride, rows, t, x)

MATINEE_INLINE void matinee_add_moments_tiled(
    int tile, const float *rows, const float *t, const float *x, long count, long factors, long stride,
    float *moments) {
  _Pragma("clang fp contract(off)") const long height = matinee_moment_height(factors);
  matinee_upper_products(tile, rows, count, height, stride, moments);
  float *byX = moments + height * stride, *byT = byX + stride, *scalars = byT + stride;
  for (long c = 0; c < height; c += 16) {
    matinee_row sumX = {0}, sumT = {0};
    for (long z = 0; z < count; ++z) {
      const matinee_row columns = *(const matinee_row *)(rows + z * stride + c);
      const matinee_row termX = x[z] * columns, termT = t[z] * columns;
      sumX = sumX + termX;
      sumT = sumT + termT;
    }
    *(matinee_row *)(byX + c) = *(matinee_row *)(byX + c) + sumX;
    *(matinee_row *)(byT + c) = *(matinee_row *)(byT + c) + sumT;
  }
  float xx = 0, xt = 0, tt = 0, one = 0;
  for (long z = 0; z < count; ++z) {
    xx = xx + x[z] * x[z];
    xt = xt + x[z] * t[z];
    tt = tt + t[z] * t[z];
    one = one + t[z];
  }
  scalars[0] += xx, scalars[1] += xt, scalars[2] += tt, scalars[3] += one;
}

/// Adds the moments of `count` rows to `moments`.
MATINEE_FOR_ALL_WIDTHS(
    matinee_add_moments,
    (int lanes, const float *rows, const float *t, const float *x, long count, long factors, long stride, float *moments),
    rows, t, x, count, factors, stride, moments)

MATINEE_INLINE void matinee_residual_sums_tiled(
    int tile, const float *moments, const float *drawn, long factors, long stride, double *squares) {
  _Pragma("clang fp contract(off)") matinee_half once = {0};
  matinee_row twice = {0}, byX = {0}, byT = {0};
  for (long i = 0; i < factors; ++i) {
    const float *line = moments + i * stride;
    const long diagonal = i & ~7L;
    matinee_row sums = {0};
    for (long c = i & ~15L; c < stride; c += 16) {
      const matinee_row term = *(const matinee_row *)(line + c) * *(const matinee_row *)(drawn + c);
      sums = sums + term;
    }
    const matinee_half own = *(const matinee_half *)(line + diagonal) * *(const matinee_half *)(drawn + diagonal);
    const matinee_half scaledOwn = drawn[i] * own;
    const matinee_row scaledSums = drawn[i] * sums;
    once = once + scaledOwn;
    twice = twice + scaledSums;
  }
  const float *sumX = moments + matinee_moment_height(factors) * stride, *sumT = sumX + stride, *scalars = sumT + stride;
  for (long c = 0; c < stride; c += 16) {
    const matinee_row v = *(const matinee_row *)(drawn + c);
    const matinee_row termX = v * *(const matinee_row *)(sumX + c);
    const matinee_row termT = v * *(const matinee_row *)(sumT + c);
    byX = byX + termX;
    byT = byT + termT;
  }
  const double w = drawn[stride], vx = matinee_row_sum(&byX), vt = matinee_row_sum(&byT);
  // The blocks on the diagonal have both triangles, so they count once.
  const double vv = 2 * (double)matinee_row_sum(&twice) - (double)matinee_half_sum(&once);
  squares[0] = vv + 2 * w * vx + w * w * scalars[0] - 2 * (vt + w * scalars[1]) + scalars[2];
  squares[1] = scalars[3] - vx - w * scalars[0];
}

/// Σ e² into `squares[0]`, and Σ e x (where all x are 0 or 1, of rows with x = 1) into `squares[1]`, of the rows of `moments` at `drawn`.
MATINEE_FOR_ALL_WIDTHS(
    matinee_residual_sums,
    (int lanes, const float *moments, const float *drawn, long factors, long stride, double *squares),
    moments, drawn, factors, stride, squares)

#endif
