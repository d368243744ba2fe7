#include <stddef.h>
#include <stdint.h>

/// libFuzzer's loop, as it is called by a program with a main of its own.
int LLVMFuzzerRunDriver(int *count, char ***arguments, int (*callback)(const uint8_t *data, size_t size));

/// A mutation of libFuzzer's own; gives the new size.
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t room);
