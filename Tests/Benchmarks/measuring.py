"""Running whole processes: wall time and peak memory, and the medians of several rounds."""
import json
import os
import pty
import re
import statistics
import subprocess
import sys
import threading
import time

# [3/12] dedupe reviews: what `matinee run` shows on a terminal when a step begins.
STEP = re.compile(rb"\[(\d+)/\d+\] ([\w-]+(?: [^\x1b\r\n\xe2]*)?)")


class Anonymous(threading.Thread):
    """Watches how much memory of a process is not pages of mapped files, which the system may drop at any time."""

    def __init__(self, process):
        super().__init__(daemon=True)
        self.process, self.most, self.ended = process, 0, threading.Event()

    def run(self):
        while not self.ended.wait(0.02):
            try:
                with open(f"/proc/{self.process}/status") as file:
                    for line in file:
                        if line.startswith("RssAnon"):
                            self.most = max(self.most, int(line.split()[1]) * 1024)
            except OSError:
                return


def run(command, environment=None, on_terminal=False):
    """Seconds, peak bytes (ru_maxrss), peak anonymous bytes and standard output of one process that succeeds.

    `on_terminal` gives it a terminal for its standard error, and `times` then holds what came there: (seconds, bytes).
    """
    times = []
    if on_terminal:
        ours, its = pty.openpty()
    else:
        ours, its = None, subprocess.DEVNULL
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in command], stdout=subprocess.PIPE, stderr=its, env=os.environ | (environment or {}))
    watch = Anonymous(process.pid)
    watch.start()
    if on_terminal:
        os.close(its)
        reader = threading.Thread(target=_read, args=(ours, started, times), daemon=True)
        reader.start()
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    watch.ended.set()
    if on_terminal:
        reader.join(2)
        os.close(ours)
    if process.returncode != 0:
        said = b"".join(text for _, text in times).decode(errors="replace")
        sys.exit(f"{' '.join(map(str, command))}: exit code {process.returncode}\n{said}")
    return {"seconds": seconds, "peak": usage.ru_maxrss * 1024, "anonymous": watch.most, "output": output, "times": times}


def _read(terminal, started, times):
    while True:
        try:
            text = os.read(terminal, 65536)
        except OSError:
            return
        if not text:
            return
        times.append((time.perf_counter() - started, text))


def step_seconds(times):
    """Seconds of each step by its words, from what a terminal was told: a step lasts until something else is shown for the next."""
    begun = []
    for moment, text in times:
        for number, words in STEP.findall(text):
            if not begun or begun[-1][0] != int(number):
                begun.append((int(number), words.decode().strip(), moment))
    last = times[-1][0] if times else 0
    ends = [moment for _, _, moment in begun[1:]] + [last]
    return [(words, end - moment) for (_, words, moment), end in zip(begun, ends)]


def told(output):
    """What a peer's script told on its last line."""
    return json.loads(output.decode().strip().splitlines()[-1])


def median(values):
    return statistics.median(values)


def spread(values):
    """The least and the greatest, as a part of the median."""
    middle = statistics.median(values)
    return (max(values) - min(values)) / middle if middle else 0
