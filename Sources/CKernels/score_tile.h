// The two functions of one width of registers; included once for each width, with LANES, BLOCK_QUERIES, BLOCK_VECTORS, TARGET and
// TILE_NAME defined, which it undefines.

#define VECTOR TILE_NAME(vector)
typedef float VECTOR __attribute__((ext_vector_type(LANES), aligned(4)));

/// One bit a lane in which `score` is at least `threshold`.
TARGET static inline uint32_t TILE_NAME(mask)(VECTOR score, float threshold) {
  typedef _Bool lanes __attribute__((ext_vector_type(LANES)));
  const lanes enters = __builtin_convertvector(score >= threshold, lanes);
#if LANES == 16
  return __builtin_bit_cast(uint16_t, enters);
#else
  return __builtin_bit_cast(uint8_t, enters) & ((1u << LANES) - 1);
#endif
}

#define SCORE_TILE(NAME, TERM, RESULT)                                                                         \
  TARGET static int TILE_NAME(NAME)(                                                                           \
      const float *group, const float *panel, long dimensions, const float *thresholds, uint32_t *masks,       \
      float *scores) {                                                                                         \
    uint32_t any = 0;                                                                                          \
    for (int q0 = 0; q0 < matinee_group_queries; q0 += BLOCK_QUERIES) {                                        \
      for (int q = 0; q < BLOCK_QUERIES; ++q) masks[q0 + q] = 0;                                               \
      for (int i0 = 0; i0 < matinee_panel_items; i0 += BLOCK_VECTORS * LANES) {                                \
        VECTOR sums[BLOCK_QUERIES][BLOCK_VECTORS];                                                             \
        _Pragma("clang loop unroll(full)") for (int q = 0; q < BLOCK_QUERIES; ++q)                             \
          _Pragma("clang loop unroll(full)") for (int v = 0; v < BLOCK_VECTORS; ++v) sums[q][v] = (VECTOR)(0.0f); \
        for (long d = 0; d < dimensions; ++d) {                                                                \
          const float *items = panel + matinee_panel_items * d + i0;                                           \
          const float *queries = group + matinee_group_queries * d + q0;                                       \
          VECTOR item[BLOCK_VECTORS];                                                                          \
          _Pragma("clang loop unroll(full)") for (int v = 0; v < BLOCK_VECTORS; ++v)                           \
            item[v] = *(const VECTOR *)(items + LANES * v);                                                    \
          _Pragma("clang loop unroll(full)") for (int q = 0; q < BLOCK_QUERIES; ++q) {                         \
            const VECTOR query = (VECTOR)(queries[q]);                                                     \
            _Pragma("clang loop unroll(full)") for (int v = 0; v < BLOCK_VECTORS; ++v) { TERM }                \
          }                                                                                                    \
        }                                                                                                      \
        _Pragma("clang loop unroll(full)") for (int q = 0; q < BLOCK_QUERIES; ++q) {                           \
          uint32_t mask = 0;                                                                                   \
          _Pragma("clang loop unroll(full)") for (int v = 0; v < BLOCK_VECTORS; ++v) {                         \
            sums[q][v] = RESULT;                                                                               \
            mask |= TILE_NAME(mask)(sums[q][v], thresholds[q0 + q]) << (i0 + LANES * v);                       \
          }                                                                                                    \
          masks[q0 + q] |= mask;                                                                               \
          any |= mask;                                                                                         \
          if (mask) {                                                                                          \
            _Pragma("clang loop unroll(full)") for (int v = 0; v < BLOCK_VECTORS; ++v)                         \
              *(VECTOR *)(scores + matinee_panel_items * (q0 + q) + i0 + LANES * v) = sums[q][v];              \
          }                                                                                                    \
        }                                                                                                      \
      }                                                                                                        \
    }                                                                                                          \
    return any != 0;                                                                                           \
  }

SCORE_TILE(products, sums[q][v] = __builtin_elementwise_fma(query, item[v], sums[q][v]);, sums[q][v] + 0.0f)
SCORE_TILE(
    distances, const VECTOR gap = query - item[v]; sums[q][v] = __builtin_elementwise_fma(gap, gap, sums[q][v]);
    , 0.0f - sums[q][v])

#undef SCORE_TILE
#undef VECTOR
#undef LANES
#undef BLOCK_QUERIES
#undef BLOCK_VECTORS
#undef TARGET
#undef TILE_NAME
