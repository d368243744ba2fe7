#!/usr/bin/env python3
"""Changes bytes that matinee goes by: in its cache, in saved models, in checkpoints, in what a killed transform has left, and in
data files while they are read.

Whatever is changed, a run gives the bytes that a clean run gives, or stops with a diagnostic: it never gives anything else, never
ends by a signal, and never leaves a cache behind that makes a later run wrong.
"""

import argparse
import collections
import hashlib
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

NOTEBOOK = """---
title: Faults
params:
  data: ratings.csv
  epochs: 2
---

```{lab}
load params.data as ratings
filter ratings where: matches(genre, "^[a-z]+$") as kept
group kept by: genre mean: mean(stars) n: count() as genres
index kept user: user item: item
train fm on: kept target: stars features: [user, item] factors: 2 epochs: params.epochs as model
save model to: "kept.model"
save kept to: "kept.csv.gz"
```

There are `{lab} ratings.rows` ratings with a mean of `{lab} ratings.stars.mean | .4`.

```{lab}
load "kept.model" as again
predict again on: kept as scored
transform again on: kept to: "scores.jsonl"
sort scored by: [prediction, user, item]
show scored limit: 7
show genres
```
"""

EXERCISE = """---
title: To be filled in
---

```{lab}
load "ratings.csv" as ratings
filter ratings where: stars >= {3} as good
```

```{lab}
group good by: genre n: count() as genres
show genres
```

```{lab}
filter good where: item < {20} as few
show few limit: 5
```
"""


def ratings(rows, salt):
    lines = ["user,item,stars,genre\n"]
    for row in range(rows):
        user, item = row * 7919 % 61, row * 104729 % 43
        genre = ["drama", "comedy", "noir", "sci-fi"][(item + salt) % 4]
        lines.append(f"{user},{item},{1 + (user + item * 3 + salt) % 5},{genre}\n")
    return "".join(lines).encode()


def digests(folder):
    """What a reader sees of a folder: its files that are not hidden, by their SHA-256."""
    found = {}
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith("."):
                path = os.path.join(root, name)
                found[os.path.relpath(path, folder)] = hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()
    return found


def files(folder):
    return sorted(path for path in pathlib.Path(folder).rglob("*") if path.is_file() and not path.is_symlink())


