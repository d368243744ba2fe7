#ifndef MATINEE_SCORES_H
#define MATINEE_SCORES_H

#include <stdint.h>

/// Scores of groups of queries against panels of items.
///
/// C, because Swift cannot compile a function for wider registers than the whole program's. Measured on one core at 65 dimensions,
/// in 10^9 multiply-adds a second: 83 with AVX-512, 41 with AVX2 and FMA. An x86 processor without FMA gets the same bits from a
/// library call for each: 0.4.
///
/// A score is one chain of fused multiply-adds over the dimensions, from the first to the last, whatever the width of the
/// registers: the same bits on every processor.

enum {
  /// Queries of a group, interleaved: all their first elements, then their second ones, and so on.
  matinee_group_queries = 12,
  /// Items of a panel, interleaved likewise.
  matinee_panel_items = 32,
};

/// Lanes of this processor's registers with fused multiply-add: 16, 8, or 4 for everything else.
int matinee_register_lanes(void);

/// Scores a group against a panel with registers of `lanes` lanes: inner products, or negative squared Euclidean distances if
/// `distance`.
///
/// Bit i of masks[q] says whether the score of query q and item i is at least thresholds[q]; a row of `scores`, 12 × 32, is
/// written where the query's mask is not 0. Returns whether there is any such row.
int matinee_score_tile(
    int lanes, int distance, const float *group, const float *panel, long dimensions, const float *thresholds,
    uint32_t *masks, float *scores);

#endif
