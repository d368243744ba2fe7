"""Factorization machines through `matinee run` beside myFM and cornac, interleaved, medians of three.

usage: bench_factorization.py MATINEE [--ml u.data|ml-100k.inter] [--small ratings.csv] [--ids fm4m.npz]
                              [--threads 2] [--repetitions 3] [--factors 8 64] [--seeds 1] [--only TEXT]

--ml     MovieLens 100k: users, items and stars in the first three columns, separated by tabs. A random tenth is the test
         set, and again the last rating of every user (by the fourth column, then by line).
--small  ml-latest-small's ratings.csv: a random tenth is the test set.
--ids    the training and test rows of the four-million-row file: tu, ti, tr and vu, vi, vr, as prepare_ratings.py writes them.

Every tool gets the same rows. Seconds are those of the training step alone: of `train fm` as its terminal shows it, of
`fit` of the peers; reading and predicting are not in them. RMSE is on the test rows, predictions cut to the range of the
stars. Settings are each tool's defaults, but those printed. Needs numpy, scipy, myfm and cornac.
"""

import argparse
import json
import os
import pathlib
import statistics
import tempfile
import time

from measuring import run, step_seconds

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("matinee")
parser.add_argument("--ml")
parser.add_argument("--small")
parser.add_argument("--ids")
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--repetitions", type=int, default=3)
parser.add_argument("--factors", type=int, nargs="+", default=[8, 64])
parser.add_argument("--seeds", type=int, default=1, help="seeds of both samplers, for the spread of their RMSE")
parser.add_argument("--only", default="", help="only the data sets and tools whose line contains this")
options = parser.parse_args()
for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = str(options.threads)

import numpy as np  # noqa: E402  (after the number of threads is set)

NOTEBOOK = """---
title: a machine
seed: {seed}
---

```{{lab}}
load "{file}" as ratings
index ratings user: u item: i
filter ratings where: part == 0 as train
filter ratings where: part == 1 as test
train fm on: train target: stars features: [user, item] {settings} as model
evaluate model on: test clip-predictions: true
```
"""


class Data:
    """Rows with the number of their part: 0 training, 1 test."""

    def __init__(self, name, users, items, stars, part, folder):
        self.name, self.part = name, part
        self.users, self.items = (np.unique(x, return_inverse=True)[1] for x in (users, items))
        self.stars = stars.astype(float)
        self.file = folder / f"{name}.csv"
        table = np.column_stack([self.users, self.items, self.stars, part])
        np.savetxt(self.file, table, fmt=["%d", "%d", "%g", "%d"], delimiter=",", header="u,i,stars,part", comments="")

    def rows(self, part):
        mine = self.part == part
        return self.users[mine], self.items[mine], self.stars[mine]

    def rmse(self, predictions):
        stars = self.rows(1)[2]
        cut = np.clip(predictions, self.rows(0)[2].min(), self.rows(0)[2].max())
        return float(np.sqrt(np.mean((cut - stars) ** 2)))


