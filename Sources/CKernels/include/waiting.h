#ifndef MATINEE_WAITING_H
#define MATINEE_WAITING_H

#include <sched.h>

/// Passes a moment until another thread is done: a pause of the processor at first, then a turn for whoever else wants the core.
static inline void matinee_wait(long rounds) {
  if (rounds < 512) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
  } else {
    sched_yield();
  }
}

#endif
