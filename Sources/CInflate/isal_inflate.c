#include "isal_inflate.h"

#if defined(__has_include)
#if __has_include(<isa-l/igzip_lib.h>)
#define MATINEE_HAS_ISAL 1
#endif
#endif

#ifdef MATINEE_HAS_ISAL

#include <dlfcn.h>
#include <isa-l/igzip_lib.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>

struct matinee_isal {
  struct inflate_state state;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static void (*isal_init)(struct inflate_state *);
static void (*isal_reset)(struct inflate_state *);
static int (*isal_run)(struct inflate_state *);

static void find_library(void) {
  // The number is that of the binary interface whose header was compiled in.
  void *library = dlopen("libisal.so.2", RTLD_NOW | RTLD_LOCAL);
  if (!library) library = dlopen("libisal.2.dylib", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  isal_init = (void (*)(struct inflate_state *))dlsym(library, "isal_inflate_init");
  isal_reset = (void (*)(struct inflate_state *))dlsym(library, "isal_inflate_reset");
  isal_run = (int (*)(struct inflate_state *))dlsym(library, "isal_inflate");
}

matinee_isal *matinee_isal_create(void) {
  pthread_once(&once, find_library);
  if (!isal_init || !isal_reset || !isal_run) return NULL;
  matinee_isal *inflater = malloc(sizeof *inflater);
  if (!inflater) return NULL;
  isal_init(&inflater->state);
  inflater->state.crc_flag = ISAL_GZIP;
  return inflater;
}

void matinee_isal_destroy(matinee_isal *inflater) { free(inflater); }

void matinee_isal_reset(matinee_isal *inflater) {
  isal_reset(&inflater->state);
  inflater->state.crc_flag = ISAL_GZIP;
}

int matinee_isal_inflate(
    matinee_isal *inflater, const uint8_t **input, size_t *input_count, uint8_t **output, size_t *output_count) {
  struct inflate_state *state = &inflater->state;
  const size_t given = *input_count < INT_MAX ? *input_count : INT_MAX;
  const size_t room = *output_count < INT_MAX ? *output_count : INT_MAX;
  state->next_in = (uint8_t *)*input;
  state->avail_in = (uint32_t)given;
  state->next_out = *output;
  state->avail_out = (uint32_t)room;
  const int status = isal_run(state);
  const size_t used = given - state->avail_in;
  const size_t written = room - state->avail_out;
  *input += used;
  *input_count -= used;
  *output += written;
  *output_count -= written;
  switch (status) {
  case ISAL_INVALID_BLOCK:
  case ISAL_INVALID_SYMBOL:
  case ISAL_INVALID_LOOKBACK:
    return MATINEE_ISAL_BAD_DATA;
  case ISAL_INCORRECT_CHECKSUM:
    return MATINEE_ISAL_BAD_CHECKSUM;
  default:
    if (status < 0) return MATINEE_ISAL_BAD_HEADER;
  }
  if (state->block_state != ISAL_BLOCK_FINISH) return MATINEE_ISAL_PROGRESS;
  const size_t ahead = state->read_in_length > 0 ? (size_t)state->read_in_length / 8 : 0;
  *input -= ahead;
  *input_count += ahead;
  return MATINEE_ISAL_MEMBER_END;
}

#else

matinee_isal *matinee_isal_create(void) { return NULL; }
void matinee_isal_destroy(matinee_isal *inflater) { (void)inflater; }
void matinee_isal_reset(matinee_isal *inflater) { (void)inflater; }
int matinee_isal_inflate(
    matinee_isal *inflater, const uint8_t **input, size_t *input_count, uint8_t **output, size_t *output_count) {
  (void)inflater, (void)input, (void)input_count, (void)output, (void)output_count;
  return MATINEE_ISAL_BAD_DATA;
}

#endif
