#ifndef MATINEE_TRANSPOSITION_H
#define MATINEE_TRANSPOSITION_H

#include "lanes.h"

// Lanes of both in turn, those of the lower and of the upper halves of 128 bits.
#define MATINEE_LOWER(A, B) __builtin_shufflevector(A, B, 0, 8, 1, 9, 4, 12, 5, 13)
#define MATINEE_UPPER(A, B) __builtin_shufflevector(A, B, 2, 10, 3, 11, 6, 14, 7, 15)
#define MATINEE_LOWER_PAIRS(A, B) __builtin_shufflevector(A, B, 0, 1, 8, 9, 4, 5, 12, 13)
#define MATINEE_UPPER_PAIRS(A, B) __builtin_shufflevector(A, B, 2, 3, 10, 11, 6, 7, 14, 15)
#define MATINEE_LOWER_FOURS(A, B) __builtin_shufflevector(A, B, 0, 1, 2, 3, 8, 9, 10, 11)
#define MATINEE_UPPER_FOURS(A, B) __builtin_shufflevector(A, B, 4, 5, 6, 7, 12, 13, 14, 15)

/// Makes columns of 8 rows.
MATINEE_INLINE void matinee_transpose(matinee_half *rows) {
  matinee_half a[8], b[8];
  _Pragma("clang loop unroll(full)") for (int i = 0; i < 8; i += 2) {
    a[i] = MATINEE_LOWER(rows[i], rows[i + 1]);
    a[i + 1] = MATINEE_UPPER(rows[i], rows[i + 1]);
  }
  _Pragma("clang loop unroll(full)") for (int i = 0; i < 8; i += 4) {
    b[i] = MATINEE_LOWER_PAIRS(a[i], a[i + 2]);
    b[i + 1] = MATINEE_UPPER_PAIRS(a[i], a[i + 2]);
    b[i + 2] = MATINEE_LOWER_PAIRS(a[i + 1], a[i + 3]);
    b[i + 3] = MATINEE_UPPER_PAIRS(a[i + 1], a[i + 3]);
  }
  _Pragma("clang loop unroll(full)") for (int i = 0; i < 4; ++i) {
    rows[i] = MATINEE_LOWER_FOURS(b[i], b[i + 4]);
    rows[i + 4] = MATINEE_UPPER_FOURS(b[i], b[i + 4]);
  }
}

#endif
