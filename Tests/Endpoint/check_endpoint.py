"""Asks `matinee serve` as the managed service's clients do, and compares every answer with what `predict` writes.

    python3 Tests/Endpoint/check_endpoint.py MATINEE

MATINEE is the program, with matinee-server beside it. Needs the PyPI packages of requirements.txt beside this file. The last line is
"N passed, N failed"; the exit code is 1 when a check failed.
"""

import json
import pathlib
import sys
import tempfile

import formats
import hostile
import lives
import refusals
import transfers
from lab import Lab
from serving import Checks, Server


def main():
    matinee = str(pathlib.Path(sys.argv[1]).absolute())
    checks = Checks()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        lab = Lab(matinee, folder)

        def log(name):
            return open(folder / f"{name}.jsonl", "w+", encoding="utf-8")

        models = [part for name in ("model", "liked", "drawn", "titles") for part in ("--model", name)]
        with log("main") as main_log:
            with Server([matinee, "serve", lab.folder, *models, "--k", "5", "--patience", "2"], main_log) as server:
                refusals.check_routes(checks, server)
                formats.check_by_hand(checks, server, lab)
                formats.check_neighbours(checks, server, lab)
                formats.check_boto3(checks, server, lab)
                lives.check_batches(checks, server, lab)
                refusals.check_refusals(checks, server, lab)
                hostile.check_left(checks, server, lab)
                hostile.check_pipelining(checks, server, lab)
                hostile.check_expectation(checks, server, lab)
                hostile.check_slow_and_cut(checks, server)
                hostile.check_gigabyte(checks, server)
                hostile.check_two_hosts(checks, server)
                hostile.check_idle_connections(checks, server, 520)
                hostile.check_many_connections(checks, server, 10_000)
                lives.check_end(checks, server, lab)
            main_log.seek(0)
            events = [json.loads(line)["event"] for line in main_log]
            checks.hold({"listening", "ready", "request", "stopping", "stopped"} <= set(events), f"log: {set(events)}")
        with log("saved") as saved:
            lives.check_saved(checks, matinee, lab, saved)
        with log("token") as token:
            lives.check_token(checks, matinee, lab, token)
        with log("loading") as loading:
            lives.check_loading(checks, matinee, loading)
        with log("full") as full:
            lives.check_full(checks, matinee, lab, full)
        transfers.check_transform(checks, matinee, lab, folder)
    checks.finish()


main()
