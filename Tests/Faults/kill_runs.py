#!/usr/bin/env python3
"""Kills run, save to a place outside, transform, student, present and preview with SIGKILL at random moments.

After each kill the outputs are whole, of one run and not of two; the next run gives what a clean one gives, byte by byte, and
leaves nothing hidden behind.
"""

import os
import pathlib
import shutil
import signal
import time

from faults import VARIANTS, Work, arguments, digests, leftovers, told_apart, without_temporaries


class Outputs:
    """A command that writes one folder, again and again with other parameters."""

    def __init__(self, work, name, words, folder):
        self.work, self.name, self.words, self.folder = work, name, words, folder
        self.whole, self.seconds = {}, 0
        for variant, parameters in VARIANTS.items():
            work.remove("clean")
            taken = work.seconds(*words, *parameters, folder, "clean", "--no-cache", "--quiet")
            self.seconds = max(self.seconds, taken)
            self.whole[variant] = digests(work.path / "clean")
        self.home = work.path / name
        self.note = "what somebody has written, and is nobody else's"
        self.now = "few"
        self.again("few")

    def command(self, variant):
        return [*self.words, *VARIANTS[variant], self.folder, f"{self.name}/out", "--cache-dir", "cache", "--quiet"]

    def again(self, variant):
        done = self.work.run(*self.command(variant))
        if done.returncode != 0:
            self.work.finding(f"{self.name}: the next run ended with {done.returncode}: {done.stderr[-500:]}")

    def kill(self):
        work, folder = self.work, self.home / "out"
        new = "many" if self.now == "few" else "few"
        if work.random.random() < 0.3:
            work.remove("cache")
        (folder / "mine").mkdir(exist_ok=True)
        (folder / "mine" / "notes.txt").write_text(self.note)
        if not work.kill_within(self.seconds * 1.1, *self.command(new)):
            work.count("ended before the kill")
        work.count("kills")
        self.judge("after the kill", {self.now: self.whole[self.now], new: self.whole[new]})
        self.again(new)
        self.judge("after the next run", {new: self.whole[new]})
        if left := leftovers(self.home):
            work.finding(f"{self.name}: the next run leaves {left}")
            shutil.rmtree(self.home)
            self.again(new)
        self.now = new

    def judge(self, when, generations):
        folder = self.home / "out"
        files = without_temporaries(digests(folder))
        if files.pop("mine/notes.txt", None) is None or (folder / "mine" / "notes.txt").read_text() != self.note:
            self.work.finding(f"{self.name}: {when} somebody's own file is gone")
        name, words = told_apart(files, generations)
        if name is None:
            self.work.finding(f"{self.name}: {when} outputs are mixed: {words}")
            shutil.rmtree(folder)
            self.again(next(iter(generations)))


class Student:
    """The learners' version: there, whole, or not there yet."""

    name = "student"

    def __init__(self, work):
        self.work = work
        # What is measured is to take its results from the cache, as most of what is killed does.
        work.seconds("run", "lab", "--cache-dir", "cache", "--quiet")
        self.seconds = work.seconds("student", "lab", "--to", "clean-student", "--cache-dir", "cache", "--quiet")
        self.whole = digests(work.path / "clean-student")

    def kill(self):
        work = self.work
        words = ["student", "lab", "--to", "student/out", "--cache-dir", "cache", "--quiet"]
        (work.path / "student").mkdir(exist_ok=True)
        work.remove("student/out")
        if work.random.random() < 0.3:
            work.remove("cache")
        if not work.kill_within(self.seconds * 1.1, *words):
            work.count("ended before the kill")
        work.count("kills")
        if (work.path / "student/out").exists() and digests(work.path / "student/out") != self.whole:
            work.finding("student: a part of a learner's folder")
        work.remove("student/out")
        done = work.run(*words)
        if done.returncode != 0:
            work.finding(f"student: the next one ended with {done.returncode}: {done.stderr[-500:]}")
        elif digests(work.path / "student/out") != self.whole:
            work.finding("student: the next one differs from a clean one")
        if left := leftovers(work.path / "student"):
            work.finding(f"student: the next one leaves {left}")
            work.remove("student")


OUTSIDE = """---
params:
  minimum: 2
---

# Outside

```{lab}
load "sample:reviews?rows=4000&seed=1" as reviews
filter reviews where: count(customer_id) >= params.minimum as kept
save kept to: "../PLACE/kept.csv.gz"
index kept user: customer_id item: product_id
train fm on: kept target: star_rating features: [user, item] factors: 2 epochs: 2 as model
save model to: "../PLACE/stars.model"
export kept to: "../PLACE/kept.rec" features: [user, item] target: star_rating
transform model on: kept to: "../PLACE/scores.jsonl"
```
"""


