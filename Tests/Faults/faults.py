"""What the fault scripts share: a lab that runs in a moment, processes that are killed, and folders told apart by their bytes."""

import argparse
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

LAB = pathlib.Path(__file__).resolve().parent / "lab"

# Two ways to run the lab: no file of their outputs that depends on the data is the same.
VARIANTS = {"few": ["-P", "minimum:2"], "many": ["-P", "minimum:3", "-P", "factors:3"]}


def arguments(description, count):
    """The options that every script has."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("matinee", help="the program")
    parser.add_argument("--count", type=int, default=count, help="how many times")
    parser.add_argument("--seed", type=int, default=1, help="of the random choices; times depend on the machine")
    parser.add_argument("--keep", action="store_true", help="leave the work folder where it is")
    return parser


class Work:
    """A folder to work in, removed at the end, with the lab in it."""

    def __init__(self, options):
        self.matinee = str(pathlib.Path(options.matinee).resolve())
        self.random = random.Random(options.seed)
        self.keep = options.keep
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="matinee-faults-"))
        shutil.copytree(LAB, self.path / "lab")
        self.findings = []
        self.counts = {}
        self.stops = False
        # A long trial that is ended (kill PID) ends after the round and says what was done until then.
        signal.signal(signal.SIGTERM, lambda *_: setattr(self, "stops", True))

    def rounds(self, count):
        """The numbers of as many rounds; every hundredth is told while they are done."""
        for number in range(count):
            if self.stops:
                return
            yield number
            if (number + 1) % 100 == 0:
                print(f"{number + 1} of {count}, {len(self.findings)} findings", file=sys.stderr, flush=True)

    def count(self, what, by=1):
        self.counts[what] = self.counts.get(what, 0) + by

    def finding(self, text):
        """Something that must not be."""
        self.findings.append(text)
        print("FINDING:", text, flush=True)

    def command(self, *words):
        return [self.matinee, *words]

    def start(self, *words, **more):
        return subprocess.Popen(
            self.command(*words), cwd=self.path, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True, errors="replace", **more)

    def run(self, *words):
        return subprocess.run(
            self.command(*words), cwd=self.path, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            errors="replace")

    def seconds(self, *words):
        """How long a command takes that must succeed."""
        began = time.monotonic()
        done = self.run(*words)
        if done.returncode != 0:
            sys.exit(f"{' '.join(words)} ended with {done.returncode}: {done.stderr[-800:]}")
        return time.monotonic() - began

    def kill_within(self, seconds, *words):
        """Starts a command and kills it at a random moment. Whether it was still running."""
        process = self.start(*words)
        time.sleep(self.random.uniform(0, seconds))
        alive = process.poll() is None
        if alive:
            process.send_signal(signal.SIGKILL)
        process.communicate()
        return alive

    def remove(self, *names):
        for name in names:
            shutil.rmtree(self.path / name, ignore_errors=True)

    def end(self, title):
        """Prints the summary line and ends the process: 1 when something was found."""
        if not self.keep:
            shutil.rmtree(self.path, ignore_errors=True)
        numbers = ", ".join(f"{value} {key}" for key, value in self.counts.items())
        print(f"{title}: {numbers}; {len(self.findings)} findings", flush=True)
        sys.exit(1 if self.findings else 0)


def digests(folder):
    """The SHA-256 of every file below a folder, by its path; hidden ones are files too."""
    found = {}
    for root, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(root, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = hashlib.sha256(file.read()).hexdigest()
    return found


def without_temporaries(files):
    """What a reader sees: not the hidden files that a killed process was writing."""
    return {path: digest for path, digest in files.items()
            if not (path.split("/")[-1].startswith(".") and path.endswith((".tmp", ".partial", ".partial.record")))}


def told_apart(files, generations):
    """The name of the generation that the files are; otherwise, for the reader, which file is of which."""
    for name, whole in generations.items():
        if files == whole:
            return name, ""
    words = []
    for path in sorted(set(files) | set().union(*generations.values())):
        owner = next((name for name, whole in generations.items() if whole.get(path) == files.get(path)), "none")
        words.append(f"{path}={owner}")
    return None, " ".join(words)


def leftovers(folder):
    """Hidden files and folders of killed runs, anywhere below a folder."""
    found = []
    for root, folders, names in os.walk(folder):
        for name in folders + names:
            if name.startswith(".") and (
                    name.endswith((".tmp", ".partial", ".record", ".new")) or ".making" in name or "staging" in name):
                found.append(os.path.relpath(os.path.join(root, name), folder))
    return sorted(found)
