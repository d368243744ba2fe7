"""The least that reading a compressed file can take: inflating its bytes, and counting the lines of the plain file."""
import pathlib
import shutil
import subprocess
import sys

from measuring import run

ISAL = r"""
#include <isa-l/igzip_lib.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int count, char **words) {
  enum { size = 1 << 20 };
  unsigned char *in = malloc(size), *out = malloc(size);
  struct inflate_state *state = malloc(sizeof *state);
  int file = open(words[1], O_RDONLY);
  unsigned long long bytes = 0;
  isal_inflate_init(state);
  state->crc_flag = ISAL_GZIP;
  while ((state->avail_in = read(file, in, size)) > 0) {
    state->next_in = in;
    do {
      state->next_out = out;
      state->avail_out = size;
      if (isal_inflate(state) != ISAL_DECOMP_OK) return 1;
      bytes += size - state->avail_out;
    } while (state->avail_out == 0);
  }
  printf("%llu\n", bytes);
  return count != 2 || state->block_state != ISAL_BLOCK_FINISH;
}
"""

ZLIB = """
import sys, zlib
inflater, bytes = zlib.decompressobj(31), 0
with open(sys.argv[1], "rb") as file:
    while part := file.read(1 << 20):
        bytes += len(inflater.decompress(part))
print(bytes)
"""


def floors(compressed, plain, folder):
    """Commands by name; what is not installed is not among them."""
    commands = {"zlib inflates": [sys.executable, "-c", ZLIB, compressed], "gzip -dc": ["gzip", "-dc", compressed]}
    source, program = folder / "inflate.c", folder / "inflate"
    source.write_text(ISAL)
    compiler = shutil.which("cc")
    if compiler and subprocess.run([compiler, "-O2", source, "-o", program, "-lisal"], capture_output=True).returncode == 0:
        commands["ISA-L inflates"] = [program, compressed]
    if plain:
        commands["wc -l, plain file"] = ["wc", "-l", plain]
    return commands


def measure(command):
    # gzip writes the bytes; they go where nobody keeps them.
    if pathlib.Path(str(command[0])).name == "gzip":
        command = ["sh", "-c", 'gzip -dc "$0" > /dev/null', command[-1]]
    return run(command)