def random_tenth(count):
    part = np.zeros(count, int)
    part[np.random.RandomState(0).permutation(count)[: count // 10]] = 1
    return part


def last_of_each(users, moments):
    part = np.zeros(len(users), int)
    order = np.lexsort((np.arange(len(users)), moments, users))
    part[order[np.append(users[order][1:] != users[order][:-1], True)]] = 1
    return part


def matinee(data, folder, settings, seed=42):
    notebooks = folder / "notebooks"
    notebooks.mkdir(exist_ok=True)
    text = NOTEBOOK.format(file=data.file, settings=settings, seed=seed)
    (notebooks / "01.md").write_text(text, encoding="utf-8")
    command = [options.matinee, "run", notebooks, "--output-dir", folder / "out", "--threads", options.threads, "--no-cache",
               "--allow-files", "/"]
    done = run(command, on_terminal=True)
    seconds = sum(s for words, s in step_seconds(done["times"]) if words.startswith("train fm"))
    values = json.loads((folder / "out" / "results.json").read_text(encoding="utf-8"))["values"]
    return seconds, values["model.test.rmse"], values["model.epochs"]


def myfm(data, factors, sweeps, seed=42):
    import myfm
    import scipy.sparse as sparse

    counts = [int(x.max()) + 1 for x in (data.users, data.items)]

    def matrix(users, items):
        places = np.column_stack([users, items + counts[0]]).ravel()
        return sparse.csr_matrix(
            (np.ones(len(places)), places, np.arange(0, len(places) + 1, 2)), shape=(len(users), sum(counts)))

    users, items, stars = data.rows(0)
    train, test = matrix(users, items), matrix(*data.rows(1)[:2])
    start = time.perf_counter()
    model = myfm.MyFMRegressor(rank=factors, random_seed=seed)
    model.fit(train, stars, n_iter=sweeps, n_kept_samples=sweeps * 4 // 5, group_shapes=counts)
    return time.perf_counter() - start, data.rmse(model.predict(test)), sweeps


def cornac(data, factors, epochs):
    import cornac

    users, items, stars = data.rows(0)
    rows = cornac.data.Dataset.from_uir(list(zip(users.tolist(), items.tolist(), stars.tolist())), seed=0)
    model = cornac.models.MF(
        k=factors, max_iter=epochs, use_bias=True, early_stop=False, num_threads=options.threads, seed=0, verbose=False)
    start = time.perf_counter()
    model.fit(rows)
    seconds = time.perf_counter() - start
    known = [np.full(int(x.max()) + 1, -1) for x in (data.users, data.items)]
    for of, ids in zip(known, (rows.uid_map, rows.iid_map)):
        for key, place in ids.items():
            of[key] = place
    u, i = (of[x] for of, x in zip(known, data.rows(1)[:2]))
    scores = np.full(len(u), float(model.global_mean))
    scores[u >= 0] += model.u_biases[u[u >= 0]]
    scores[i >= 0] += model.i_biases[i[i >= 0]]
    both = (u >= 0) & (i >= 0)
    scores[both] += np.einsum("ij,ij->i", model.u_factors[u[both]], model.i_factors[i[both]])
    return seconds, data.rmse(scores), epochs


def measure(data, folder, tools):
    """Every tool once, and again, and a third time; medians."""
    found = {name: [] for name in tools if options.only in f"{data.name} {name}"}
    for _ in range(options.repetitions):
        for name in found:
            found[name].append(tools[name]())
    rows = int((data.part == 0).sum())
    for name, runs in found.items():
        seconds = statistics.median(x[0] for x in runs)
        rate = rows * runs[0][2] / seconds / 1e6
        print(f"{data.name:24s} {name:40s} {seconds:8.3f} s {rate:8.2f} M rows/s  RMSE {runs[0][1]:.4f}", flush=True)


def tools(data, folder, factors, peers):
    def ours(settings):
        return lambda: matinee(data, folder, f"factors: {factors} {settings}")

    found = {
        f"matinee mcmc k={factors}": ours("solver: mcmc"),
        f"matinee sgd k={factors}": ours(""),
        f"matinee sgd k={factors}, early stopping": ours("early-stopping: true"),
        f"matinee als k={factors}": ours("solver: als"),
    }
    if "myfm" in peers:
        found[f"myfm k={factors}, 100 sweeps"] = lambda: myfm(data, factors, 100)
    found[f"cornac MF k={factors}, 25 epochs"] = lambda: cornac(data, factors, 25)
    return found


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    sets = []
    if options.ml:
        with open(options.ml, encoding="utf-8") as file:
            lines = [line.split("\t") for line in file]
        rows = np.array([[float(x) for x in line[:4]] for line in lines if line[0].strip().isdigit()])
        sets.append(Data("ml-100k-random", *rows[:, :3].T, random_tenth(len(rows)), folder))
        sets.append(Data("ml-100k-last", *rows[:, :3].T, last_of_each(rows[:, 0], rows[:, 3]), folder))
    if options.small:
        rows = np.loadtxt(options.small, delimiter=",", skiprows=1)
        sets.append(Data("ml-latest-small", *rows[:, :3].T, random_tenth(len(rows)), folder))
    for data in sets:
        for factors in options.factors:
            measure(data, folder, tools(data, folder, factors, {"myfm"}))
    for data in sets if options.seeds > 1 else []:
        for factors in options.factors:
            chains = {
                "matinee mcmc": lambda seed: matinee(data, folder, f"factors: {factors} solver: mcmc", seed)[1],
                "myfm": lambda seed: myfm(data, factors, 100, seed)[1],
            }
            for name, chain in chains.items():
                found = [chain(seed) for seed in range(options.seeds)]
                print(f"{data.name:24s} {name} k={factors}, {len(found)} seeds: RMSE {min(found):.4f} to {max(found):.4f}, "
                      f"mean {statistics.mean(found):.4f}", flush=True)
    if options.ids:
        rows = np.load(options.ids)
        columns = [np.concatenate([rows["t" + x], rows["v" + x]]) for x in "uir"]
        part = np.repeat([0, 1], [len(rows["tr"]), len(rows["vr"])])
        data = Data("four-million", *columns, part, folder)
        measure(data, folder, tools(data, folder, 64, set()))
