"""Kills `matinee student` at random moments while it makes a learners' folder anew.

At any moment there has to be a whole folder, and a learner's notes, wherever they are, must not be lost.

    python3 Tests/Faults/kill_student.py .build/debug/matinee --count 200 --seed 1
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

NOTE = "What I thought on the first day.\n"


def run(binary, *arguments):
    return subprocess.run([binary, *arguments], capture_output=True, text=True, check=False)


def contents(folder):
    """Bytes of the files of a learners' folder, without what runs write."""
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            inside = os.path.relpath(path, folder)
            if not inside.startswith((".matinee", "outputs")):
                with open(path, "rb") as file:
                    found[inside] = file.read()
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    binary = os.path.abspath(arguments.binary)
    chance = random.Random(arguments.seed)
    home = tempfile.mkdtemp(prefix="matinee-kills-")
    os.chdir(home)
    assert run(binary, "new", "lab").returncode == 0
    versions = []
    for hint in ["Which column tells one customer from another?", "Which column names the customer?"]:
        with open("lab/01-look.md", encoding="utf-8") as file:
            text = file.read()
        text = text.replace("Which column tells one customer from another?", hint)
        with open("lab/01-look.md", "w", encoding="utf-8") as file:
            file.write(text)
        shutil.copytree("lab", f"lab-{len(versions)}", ignore=shutil.ignore_patterns(".matinee"))
        made = run(binary, "student", f"lab-{len(versions)}", "--to", f"clean-{len(versions)}", "--quiet")
        assert made.returncode == 0, made.stderr
        versions.append(contents(f"clean-{len(versions)}"))
    assert run(binary, "student", "lab-0", "--to", "mine", "--quiet").returncode == 0
    os.makedirs("mine/outputs")
    with open("mine/outputs/notes.txt", "w", encoding="utf-8") as file:
        file.write(NOTE)
    begun = time.monotonic()
    assert run(binary, "student", "lab-1", "--to", "mine", "--quiet").returncode == 0
    length = time.monotonic() - begun
    killed = faults = 0
    for number in range(arguments.count):
        process = subprocess.Popen(
            [binary, "student", f"lab-{number % 2}", "--to", "mine", "--quiet"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # Half of them near the end, where names change.
        share = chance.uniform(0, 1.1) if number % 2 else chance.uniform(0.7, 1.05)
        time.sleep(share * length)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        if contents("mine") not in versions:
            faults += 1
            print(f"{number}: the folder is neither the old nor the new one: {sorted(contents('mine'))}")
        notes = [
            os.path.join(parent, "notes.txt")
            for parent, _, names in os.walk(".") if "notes.txt" in names and "mine" in parent
        ]
        if len(notes) != 1:
            faults += 1
            print(f"{number}: the notes are at {notes}")
    last = run(binary, "student", "lab-1", "--to", "mine", "--quiet")
    with open("mine/outputs/notes.txt", encoding="utf-8") as file:
        is_kept = file.read() == NOTE
    left = [name for name in os.listdir(".") if "making" in name or "before" in name]
    if last.returncode or not is_kept or left or contents("mine") != versions[1]:
        faults += 1
        print(f"the last run: {last.returncode} {last.stderr} notes {is_kept} left {left}")
    print(f"{killed} of {arguments.count} killed, {faults} faults")
    shutil.rmtree(home)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
