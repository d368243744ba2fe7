#ifndef MATINEE_CONDITIONALS_H
#define MATINEE_CONDITIONALS_H

#include "cholesky.h"
#include "moments.h"

/// Draws from the conditional normal distribution of the parameters of one feature, its k factors v and its weight w together.

MATINEE_INLINE void matinee_draw_conditional_tiled(
    int tile, const float *moments, float precision, const float *priors, const float *noise, long factors, long stride,
    float *scratch, float *drawn, float *mean) {
  _Pragma("clang fp contract(off)") const long height = matinee_moment_height(factors);
  const float *lambda = priors, *pull = priors + stride + 16;
  float *system = scratch, *byX = system + height * stride, *byT = byX + stride, *inverse = byT + stride;
  for (long i = 0; i < height; ++i) {
    for (long c = i & ~15L; c < stride; c += 16)
      *(matinee_row *)(system + i * stride + c) = precision * *(const matinee_row *)(moments + i * stride + c);
    system[i * stride + i] += lambda[i];
  }
  const float *sumX = moments + height * stride, *sumT = sumX + stride, *scalars = sumT + stride;
  for (long c = 0; c < stride; c += 16) {
    const matinee_row scaledT = precision * *(const matinee_row *)(sumT + c);
    *(matinee_row *)(byX + c) = precision * *(const matinee_row *)(sumX + c);
    *(matinee_row *)(byT + c) = scaledT + *(const matinee_row *)(pull + c);
  }
  float ww = precision * scalars[0] + lambda[stride], wt = precision * scalars[1] + pull[stride];
  matinee_factor(tile, system, factors, stride, inverse, byX, byT);
  for (long i = 0; i < factors; ++i) {
    ww = ww - byX[i] * byX[i];
    wt = wt - byX[i] * byT[i];
  }
  const float scale = 1 / __builtin_sqrtf(ww > 1e-20f ? ww : 1e-20f);
  const float expected = wt * scale * scale, weight = (wt * scale + noise[stride]) * scale;
  for (long c = 0; c < stride; c += 16) {
    const matinee_row line = *(matinee_row *)(byX + c), known = *(matinee_row *)(byT + c);
    const matinee_row expectedPart = expected * line, part = weight * line;
    const matinee_row noisy = known + *(const matinee_row *)(noise + c);
    *(matinee_row *)(byT + c) = known - expectedPart;
    *(matinee_row *)(byX + c) = noisy - part;
  }
  matinee_substitute(system, factors, stride, inverse, byX, byT, drawn, mean);
  drawn[stride] = weight;
  mean[stride] = expected;
}

/// Draws v and then w (at `stride`) into `drawn`: the mean of the conditional distribution, plus U⁻¹ `noise` where U'U is its
/// precision, `precision` times the moments plus the diagonal of the prior. `mean` gets the mean alone.
///
/// `priors` are the prior's precisions (w's at `stride`, 1 for the zeros that fill v up) and, `stride` + 16 further, these times
/// its means. `scratch` takes (height + 3) * stride numbers. About k³ / 6 multiplications.
MATINEE_FOR_ALL_WIDTHS(
    matinee_draw_conditional,
    (int lanes, const float *moments, float precision, const float *priors, const float *noise, long factors,
     long stride, float *scratch, float *drawn, float *mean),
    moments, precision, priors, noise, factors, stride, scratch, drawn, mean)

#endif