class Faults:
    def __init__(self, options):
        self.matinee = str(pathlib.Path(options.matinee).resolve())
        self.random = random.Random(options.seed)
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="matinee-corrupt-"))
        self.findings = 0
        self.tally = collections.Counter()
        (self.work / "lab").mkdir()
        (self.work / "lab" / "01-faults.md").write_text(NOTEBOOK)
        self.versions = [ratings(6000, 0), ratings(5500, 1)]
        self.put(self.versions[0])

    def put(self, data):
        (self.work / "lab" / "ratings.csv").write_bytes(data)

    def finding(self, text):
        self.findings += 1
        print(f"FINDING: {text}", flush=True)

    def run(self, *words, folder="lab"):
        verb = words[0] if words and words[0] in ("student", "check") else "run"
        rest = words[1:] if verb != "run" else words
        return subprocess.run(
            [self.matinee, verb, folder, *rest], cwd=self.work, capture_output=True, text=True, errors="replace",
            timeout=300)

    def cached(self, *words, folder="lab"):
        return self.run("--output-dir", "out", "--cache-dir", "cache", "--quiet", *words, folder=folder)

    def clean(self, name, *words, folder="lab"):
        done = self.run("--output-dir", name, "--no-cache", "--quiet", *words, folder=folder)
        if done.returncode not in (0, 3):
            sys.exit(f"a clean run ended with {done.returncode}: {done.stderr[-600:]}")
        return digests(self.work / name)

    def remove(self, *names):
        for name in names:
            shutil.rmtree(self.work / name, ignore_errors=True)

    def judge(self, what, done, *allowed, mayFail=False):
        """Whether a run ended as it may, with outputs that are one of those allowed."""
        if done.returncode < 0 or done.returncode >= 128 or "internal-fault" in done.stderr:
            self.finding(f"{what}: ended with {done.returncode}: {done.stderr[-400:]}")
        elif done.returncode in (0, 3):
            found = digests(self.work / "out")
            # What somebody has changed in outputs is set aside, not thrown away; here we have.
            for path in [path for path in found if ".before" in path]:
                del found[path]
                (self.work / "out" / path).unlink()
            if found not in allowed:
                wrong = sorted(set(found.items()) ^ set(allowed[0].items()))[:6]
                self.finding(f"{what}: other outputs than a clean run's, with {done.returncode}: "
                             f"{[path for path, _ in wrong]} {done.stderr[-300:]}")
        elif not mayFail:
            self.finding(f"{what}: ended with {done.returncode}: {done.stderr[-400:]}")
        else:
            self.tally["stopped with a diagnostic"] += 1

    # Corruption

    def corrupt(self, path, others):
        """Changes a file, and says how."""
        data = bytearray(path.read_bytes())
        kind = self.random.choice(["flip", "flips", "cut", "longer", "zeros", "empty", "swap", "splice", "gone", "number"])
        place = self.random.randrange(len(data)) if data else 0
        if kind == "flip" and data:
            data[place] ^= 1 << self.random.randrange(8)
        elif kind == "flips":
            for _ in range(self.random.randrange(2, 40)):
                if data:
                    data[self.random.randrange(len(data))] ^= self.random.randrange(1, 256)
        elif kind == "cut":
            del data[place:]
        elif kind == "longer":
            data += self.random.randbytes(self.random.randrange(1, 200))
        elif kind == "zeros":
            end = min(len(data), place + self.random.randrange(1, 4096))
            data[place:end] = bytes(end - place)
        elif kind == "empty":
            data.clear()
        elif kind in ("swap", "splice") and others:
            other = self.random.choice(others)
            theirs = other.read_bytes()
            if kind == "swap":
                other.chmod(0o644)
                other.write_bytes(bytes(data))
                data = bytearray(theirs)
            else:
                cut = self.random.randrange(min(len(data), len(theirs)) + 1)
                data = bytearray(theirs[:cut]) + data[cut:]
        elif kind == "number" and len(data) >= 8:
            at = self.random.randrange(len(data) - 7)
            data[at:at + 8] = self.random.choice([2**63 - 1, 2**62, 2**32, 10**18, 0, 2**64 - 1]).to_bytes(8, "little")
        if kind == "gone":
            path.unlink()
        else:
            path.chmod(0o644)
            path.write_bytes(bytes(data))
        return kind

    def corruptions(self, count):
        """Files of the cache and of the outputs."""
        wanted = self.clean("clean")
        self.cached()
        for name in ("cache", "out"):
            self.remove(f"kept-{name}")
            shutil.copytree(self.work / name, self.work / f"kept-{name}")
        for index in range(count):
            if index % 25 == 0:
                self.remove("cache", "out")
                for name in ("cache", "out"):
                    shutil.copytree(self.work / f"kept-{name}", self.work / name)
            choice = self.random.random()
            pool = files(self.work / "cache")
            if choice < 0.12:
                pool = [self.work / "out" / name for name in ("kept.model", "kept.csv.gz", "scores.jsonl")]
            elif choice < 0.4:
                pool = [path for path in pool if "buffers" not in path.parts]
            told = []
            for _ in range(self.random.choice([1, 1, 1, 3, 12])):
                there = [path for path in pool if path.exists()]
                if there:
                    path = self.random.choice(there)
                    told.append(f"{self.corrupt(path, there)} of {path.relative_to(self.work)}")
            # Sometimes a step has to read what the cache holds.
            edited = self.random.random() < 0.5
            notebook = NOTEBOOK.replace("limit: 7", f"limit: {8 + index % 3}") if edited else NOTEBOOK
            (self.work / "lab" / "01-faults.md").write_text(notebook)
            allowed = self.clean("clean-edited") if edited else wanted
            what = "; ".join(told)
            self.judge(what, self.cached(), allowed)
            again = self.cached()
            self.judge(f"the run after {what}", again, allowed)
            if "damaged" in again.stderr:
                self.finding(f"told twice: {what}")
            self.tally["corruptions of cache and outputs"] += 1
        (self.work / "lab" / "01-faults.md").write_text(NOTEBOOK)

    # What changes while it is read

    def changing(self, rounds):
        """A data file that is written in place while a run reads it; one cache for all rounds."""
        self.remove("cache", "out")
        whole = []
        for version in self.versions:
            self.put(version)
            whole.append(self.clean("clean"))
        began = time.monotonic()
        self.run("--output-dir", "clean", "--no-cache", "--quiet")
        seconds = time.monotonic() - began
        for index in range(rounds):
            first = self.random.randrange(2)
            self.put(self.versions[first])
            self.remove("out")
            if self.random.random() < 0.6:
                self.remove("cache")
            process = subprocess.Popen(
                [self.matinee, "run", "lab", "--output-dir", "out", "--cache-dir", "cache", "--quiet"], cwd=self.work,
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace")
            last = first
            for _ in range(self.random.choice([1, 1, 2, 6])):
                time.sleep(self.random.uniform(0, seconds / 3))
                last = self.random.choice([first, 1 - first])
                data = self.versions[last]
                cut = self.random.randrange(len(data))
                with open(self.work / "lab" / "ratings.csv", "wb") as file:
                    file.write(data[:cut])
                    file.flush()
                    time.sleep(self.random.uniform(0, 0.02))
                    file.write(data[cut:])
            _, errors = process.communicate()
            done = subprocess.CompletedProcess([], process.returncode, "", errors)
            self.judge(f"round {index}, while the file changes", done, *whole, mayFail=True)
            if self.random.random() < 0.3:
                time.sleep(2.1)
            self.judge(f"round {index}, afterwards", self.cached(), whole[last])
            self.tally["rounds of a changing file"] += 1
        self.put(self.versions[0])

    def pairs(self, rounds):
        """Two runs that save and load a model of one name; one cache for all rounds."""
        self.remove("cache", "out")
        options = [["-P", "epochs:2"], ["-P", "epochs:4"]]
        whole = [self.clean("clean", *words) for words in options]
        for index in range(rounds):
            if self.random.random() < 0.5:
                self.remove("cache")
            started = []
            for words in options:
                started.append(subprocess.Popen(
                    [self.matinee, "run", "lab", "--output-dir", "out", "--cache-dir", "cache", "--quiet", *words],
                    cwd=self.work, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace"))
                time.sleep(self.random.uniform(0, 0.2))
            for process in started:
                _, errors = process.communicate()
                if process.returncode < 0 or "internal-fault" in errors:
                    self.finding(f"pair {index}: ended with {process.returncode}: {errors[-400:]}")
            for words, wanted in zip(options, whole):
                self.judge(f"after pair {index}, {words[1]}", self.cached(*words), wanted)
            self.tally["pairs of runs that save one model"] += 1

    # Checkpoints and partial files

    def checkpoints(self, count):
        source = self.work / "source"
        source.mkdir(exist_ok=True)
        (source / "01-fill.md").write_text(EXERCISE)
        (source / "ratings.csv").write_bytes(self.versions[0])
        made = self.run("student", "--to", "learner", "--quiet", folder="source")
        if made.returncode != 0:
            sys.exit(f"student ended with {made.returncode}: {made.stderr[-600:]}")
        stored = [path for path in files(self.work / "learner") if path.suffix not in (".md", ".csv", ".yml")]
        self.remove("out", "cache")
        wanted = self.clean("clean-learner", folder="learner")
        self.remove("kept-learner")
        shutil.copytree(self.work / "learner", self.work / "kept-learner")
        for _ in range(count):
            self.remove("learner", "out", "cache")
            shutil.copytree(self.work / "kept-learner", self.work / "learner")
            path = self.random.choice(stored)
            how = self.corrupt(path, [other for other in stored if other.exists()])
            self.judge(
                f"{how} of {path.relative_to(self.work)}", self.cached(folder="learner"), wanted, mayFail=True)
            self.tally["corruptions of checkpoints"] += 1

    def transforms(self, count):
        """Transforms that are killed, and whose remains are changed then."""
        self.remove("cache", "out")
        wanted = self.clean("clean")
        self.cached()
        data = self.work / "many.csv"
        data.write_bytes(ratings(400_000, 0))
        words = [self.matinee, "transform", "--model", "out/kept.model", "--data", "many.csv", "--to", "many.jsonl", "--quiet"]
        target, partial = self.work / "many.jsonl", self.work / ".many.jsonl.partial"
        began = time.monotonic()
        done = subprocess.run(words, cwd=self.work, capture_output=True, text=True, errors="replace")
        seconds = time.monotonic() - began
        if done.returncode != 0:
            sys.exit(f"transform ended with {done.returncode}: {done.stderr[-600:]}")
        whole = hashlib.sha256(target.read_bytes()).hexdigest()
        for _ in range(count):
            target.unlink(missing_ok=True)
            process = subprocess.Popen(words, cwd=self.work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(self.random.uniform(0, seconds))
            process.send_signal(signal.SIGKILL)
            process.wait()
            there = [path for path in (partial, pathlib.Path(f"{partial}.record")) if path.exists()]
            how = ""
            if there and self.random.random() < 0.7:
                path = self.random.choice(there)
                how = f"{self.corrupt(path, there)} of {path.name}"
            done = subprocess.run(words, cwd=self.work, capture_output=True, text=True, errors="replace")
            if done.returncode != 0 or hashlib.sha256(target.read_bytes()).hexdigest() != whole:
                self.finding(f"a transform after a kill, {how}: ended with {done.returncode}: {done.stderr[-300:]}")
            self.tally["killed transforms"] += 1
        target.unlink(missing_ok=True)
        data.unlink()
        self.judge("after the transforms", self.cached(), wanted)

    def previews(self, count):
        """Previews that are killed, on the cache that runs use."""
        if not pathlib.Path(self.matinee).with_name("matinee-server").exists():
            return
        wanted = self.clean("clean")
        for index in range(count):
            self.remove("out")
            if self.random.random() < 0.5:
                self.remove("cache")
            process = subprocess.Popen(
                [self.matinee, "preview", "lab", "--cache-dir", "cache", "--port", str(20000 + os.getpid() % 20000)],
                cwd=self.work, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
            time.sleep(self.random.uniform(0, 2))
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            self.judge(f"after killed preview {index}", self.cached(), wanted)
            self.tally["killed previews"] += 1

    def end(self, keep):
        if not keep:
            shutil.rmtree(self.work, ignore_errors=True)
        figures = ", ".join(f"{count} {what}" for what, count in self.tally.items())
        print(f"corrupt_files: {figures}; {self.findings} findings", flush=True)
        sys.exit(1 if self.findings else 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("matinee", help="the program")
    parser.add_argument("--count", type=int, default=1000, help="how many files are corrupted; the other parts follow it")
    parser.add_argument("--seed", type=int, default=1, help="of the random choices; times depend on the machine")
    parser.add_argument("--only", help="one part: corruptions, changing, pairs, checkpoints, transforms, previews")
    parser.add_argument("--keep", action="store_true", help="leave the work folder where it is")
    options = parser.parse_args()
    faults = Faults(options)
    tenth = max(1, options.count // 10)
    parts = {
        "corruptions": options.count, "changing": tenth, "pairs": max(1, options.count // 20),
        "checkpoints": max(1, options.count // 5), "transforms": max(1, options.count // 20),
        "previews": max(1, options.count // 20),
    }
    for name, count in parts.items():
        if options.only in (None, name):
            getattr(faults, name)(count)
    faults.end(options.keep)


if __name__ == "__main__":
    main()
