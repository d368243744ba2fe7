#ifndef MATINEE_PAIRS_H
#define MATINEE_PAIRS_H

#include "lanes.h"

/// A step of gradient descent with AdaGrad over a training row with two one-hot features, in two halves: what the loss needs to know,
/// and what follows from its slope.
///
/// A feature's parameters are v, `width` numbers (a multiple of 8), then w, G of w, G of v, a place for others, and the penalties of
/// w and v.

typedef struct {
  float score, pq, pp, qq;
} matinee_pair_products;

typedef struct {
  float value, gradients;
} matinee_pair_bias;

MATINEE_INLINE void matinee_products_of_pair_tiled(
    int tile, const float *p, const float *q, long width, float bias, matinee_pair_products *products) {
  _Pragma("clang fp contract(off)") matinee_half pq = {0}, pp = {0}, qq = {0};
  for (long c = 0; c < width; c += 8) {
    const matinee_half a = *(const matinee_half *)(p + c), b = *(const matinee_half *)(q + c);
    const matinee_half ab = a * b, aa = a * a, bb = b * b;
    pq = pq + ab;
    pp = pp + aa;
    qq = qq + bb;
  }
  const float product = matinee_half_sum(&pq);
  *products = (matinee_pair_products){
      bias + p[width] + q[width] + product, product, matinee_half_sum(&pp), matinee_half_sum(&qq)};
}

/// The score of the row, ⟨p, q⟩, ⟨p, p⟩ and ⟨q, q⟩.
MATINEE_FOR_ALL_WIDTHS(
    matinee_products_of_pair,
    (int lanes, const float *p, const float *q, long width, float bias, matinee_pair_products *products),
    p, q, width, bias, products)

MATINEE_INLINE void matinee_step_of_pair_tiled(
    int tile, float *p, float *q, long width, const matinee_pair_products *products, float slope, float rate,
    float biasPenalty, float share, matinee_pair_bias *bias) {
  _Pragma("clang fp contract(off)") float *ofP = p + width, *ofQ = q + width;
  const float penaltyP = ofP[5], penaltyQ = ofQ[5];
  const float biasGradient = slope + biasPenalty * bias->value;
  const float gradientP = slope + ofP[4] * ofP[0], gradientQ = slope + ofQ[4] * ofQ[0];
  // |e q + λ p|² from the three products, so that the step's length is known before the vectors are read again.
  const float cross = 2 * slope * products->pq;
  const float squareP = slope * slope * products->qq + penaltyP * (cross + penaltyP * products->pp);
  const float squareQ = slope * slope * products->pp + penaltyQ * (cross + penaltyQ * products->qq);
  bias->gradients += biasGradient * biasGradient;
  ofP[1] += gradientP * gradientP;
  ofQ[1] += gradientQ * gradientQ;
  ofP[2] += (squareP > 0 ? squareP : 0) * share;
  ofQ[2] += (squareQ > 0 ? squareQ : 0) * share;
  // Five roots and five quotients at once.
  const matinee_half sums = {bias->gradients, ofP[1], ofQ[1], ofP[2], ofQ[2]};
  const matinee_half numerators = {rate * biasGradient, rate * gradientP, rate * gradientQ, rate, rate};
  const matinee_half steps = numerators / __builtin_elementwise_sqrt(1.0f + sums);
  bias->value -= steps[0];
  ofP[0] -= steps[1];
  ofQ[0] -= steps[2];
  const float keepP = 1 - steps[3] * penaltyP, addP = steps[3] * slope;
  const float keepQ = 1 - steps[4] * penaltyQ, addQ = steps[4] * slope;
  for (long c = 0; c < width; c += 8) {
    const matinee_half a = *(const matinee_half *)(p + c), b = *(const matinee_half *)(q + c);
    const matinee_half keptA = a * keepP, keptB = b * keepQ, addedA = b * addP, addedB = a * addQ;
    *(matinee_half *)(p + c) = keptA - addedA;
    *(matinee_half *)(q + c) = keptB - addedB;
  }
}

/// Moves w0 (with its G in `bias`), both w and both v against the gradients that follow from ∂loss/∂score = `slope`, each by
/// rate / √(1 + G); `share` is 1 / k.
MATINEE_FOR_ALL_WIDTHS(
    matinee_step_of_pair,
    (int lanes, float *p, float *q, long width, const matinee_pair_products *products, float slope, float rate,
     float biasPenalty, float share, matinee_pair_bias *bias),
    p, q, width, products, slope, rate, biasPenalty, share, bias)

#endif
