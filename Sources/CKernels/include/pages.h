#ifndef MATINEE_PAGES_H
#define MATINEE_PAGES_H

#include <stddef.h>
#if defined(__linux__)
#include <sys/mman.h>
#endif

/// Asks the system for large pages, 2 MB each, behind memory that has not been touched yet; a hint without any effect on results.
///
/// `address` and `bytes` are multiples of `matinee_large_page`. Rows of a matrix that are visited in random order then need one
/// entry of the address cache for 512 of those that small pages need.
enum { matinee_large_page = 2 << 20 };

static inline void matinee_advise_large_pages(void *address, size_t bytes) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  madvise(address, bytes, MADV_HUGEPAGE);
#else
  (void)address, (void)bytes;
#endif
}

#endif
