#ifndef MATINEE_NORMALS_H
#define MATINEE_NORMALS_H

#include <stdint.h>

typedef float matinee_normal_row __attribute__((vector_size(64), aligned(4)));
typedef int32_t matinee_normal_bits __attribute__((vector_size(64), aligned(4)));
typedef uint32_t matinee_normal_words __attribute__((vector_size(64), aligned(4)));

/// Random words of 32 bits: lane numbers beside a key of 64 bits, mixed twice (Murmur's finaliser, Appleby 2011).
static inline __attribute__((always_inline)) void matinee_words(
    uint64_t key, uint32_t first, matinee_normal_words *words) {
  matinee_normal_words word = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  word = (word + first) * 0x9E3779B9u + (uint32_t)key;
  for (int round = 0; round < 2; ++round) {
    word ^= word >> 16;
    word *= 0x85EBCA6Bu;
    word ^= word >> 13;
    word *= 0xC2B2AE35u;
    word ^= word >> 16;
    word ^= (uint32_t)(key >> 32);
  }
  *words = word;
}

// 32 normal numbers of a pass: the radius by the logarithm of one word, the angle by another (Box & Muller 1958). Polynomials of
// degree 8 for ln (1 + f), 11 and 10 for sine and cosine of a half turn: absolute errors below 1e-6.
#define MATINEE_NORMALS(NAME, TARGET)                                                                \
  TARGET static inline void matinee_normals_##NAME(uint64_t key, long count, float *out) {           \
    _Pragma("clang fp contract(off)") for (long first = 0; first < count; first += 32) {             \
      matinee_normal_words a, b;                                                                     \
      matinee_words(key, (uint32_t)first, &a);                                                       \
      matinee_words(key, (uint32_t)first + 16, &b);                                                  \
      const matinee_normal_row u =                                                                   \
          (__builtin_convertvector((matinee_normal_bits)(a >> 8), matinee_normal_row) + 0.5f) *      \
          0x1p-24f;                                                                                  \
      const matinee_normal_bits bits = (matinee_normal_bits)u;                                       \
      const matinee_normal_bits moved = bits - 0x3F3504F3;                                           \
      const matinee_normal_row e = __builtin_convertvector(moved >> 23, matinee_normal_row);         \
      const matinee_normal_row f =                                                                   \
          (matinee_normal_row)((moved & 0x007FFFFF) + 0x3F3504F3) - 1.0f;                            \
      const matinee_normal_row s = f / (2.0f + f), z = s * s;                                        \
      matinee_normal_row p = z * (2.0f / 9) + 2.0f / 7;                                              \
      p = p * z + 2.0f / 5;                                                                          \
      p = p * z + 2.0f / 3;                                                                          \
      p = p * z + 2.0f;                                                                              \
      const matinee_normal_row logarithm = e * 0.69314718056f + p * s;                               \
      matinee_normal_row radius = -2.0f * logarithm;                                                 \
      radius = (matinee_normal_row)((radius > 0.0f) & (matinee_normal_bits)radius);                  \
      radius = __builtin_elementwise_sqrt(radius);                                                   \
      const matinee_normal_row x =                                                                   \
          __builtin_convertvector((matinee_normal_bits)(b >> 8) - 0x800000, matinee_normal_row) *    \
          (3.14159265359f * 0x1p-24f);                                                               \
      const matinee_normal_row y = x * x;                                                            \
      matinee_normal_row sine = y * -2.5052108e-8f + 2.7557319e-6f;                                  \
      sine = sine * y - 1.9841270e-4f;                                                               \
      sine = sine * y + 8.3333333e-3f;                                                               \
      sine = sine * y - 0.16666667f;                                                                 \
      sine = (sine * y + 1.0f) * x;                                                                  \
      matinee_normal_row cosine = y * -2.7557319e-7f + 2.4801587e-5f;                                \
      cosine = cosine * y - 1.3888889e-3f;                                                           \
      cosine = cosine * y + 4.1666667e-2f;                                                           \
      cosine = cosine * y - 0.5f;                                                                    \
      cosine = cosine * y + 1.0f;                                                                    \
      const matinee_normal_bits sign = (matinee_normal_bits)(b << 31);                               \
      cosine = (matinee_normal_row)((matinee_normal_bits)cosine ^ sign);                             \
      *(matinee_normal_row *)(out + first) = radius * sine;                                          \
      *(matinee_normal_row *)(out + first + 16) = radius * cosine;                                   \
    }                                                                                                \
  }

MATINEE_NORMALS(plain, )
#if defined(__x86_64__)
MATINEE_NORMALS(avx2, __attribute__((target("avx2"))))
MATINEE_NORMALS(avx512, __attribute__((target("avx512f"))))
#endif

/// Fills `out` with numbers of the standard normal distribution, a function of `key` and place alone, in single precision (none
/// beyond 5.9). `out` takes `count` filled up to a multiple of 32.
static inline void matinee_fill_normals(int lanes, uint64_t key, long count, float *out) {
#if defined(__x86_64__)
  if (lanes == 16) {
    matinee_normals_avx512(key, count, out);
    return;
  }
  if (lanes == 8) {
    matinee_normals_avx2(key, count, out);
    return;
  }
#endif
  matinee_normals_plain(key, count, out);
}

#endif
