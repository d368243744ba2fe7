#!/usr/bin/env python3
"""Kills run, present and student with SIGKILL at random moments.

After each kill the outputs are whole, of one run and not of two; the next run gives what a clean one gives, byte by byte, and
leaves nothing hidden behind.
"""

import shutil

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


def main():
    parser = arguments(__doc__, count=60)
    options = parser.parse_args()
    work = Work(options)
    jobs = [
        Outputs(work, "run", ["run", "lab"], "--output-dir"),
        Outputs(work, "present", ["present", "lab", "--formats", "svg"], "--output-dir"),
        Student(work),
    ]
    work.remove("clean", "clean-student")
    # A run has most that can be torn apart.
    weights = [6, 3, 1]
    for _ in work.rounds(options.count):
        work.random.choices(jobs, weights)[0].kill()
    work.end("kill_runs")


if __name__ == "__main__":
    main()