class Outside:
    """Files that steps write to a place of somebody's choice: each is there whole, the old one or the new one, or not there yet."""

    name = "outside"
    files = ["kept.csv.gz", "kept.rec", "scores.jsonl", "stars.model"]

    def __init__(self, work):
        self.work, self.whole, self.seconds, self.now = work, {}, 0, "few"
        (work.path / "outside-lab").mkdir()
        for variant in VARIANTS:
            (work.path / f"place-{variant}").mkdir()
            self.write(f"place-{variant}")
            self.seconds = max(self.seconds, work.seconds(*self.command(variant, f"place-{variant}"), "--no-cache"))
            self.whole[variant] = digests(work.path / f"place-{variant}")
            if sorted(self.whole[variant]) != self.files:
                work.finding(f"outside: a clean run writes {sorted(self.whole[variant])}")
        (work.path / "place").mkdir()
        self.write("place")
        work.seconds(*self.command("few", "place"))

    def write(self, place):
        (self.work.path / "outside-lab" / "01.md").write_text(OUTSIDE.replace("PLACE", place))

    def command(self, variant, place):
        return ["run", "outside-lab", *VARIANTS[variant][:2], "--allow-files", place, "--output-dir", "outside-out",
                "--cache-dir", "outside-cache", "--quiet"]

    def kill(self):
        work, place = self.work, self.work.path / "place"
        new = "many" if self.now == "few" else "few"
        if work.random.random() < 0.5:
            work.remove("outside-cache")
        if not work.kill_within(self.seconds * 1.1, *self.command(new, "place")):
            work.count("ended before the kill")
        work.count("kills")
        for name, digest in without_temporaries(digests(place)).items():
            if digest not in [whole.get(name) for whole in self.whole.values()]:
                work.finding(f"outside: {name} is neither the old nor the new one")
        done = work.run(*self.command(new, "place"))
        if done.returncode != 0:
            work.finding(f"outside: the next run ended with {done.returncode}: {done.stderr[-500:]}")
        elif digests(place) != self.whole[new]:
            found = digests(place)
            wrong = sorted(set(found.items()) ^ set(self.whole[new].items()))
            work.finding(f"outside: the next run differs from a clean one in {sorted({name for name, _ in wrong})}")
            shutil.rmtree(place)
            place.mkdir()
        self.now = new


class Transform:
    """The command: its file is there whole, or not; what is begun is gone on with."""

    name = "transform"

    def __init__(self, work):
        self.work = work
        (work.path / "transform").mkdir()
        work.seconds("run", "lab", "--cache-dir", "cache", "--output-dir", "transform-out", "--quiet")
        self.words = ["transform", "lab", "--model", "model", "--on", "train", "--to", "transform/scores.jsonl", "--cache-dir",
                      "cache", "--quiet"]
        self.seconds = work.seconds(*self.words)
        self.whole = digests(work.path / "transform")

    def kill(self):
        work, folder = self.work, self.work.path / "transform"
        (folder / "scores.jsonl").unlink(missing_ok=True)
        if work.random.random() < 0.3:
            work.remove("cache")
        if not work.kill_within(self.seconds * 1.1, *self.words):
            work.count("ended before the kill")
        work.count("kills")
        if (folder / "scores.jsonl").exists() and without_temporaries(digests(folder)) != self.whole:
            work.finding("transform: a part of the file")
        done = work.run(*self.words)
        if done.returncode != 0:
            work.finding(f"transform: the next one ended with {done.returncode}: {done.stderr[-500:]}")
        elif digests(folder) != self.whole:
            work.finding(f"transform: the next one gives {sorted(digests(folder))}, not what a clean one gives")


class Preview:
    """A preview with the outputs that runs write, too: what it saves is whole, and no later run is wrong."""

    name = "preview"

    def __init__(self, work):
        self.work = work
        self.words = ["run", "lab", "--output-dir", "outputs", "--cache-dir", "cache", "--quiet"]
        work.remove("outputs")
        self.seconds = work.seconds(*self.words, "--no-cache")
        self.whole = digests(work.path / "outputs")

    def kill(self):
        work, folder = self.work, self.work.path / "outputs"
        if work.random.random() < 0.5:
            work.remove("cache")
        if work.random.random() < 0.5:
            work.remove("outputs")
        process = work.start(
            "preview", "lab", "--cache-dir", "cache", "--port", str(20000 + os.getpid() % 20000), start_new_session=True)
        time.sleep(work.random.uniform(0, self.seconds * 1.5 + 0.5))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            work.count("ended before the kill")
        process.communicate()
        work.count("kills")
        for name, digest in without_temporaries(digests(folder)).items():
            # What it keeps account of differs from that of a run.
            if name in self.whole and not name.startswith(".") and digest != self.whole[name]:
                work.finding(f"preview: {name} is not whole")
        done = work.run(*self.words)
        if done.returncode != 0:
            work.finding(f"preview: the next run ended with {done.returncode}: {done.stderr[-500:]}")
        elif digests(folder) != self.whole:
            work.finding(f"preview: {told_apart(digests(folder), {'a clean run': self.whole})[1]}")
            work.remove("outputs")
        left = [name for name in leftovers(work.path) if name.split("/")[0] in ("outputs", "lab") or name.startswith(".")]
        if left:
            work.finding(f"preview: the next run leaves {left}")


def main():
    parser = arguments(__doc__, count=60)
    parser.add_argument("--only", help="one of run, present, student, outside, transform, preview")
    options = parser.parse_args()
    work = Work(options)
    jobs = [
        Outputs(work, "run", ["run", "lab"], "--output-dir"),
        Outputs(work, "present", ["present", "lab", "--formats", "svg"], "--output-dir"),
        Student(work), Outside(work), Transform(work),
    ]
    # A run has most that can be torn apart.
    weights = [6, 3, 1, 3, 2]
    if pathlib.Path(work.matinee).with_name("matinee-server").exists():
        jobs.append(Preview(work))
        weights.append(2)
    if options.only:
        weights = [weight if job.name == options.only else 0 for job, weight in zip(jobs, weights)]
    work.remove("clean", "clean-student")
    for _ in work.rounds(options.count):
        work.random.choices(jobs, weights)[0].kill()
    work.end("kill_runs")


if __name__ == "__main__":
    main()
