#!/usr/bin/env python3
"""Asks commands to end with SIGTERM, SIGINT and SIGHUP at random moments, while they read, compute, render and write what is large.

Each ends within a second or two, with 128 and the signal as its exit code (or as it would have, if all was done), in words and not in
faults; nothing half-written and nothing hidden is left, without another run to clear it away; outputs are those of a run, whole.
"""

import gzip
import os
import pathlib
import random
import signal
import subprocess
import time

from faults import Work, arguments, digests, leftovers, told_apart

# Seconds that a process may take to end: what it waits for a step, and what a loaded machine adds.
PATIENCE = 2.5

LAB = """---
title: Something large
---

```{lab}
#| present: true
#| label: tbl-reviews
load "../big.csv.gz" as reviews
describe reviews
```

```{lab}
dedupe reviews by: [user, item]
sort reviews by: [title, stars]
derive reviews word: concat(lower(title), "!")
select reviews columns: [review, item] as places
rename places place: item
join reviews places on: review as twice
group twice by: item n: count() mean: mean(stars) as items
save twice to: "twice.csv.gz"
index reviews user_n: user item_n: item
split reviews fraction: 0.2 as test, train
```

```{lab}
train fm on: train target: stars features: [user_n, item_n] factors: 16 epochs: 30 as model
knn model k: 50 as near
save model to: "reviews.model"
embed train sequence: title by: user as titles
tsne titles top: 800 as map
```

```{lab}
#| label: fig-map
#| fig-cap: A map
#| fig-alt: A map
#| present: true
plot scatter map x: x y: y
plot scatter reviews x: stars y: stars by: stars
show reviews limit: 1000
```
"""


def data(path, rows):
    """A file of reviews: a person and a thing, some words, stars."""
    draw = random.Random(7)
    words = [f"w{draw.randrange(10**6):06}" for _ in range(3000)]
    with gzip.open(path, "wt", compresslevel=6) as file:
        file.write("review,user,item,title,stars\n")
        for row in range(rows):
            item = int(2000 * draw.random() ** 3)
            title = f"{words[item]} {words[item // 2]} {words[item // 3]}"
            file.write(f"R{row},U{draw.randrange(rows // 20)},I{item},{title},{draw.randrange(1, 6)}\n")


class Stops:
    def __init__(self, work, rows):
        self.work = work
        (work.path / "big").mkdir()
        (work.path / "big" / "01-large.md").write_text(LAB)
        (work.path / "tmp").mkdir()
        data(work.path / "big.csv.gz", rows)
        os.environ["TMPDIR"] = str(work.path / "tmp")
        allowed = ["--allow-files", ".", "--quiet"]
        self.commands = {
            "check": ["check", "big", "--allow-files", "."],
            "run": ["run", "big", "--output-dir", "out/run", "--no-cache", *allowed],
            "run with a cache": ["run", "big", "--output-dir", "out/run", "--cache-dir", "cache", *allowed],
            "present": ["present", "big", "--output-dir", "out/run", "--cache-dir", "cache", *allowed],
            "student": ["student", "exercises", "--to", "learners", "--cache-dir", "cache", *allowed],
            "transform": ["transform", "big", "--model", "model", "--on", "test", "--to", "out/scores.jsonl", "--cache-dir", "cache",
                          *allowed],
            "sample": ["sample", "--rows", "600000", "out/sample.tsv.gz"],
            "explain": ["explain", "big", "--cache-dir", "cache", "--allow-files", "."],
        }
        if pathlib.Path(work.matinee).with_name("matinee-server").exists():
            self.commands["preview"] = [
                "preview", "big", "--cache-dir", "cache", "--allow-files", ".", "--port", str(20000 + os.getpid() % 20000)]
        (work.path / "exercises").mkdir()
        exercise = "```{lab}\n#| exercise: exr-head\nhead reviews rows: {5}\n```\n"
        (work.path / "exercises" / "01-large.md").write_text(LAB + "\n" + exercise)
        self.longest = 0.0

    def stop(self, name):
        work, words = self.work, self.commands[name]
        if work.random.random() < 0.3:
            work.remove("cache")
        before = self.seen()
        number = work.random.choice([signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
        process = work.start(*words)
        # Long ones are stopped at all of their stages, and early as often as late.
        time.sleep(work.random.choice([0.3, 3, 12]) * work.random.random())
        if process.poll() is not None:
            work.count("ended before the signal")
        began = time.monotonic()
        process.send_signal(number)
        try:
            _, errors = process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            _, errors = process.communicate()
            work.finding(f"{name}: {number.name} does not end it")
        seconds = time.monotonic() - began
        self.longest = max(self.longest, seconds)
        work.count("stops")
        work.count(name)
        if seconds > PATIENCE:
            work.finding(f"{name}: {number.name} took {seconds:.1f} s")
        # A signal may come before anybody listens, or after all is done.
        if process.returncode not in (128 + number, -number, 0):
            work.finding(f"{name}: {number.name} ended it with {process.returncode}: {errors[-400:]}")
        if "error" in errors and process.returncode == 128 + number:
            work.finding(f"{name}: {number.name} is told as a fault: {errors[-400:]}")
        self.judge(name, before, process.returncode)

    def seen(self):
        """Files that commands write, by their bytes, but for what goes on another time."""
        folders = {name: digests(self.work.path / name) for name in ("out", "learners")}
        return {f"{folder}/{path}": digest for folder, files in folders.items() for path, digest in files.items()
                if ".partial" not in path}

    def judge(self, name, before, status):
        work = self.work
        left = [path for path in leftovers(work.path) if not path.startswith("cache/") and ".partial" not in path]
        left += [path for path in leftovers(work.path / "cache")]
        if left:
            work.finding(f"{name}: leaves {left}")
            for path in left:
                work.remove(path)
        if there := sorted(os.listdir(work.path / "tmp")):
            work.finding(f"{name}: leaves {there} among the temporary files")
            for path in there:
                work.remove(f"tmp/{path}")
        after = self.seen()
        if status == 0 or name == "preview" or after == before:
            return
        # Stopped when it had just put its files into their place: then all of them are there.
        whole = {"before": before}
        if "index.html" in str(after) and "results.json" in str(after):
            return
        if name in ("student", "sample", "transform") and len(after) > len(before):
            return
        work.finding(f"{name}: {told_apart(after, whole)[1]}")


def main():
    parser = arguments(__doc__, count=60)
    parser.add_argument("--rows", type=int, default=200_000, help="of the file that is read")
    parser.add_argument("--only", help="one command")
    options = parser.parse_args()
    work = Work(options)
    stops = Stops(work, options.rows)
    names = [name for name in stops.commands if options.only in (None, name)]
    for number in work.rounds(options.count):
        stops.stop(names[number % len(names)])
    print(f"the longest took {stops.longest:.2f} s")
    work.end("stop_commands")


if __name__ == "__main__":
    main()
