#ifndef MATINEE_PREFETCH_H
#define MATINEE_PREFETCH_H

/// Asks the processor to bring the cache line of `address` near for writing; a hint without any effect on results.
static inline void matinee_prefetch_for_writing(const void *address) { __builtin_prefetch(address, 1, 3); }

#endif
