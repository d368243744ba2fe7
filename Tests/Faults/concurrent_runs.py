#!/usr/bin/env python3
"""Starts pairs of runs at the same time on one folder of outputs and one cache.

Both end well; the outputs are those of one of them, whole, and never a mixture; the next run, with what both have left in the
cache, gives what a clean one gives.
"""

import time

from faults import VARIANTS, Work, arguments, digests, leftovers, told_apart


def main():
    parser = arguments(__doc__, count=20)
    parser.add_argument("--together", type=int, default=2, help="how many runs at a time")
    options = parser.parse_args()
    work = Work(options)
    whole = {}
    for variant, parameters in VARIANTS.items():
        work.remove("clean")
        work.seconds("run", "lab", *parameters, "--output-dir", "clean", "--no-cache", "--quiet")
        whole[variant] = digests(work.path / "clean")

    def command(variant):
        return ["run", "lab", *VARIANTS[variant], "--output-dir", "out/run", "--cache-dir", "cache", "--quiet"]

    for _ in work.rounds(options.count):
        if work.random.random() < 0.5:
            work.remove("cache")
        if work.random.random() < 0.3:
            work.remove("out")
        started = []
        for _ in range(options.together):
            variant = work.random.choice(sorted(VARIANTS))
            started.append((variant, work.start(*command(variant))))
            time.sleep(work.random.choice([0, 0, work.random.uniform(0, 0.1)]))
        for variant, process in started:
            errors = process.communicate()[1]
            work.count("runs")
            if process.returncode != 0 or errors:
                work.finding(f"a run ended with {process.returncode}: {errors[-500:]}")
        work.count("rounds")
        name, words = told_apart(digests(work.path / "out/run"), {v: whole[v] for v, _ in started})
        if name is None:
            work.finding(f"outputs of two runs: {words}")
        variant = work.random.choice(sorted(VARIANTS))
        done = work.run(*command(variant))
        if done.returncode != 0:
            work.finding(f"the next run ended with {done.returncode}: {done.stderr[-500:]}")
        name, words = told_apart(digests(work.path / "out/run"), {variant: whole[variant]})
        if name is None:
            work.finding(f"the next run differs from a clean one: {words}")
        if left := leftovers(work.path / "out"):
            work.finding(f"the runs leave {left}")
    work.end("concurrent_runs")


if __name__ == "__main__":
    main()
