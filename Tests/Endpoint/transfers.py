"""`matinee transform`: killed in the middle and started again, complete, in order, no row twice."""

import hashlib
import json
import random
import subprocess
import time


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check_transform(checks, matinee, lab, folder):
    """The neighbours of many users, with kills at random moments, beside the same without."""
    command = [matinee, "transform", "--model", lab.out / "stars.model"]
    data = folder / "many.csv"
    with open(data, "w", encoding="utf-8") as file:
        file.write("user,item\n")
        for place in range(3_000_000):
            file.write(f"{place * 7919 % lab.items_from},{place * 104729 % (lab.width - lab.items_from)}\n")
    whole, killed = folder / "whole.jsonl", folder / "killed.jsonl"
    subprocess.run([*command, "--data", data, "--to", whole, "--quiet", "--threads", "1"], check=True)
    lines = whole.read_text(encoding="utf-8").splitlines()
    checks.hold(len(lines) == 3_000_000, f"{len(lines)} lines")
    partial, kills, chance = folder / ".killed.jsonl.partial", 0, random.Random(5)
    for part in range(1, 6):
        with subprocess.Popen(
                [*command, "--data", data, "--to", killed, "--quiet"], stdout=subprocess.DEVNULL) as process:
            wanted = whole.stat().st_size * (part - chance.random()) / 6
            while process.poll() is None and not (partial.exists() and partial.stat().st_size > wanted):
                time.sleep(0.001)
            kills += process.poll() is None
            process.kill()
        checks.hold(not killed.exists(), "a part of a file is in its place")
    last = subprocess.run([*command, "--data", data, "--to", killed], capture_output=True, text=True, check=True)
    checks.hold(kills == 5 and digest(killed) == digest(whole), f"after {kills} kills the file is another")
    checks.hold("of them from before" in last.stdout, f"nothing was taken up: {last.stdout}")
    checks.hold(list(folder.glob(".killed*")) == [], "something is left behind")

    table = folder / "few.csv"
    table.write_text("user,item\n" + "".join(f"{user},{item}\n" for user, item in lab.rows), encoding="utf-8")
    few = folder / "few.jsonl"
    for source in (["--data", table], ["--data", lab.out / "test.rec"]):
        subprocess.run([*command, *source, "--to", few, "--quiet"], check=True, stdout=subprocess.DEVNULL)
        found = [json.loads(line)["score"] for line in few.read_text(encoding="utf-8").splitlines()]
        checks.hold(found == lab.scores, f"scores of {source[1].name}")
    neighbours = folder / "neighbours.jsonl"
    subprocess.run(
        [*command, "--neighbors", "5", "--to", neighbours, "--quiet"], check=True, stdout=subprocess.DEVNULL)
    checks.hold(neighbours.read_text(encoding="utf-8").splitlines() == lab.neighbours, "neighbours of the command")
    wrong = subprocess.run(
        [*command, "--data", lab.out / "scored.csv", "--to", folder / "x.txt"], capture_output=True, text=True, check=False)
    checks.hold(wrong.returncode == 2 and ".jsonl" in wrong.stderr, f"another ending: {wrong}")
    broken = folder / "broken.rec"
    broken.write_bytes(lab.record_file[:-5])
    wrong = subprocess.run(
        [*command, "--data", broken, "--to", folder / "y.jsonl"], capture_output=True, text=True, check=False)
    checks.hold(wrong.returncode == 1 and not (folder / "y.jsonl").exists(), f"half a record: {wrong}")
