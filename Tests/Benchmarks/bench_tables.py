"""Times Matinee's tables beside pandas, polars and DuckDB, whole processes, in turn, and prints a table of the medians.

usage: bench_tables.py measure GROUP … --matinee PATH --file reviews.tsv.gz [--plain reviews.tsv] [--small reviews.tsv.gz]
                               [--rounds 5] [--threads 2] [--results results.jsonl]
       bench_tables.py table [--results results.jsonl]

Groups: split (load-to-split), plain (the same from the plain file), load (load alone), steps (more steps), floors (inflating and
counting lines), cache (a second run), small (load-to-split of the small file). Results are added to a file of JSON lines, so
that a long measurement can be cut into short ones; each round runs every tool once, one after the other.
"""
import argparse
import json
import pathlib
import sys
import tempfile

import floors
import report
from matinee_notebooks import matinee, write
from measuring import run, told

HERE = pathlib.Path(__file__).parent
GROUPS = ["split", "plain", "load", "steps", "floors", "cache", "small"]
PEERS = ["polars", "pandas", "duckdb"]


def peer(tool, file, work, threads):
    environment = {"POLARS_MAX_THREADS": str(threads)}
    command = [sys.executable, HERE / f"tables_{tool}.py", file, "--work", work, "--threads", threads]
    done = run(command, environment)
    return done | told(done["output"])


def tools(work, file, given, folder):
    """One measurement of each tool; all must have counted the same."""
    notebooks = write(folder, work, file)
    yield "matinee", matinee(given.matinee.resolve(), notebooks, folder / "out", given.threads)
    for tool in given.peers:
        yield tool, peer(tool, file, work, given.threads)


def agree(results):
    for name in results[0][1]["counts"]:
        counts = {tool: done["counts"][name] for tool, done in results if name in done["counts"]}
        if len(set(counts.values())) > 1:
            sys.exit(f"the tools do not agree on {name}: {counts}")


def cached(given, folder):
    """A first run that fills the cache, one that finds it all, and one after a word of the prose has changed."""
    path, cache = given.matinee.resolve(), folder / "cache"
    notebooks = write(folder, "split", given.file.resolve(), "Some words.")
    yield "first run, cache filled", matinee(path, notebooks, folder / "out", given.threads, cache)
    yield "second run, nothing changed", matinee(path, notebooks, folder / "out", given.threads, cache)
    write(folder, "split", given.file.resolve(), "Other words.")
    yield "second run, a word of prose changed", matinee(path, notebooks, folder / "out", given.threads, cache)


def measure(group, given, folder):
    if group == "cache":
        return list(cached(given, folder))
    if group == "floors":
        commands = floors.floors(given.file.resolve(), given.plain and given.plain.resolve(), folder)
        return [(name, floors.measure(command)) for name, command in commands.items()]
    work = {"plain": "split", "small": "split"}.get(group, group)
    file = {"plain": given.plain, "small": given.small}.get(group, given.file)
    if file is None:
        sys.exit(f"{group} needs --{group} FILE")
    results = list(tools(work, file.resolve(), given, folder))
    agree(results)
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("action", choices=["measure", "table"])
    parser.add_argument("groups", nargs="*", default=GROUPS, help=" ".join(GROUPS))
    parser.add_argument("--matinee", type=pathlib.Path)
    parser.add_argument("--file", type=pathlib.Path, help="tab-separated reviews as gzip")
    parser.add_argument("--plain", type=pathlib.Path, help="the same, not compressed")
    parser.add_argument("--small", type=pathlib.Path, help="a smaller one as gzip")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--peers", nargs="*", default=PEERS, choices=PEERS, help="which to run beside")
    parser.add_argument("--results", type=pathlib.Path, default=pathlib.Path("results.jsonl"))
    given = parser.parse_args()
    if given.action == "table":
        print(report.tables([json.loads(line) for line in given.results.read_text().splitlines()]))
        return
    if unknown := set(given.groups) - set(GROUPS):
        sys.exit(f"there is no group {', '.join(sorted(unknown))}")
    if not given.matinee or not given.file:
        sys.exit("measure needs --matinee and --file")
    for _ in range(given.rounds):
        for group in given.groups:
            with tempfile.TemporaryDirectory() as folder:
                for tool, done in measure(group, given, pathlib.Path(folder)):
                    kept = {key: done[key] for key in ("seconds", "peak", "anonymous", "inside", "stages", "counts") if key in done}
                    with given.results.open("a") as file:
                        file.write(json.dumps({"group": group, "tool": tool} | kept) + "\n")
                    print(f"{group:8} {tool:36} {done['seconds']:8.3f} s {done['peak'] / 2**20:8.0f} MiB", file=sys.stderr)


if __name__ == "__main__":
    main()
