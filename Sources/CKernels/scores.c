#include "prefetch.h"
#include "scores.h"

// One tile is cut into blocks of BLOCK_QUERIES × BLOCK_VECTORS registers of sums, as many as the processor holds.

#if defined(__x86_64__)
#define LANES 16
#define BLOCK_QUERIES 12
#define BLOCK_VECTORS 2
#define TARGET __attribute__((target("avx512f,fma")))
#define TILE_NAME(metric) matinee_##metric##_avx512
#include "score_tile.h"

#define LANES 8
#define BLOCK_QUERIES 6
#define BLOCK_VECTORS 2
#define TARGET __attribute__((target("avx2,fma")))
#define TILE_NAME(metric) matinee_##metric##_avx2
#include "score_tile.h"
#endif

#define LANES 4
#define BLOCK_QUERIES 4
#define BLOCK_VECTORS 2
#define TARGET
#define TILE_NAME(metric) matinee_##metric##_portable
#include "score_tile.h"

int matinee_register_lanes(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f")) return 16;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return 8;
#endif
  return 4;
}

int matinee_score_tile(
    int lanes, int distance, const float *group, const float *panel, long dimensions, const float *thresholds,
    uint32_t *masks, float *scores) {
#if defined(__x86_64__)
  if (lanes == 16)
    return distance ? matinee_distances_avx512(group, panel, dimensions, thresholds, masks, scores)
                    : matinee_products_avx512(group, panel, dimensions, thresholds, masks, scores);
  if (lanes == 8)
    return distance ? matinee_distances_avx2(group, panel, dimensions, thresholds, masks, scores)
                    : matinee_products_avx2(group, panel, dimensions, thresholds, masks, scores);
#endif
  return distance ? matinee_distances_portable(group, panel, dimensions, thresholds, masks, scores)
                  : matinee_products_portable(group, panel, dimensions, thresholds, masks, scores);
}
