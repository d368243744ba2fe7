#ifndef MATINEE_PAIRS_H
#define MATINEE_PAIRS_H

#include <stdint.h>

/// The two loops over the factors of a training row with two one-hot features, for gradient descent.
///
/// C for the wider registers that Swift cannot use in a program built for any x86-64. No fused multiply-add, and lanes that do not
/// meet but in a fixed order: every width of register gives the same bits.

typedef float matinee_pair_lanes __attribute__((vector_size(32), aligned(4)));

typedef struct {
  float pq, pp, qq;
} matinee_pair_products;

/// The sum of 8 lanes by halving.
static inline __attribute__((always_inline)) float matinee_pair_sum(const matinee_pair_lanes *lanes) {
  _Pragma("clang fp contract(off)") float a[4];
  for (int i = 0; i < 4; ++i) a[i] = (*lanes)[i] + (*lanes)[i + 4];
  return (a[0] + a[2]) + (a[1] + a[3]);
}

#define MATINEE_PAIRS(NAME, TARGET)                                                                  \
  TARGET static inline matinee_pair_products matinee_products_of_pair_##NAME(                        \
      const float *p, const float *q, long width) {                                                  \
    _Pragma("clang fp contract(off)") matinee_pair_lanes pq = {0}, pp = {0}, qq = {0};               \
    for (long c = 0; c < width; c += 8) {                                                            \
      const matinee_pair_lanes a = *(const matinee_pair_lanes *)(p + c);                             \
      const matinee_pair_lanes b = *(const matinee_pair_lanes *)(q + c);                             \
      const matinee_pair_lanes ab = a * b, aa = a * a, bb = b * b;                                   \
      pq = pq + ab;                                                                                  \
      pp = pp + aa;                                                                                  \
      qq = qq + bb;                                                                                  \
    }                                                                                                \
    const matinee_pair_products products = {                                                         \
        matinee_pair_sum(&pq), matinee_pair_sum(&pp), matinee_pair_sum(&qq)};                        \
    return products;                                                                                 \
  }                                                                                                  \
                                                                                                     \
  TARGET static inline void matinee_step_of_pair_##NAME(                                             \
      float *p, float *q, long width, float keepP, float addP, float keepQ, float addQ) {            \
    _Pragma("clang fp contract(off)") for (long c = 0; c < width; c += 8) {                          \
      const matinee_pair_lanes a = *(const matinee_pair_lanes *)(p + c);                             \
      const matinee_pair_lanes b = *(const matinee_pair_lanes *)(q + c);                             \
      const matinee_pair_lanes keptA = a * keepP, keptB = b * keepQ, addedA = b * addP, addedB = a * addQ; \
      *(matinee_pair_lanes *)(p + c) = keptA - addedA;                                               \
      *(matinee_pair_lanes *)(q + c) = keptB - addedB;                                               \
    }                                                                                                \
  }

MATINEE_PAIRS(plain, )
#if defined(__x86_64__)
MATINEE_PAIRS(avx2, __attribute__((target("avx2"))))
#endif

/// ⟨p, q⟩, ⟨p, p⟩ and ⟨q, q⟩ of `width` numbers, a multiple of 8.
static inline matinee_pair_products matinee_products_of_pair(
    int lanes, const float *p, const float *q, long width) {
#if defined(__x86_64__)
  if (lanes >= 8) return matinee_products_of_pair_avx2(p, q, width);
#endif
  return matinee_products_of_pair_plain(p, q, width);
}

/// p ← keepP p − addP q and q ← keepQ q − addQ p, both from the old values.
static inline void matinee_step_of_pair(
    int lanes, float *p, float *q, long width, float keepP, float addP, float keepQ, float addQ) {
#if defined(__x86_64__)
  if (lanes >= 8) {
    matinee_step_of_pair_avx2(p, q, width, keepP, addP, keepQ, addQ);
    return;
  }
#endif
  matinee_step_of_pair_plain(p, q, width, keepP, addP, keepQ, addQ);
}

#endif
