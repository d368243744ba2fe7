"""Top 100 of all users over all items: Matinee's searches beside faiss, interleaved, medians.

usage: bench_neighbors.py --ids fm4m.npz [--threads 2] [--repetitions 5] [--metric inner-product|cosine|euclidean]
                          [--vectors trained random] [--build-only]

fm4m.npz holds the training rows of the four-million-row file as `tables_pandas.py FILE --npz fm4m.npz` writes them
(tu, ti, tr: users, items, stars). Two pairs of matrices are searched: the vectors of a factorization machine trained on
those rows (64 factors, default settings), and random normal ones of the same sizes. Ids are compared with faiss's; the
approximate index is timed and its recall measured for a sample. Needs numpy and faiss-cpu.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--ids", required=True)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--repetitions", type=int, default=5)
parser.add_argument("--metric", choices=["inner-product", "cosine", "euclidean"], default="inner-product")
parser.add_argument("--vectors", nargs="+", choices=["trained", "random"], default=["trained", "random"])
parser.add_argument("--build-only", action="store_true", help="build the Swift side and stop")
options = parser.parse_args()
for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = str(options.threads)

import faiss  # noqa: E402  (after the number of threads is set)
import numpy as np  # noqa: E402

DIMENSIONS, KEPT = 65, 100
package = pathlib.Path(__file__).parent / "Neighbors"
subprocess.run(["swift", "build", "-c", "release", "--package-path", package], check=True, stdout=subprocess.DEVNULL)
if options.build_only:
    sys.exit()
binary = package / ".build" / "release" / "Neighbors"
faiss.omp_set_num_threads(options.threads)


def matinee(index, folder, name):
    """Seconds of the whole and of the search alone, and the ids."""
    out = folder / "ids.i32"
    command = ["search", options.metric, index, KEPT, DIMENSIONS, options.threads, folder / f"{name}-users.f32"]
    command += [folder / f"{name}-items.f32", out]
    words = subprocess.run([binary, *map(str, command)], check=True, capture_output=True, text=True).stdout.split()
    preparing, searching = float(words[1]), float(words[3])
    return preparing + searching, searching, np.fromfile(out, "i4").reshape(-1, KEPT)


def peer(queries, items, approximate):
    """The same of faiss: IndexFlat, or IndexIVFFlat with as many lists and probes as Matinee's defaults."""
    start = time.perf_counter()
    if options.metric == "cosine":
        queries, items = (x / np.maximum(np.linalg.norm(x, axis=1, keepdims=True), 1e-30) for x in (queries, items))
    kind = faiss.METRIC_L2 if options.metric == "euclidean" else faiss.METRIC_INNER_PRODUCT
    if approximate:
        lists = round(len(items) ** 0.5)
        index = faiss.IndexIVFFlat(faiss.IndexFlat(DIMENSIONS, kind), DIMENSIONS, lists, kind)
        index.train(items)
        index.nprobe = min(lists, max(4, (lists + 9) // 10))
    else:
        index = faiss.IndexFlat(DIMENSIONS, kind)
    index.add(items)
    prepared = time.perf_counter()
    ids = index.search(queries, KEPT)[1]
    end = time.perf_counter()
    return end - start, end - prepared, ids


def recall(found, exact):
    return np.mean([len(np.intersect1d(a, b)) / KEPT for a, b in zip(found, exact)])


def scores(queries, items, ids):
    """Of the given neighbours, in double precision, query by query."""
    result = np.empty(ids.shape)
    for row, query in enumerate(queries.astype("f8")):
        near = items[ids[row]].astype("f8")
        if options.metric == "euclidean":
            result[row] = -((near - query) ** 2).sum(1)
        else:
            scale = np.linalg.norm(near, axis=1) * np.linalg.norm(query) if options.metric == "cosine" else 1
            result[row] = near @ query / np.maximum(scale, 1e-30)
    return result


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    data = np.load(options.ids)
    users, items = int(data["tu"].max()) + 1, int(data["ti"].max()) + 1
    for key, kind in (("tu", "i4"), ("ti", "i4"), ("tr", "f4")):
        data[key].astype(kind).tofile(folder / key)
    subprocess.run(
        [binary, "train", *(folder / x for x in ("tu", "ti", "tr", "trained-users.f32", "trained-items.f32"))],
        check=True,
    )
    random = np.random.default_rng(0)
    random.normal(size=(users, DIMENSIONS)).astype("f4").tofile(folder / "random-users.f32")
    random.normal(size=(items, DIMENSIONS)).astype("f4").tofile(folder / "random-items.f32")
    print(f"{users} users x {items} items x {DIMENSIONS}, top {KEPT}, {options.metric}, {options.threads} threads, "
          f"faiss {faiss.__version__}, medians of {options.repetitions}")
    for name in options.vectors:
        files = (folder / f"{name}-{x}.f32" for x in ("users", "items"))
        queries, rows = (np.fromfile(file, "f4").reshape(-1, DIMENSIONS) for file in files)
        runs = {key: [] for key in ("matinee", "faiss", "matinee ivf", "faiss ivf")}
        for _ in range(options.repetitions):
            runs["matinee"].append(matinee("exact", folder, name))
            runs["faiss"].append(peer(queries, rows, False))
            runs["matinee ivf"].append(matinee("ivf", folder, name))
            runs["faiss ivf"].append(peer(queries, rows, True))
        exact = runs["faiss"][0][2]
        ours = runs["matinee"][0][2]
        differing = np.flatnonzero((exact != ours).any(1))
        gap = 0.0
        if len(differing):
            a, b = (scores(queries[differing], rows, ids[differing]) for ids in (exact, ours))
            gap = np.abs(a - b).max() / np.abs(a).max()
        for key, tool in runs.items():
            whole, search = (statistics.median(run[column] for run in tool) for column in (0, 1))
            found = recall(tool[0][2][::40], exact[::40])
            print(f"{name:8s} {key:12s} whole {whole:6.2f} s, search {search:6.2f} s, recall {found:.4f}")
        ratio = statistics.median(x[0] / y[0] for x, y in zip(runs["matinee"], runs["faiss"]))
        print(f"{name:8s} matinee / faiss {ratio:.2f}; equal ids {np.mean(exact == ours):.6f}; "
              f"where they differ, scores differ by {gap:.1e} of the greatest at most")
