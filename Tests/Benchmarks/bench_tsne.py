"""Times the step tsne beside openTSNE on ten clouds of points in 100 dimensions, in turn, and prints the medians.

usage: bench_tsne.py --matinee PATH [--points 100 5000] [--rounds 3] [--threads 2]

Both start from the principal components and take exact neighbours. openTSNE makes 250 and 500 iterations, ours its default, 250
and 750; --iterations 500 makes ours the same. The divergence is over the neighbours that openTSNE takes, in both.
"""
import argparse
import json
import os
import pathlib
import statistics
import tempfile
import time

from measuring import run, step_seconds

given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
given.add_argument("--matinee", type=pathlib.Path, required=True)
given.add_argument("--points", type=int, nargs="*", default=[100, 5000])
given.add_argument("--rounds", type=int, default=3)
given.add_argument("--threads", type=int, default=2)
given.add_argument("--iterations", type=int, default=750)
given = given.parse_args()
for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = str(given.threads)

import numpy as np
import openTSNE

NOTEBOOK = """---
title: A map
---

```{{lab}}
load "{file}" as points
tsne points perplexity: {perplexity} iterations: {iterations} as map
head map
```

`{{lab}} map.divergence`
"""


def points(count):
    random = np.random.default_rng(0)
    centres = random.normal(size=(10, 100)) * 1.2
    return (centres[random.integers(0, 10, count)] + random.normal(size=(count, 100))).astype("f4")


def ours(folder, perplexity):
    notebooks = folder / "notebooks"
    notebooks.mkdir(exist_ok=True)
    text = NOTEBOOK.format(file=folder / "points.csv", perplexity=perplexity, iterations=given.iterations)
    (notebooks / "01.md").write_text(text, encoding="utf-8")
    command = [given.matinee.resolve(), "run", notebooks, "--output-dir", folder / "out", "--threads", given.threads, "--no-cache",
               "--allow-files", "/"]
    done = run(command, on_terminal=True)
    seconds = dict(step_seconds(done["times"]))["tsne map"]
    values = json.loads((folder / "out" / "results.json").read_text())["values"]
    return seconds, values["map.divergence"]


def its(vectors, perplexity):
    started = time.perf_counter()
    found = openTSNE.TSNE(
        2, perplexity=perplexity, initialization="pca", random_state=0, n_jobs=given.threads, negative_gradient_method="bh",
        neighbors="exact").fit(vectors)
    return time.perf_counter() - started, float(found.kl_divergence)


print("| points | perplexity | matinee s | openTSNE s | ours / its | KL matinee | KL openTSNE |")
print("|--:|--:|--:|--:|--:|--:|--:|")
for count in given.points:
    vectors = points(count)
    # openTSNE lowers a perplexity that is too great for the points without a word; so both get what it would take.
    perplexity = min(40, (count - 1) // 3)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        header = ",".join(f"v{column}" for column in range(vectors.shape[1]))
        np.savetxt(folder / "points.csv", vectors, delimiter=",", header=header, comments="", fmt="%.9g")
        rounds = [(ours(folder, perplexity), its(vectors, perplexity)) for _ in range(given.rounds)]
    (a, kl_a), (b, kl_b) = [[statistics.median(pair[side][value] for pair in rounds) for value in (0, 1)] for side in (0, 1)]
    print(f"| {count} | {perplexity} | {a:.3f} | {b:.3f} | {a / b:.2f} | {kl_a:.4f} | {kl_b:.4f} |")
