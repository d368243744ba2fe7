"""The step embed beside fastText on the same titles: words a second, memory, and what stands next to what.

usage: bench_skipgram.py MATINEE TITLES [--threads 1 2] [--epochs 10] [--rounds 1]

TITLES: a line for each customer, titles in order of date, each one word; or a file of reviews (15 columns, .tsv.gz, as `matinee sample`
writes it), from which such lines are made of all customers who have 5 titles or more. Both tools get the lab's settings: 100 dimensions, window 5,
5 negatives, subwords of 5 to 10 characters, words from 5 occurrences on, subsampling 0.0001, steps from 0.05 on. Seconds are those of
training alone: of `embed` as its terminal shows it, of fastText's `train_unsupervised`, which reads the file itself (a
hundredth of it). Memory is the greatest that the whole process has of its own, the table of titles and Python included.

Neighbours: for every title that ends in a season's or a volume's number and has another of its series, how many of the ten
nearest by cosine are of its series, as a share of ten and of as many as there can be.
"""
import argparse
import collections
import gzip
import pathlib
import re
import statistics
import sys
import tempfile

import numpy as np

from measuring import run, step_seconds, told

SEASON = re.compile(r"-(season|vol\.)-\d+$")

NOTEBOOK = """---
title: Titles as words
---

```{{lab}}
load "{file}" as seen
embed seen sequence: title by: customer order-by: place epochs: {epochs} as titles
save titles to: "vectors.txt"
```
"""

FASTTEXT = """
import json, sys, time
import fasttext
titles, threads, epochs, out = sys.argv[1:]
start = time.perf_counter()
model = fasttext.train_unsupervised(titles, model="skipgram", dim=100, epoch=int(epochs), minCount=5, minn=5, maxn=10,
                                    ws=5, neg=5, t=1e-4, lr=0.05, thread=int(threads), verbose=0)
seconds = time.perf_counter() - start
words = [word for word in model.words if word != "</s>"]
with open(out, "w", encoding="utf-8") as file:
    print(len(words), 100, file=file)
    for word in words:
        print(word, *(f"{x:.6g}" for x in model[word]), file=file)
print(json.dumps({"seconds": seconds}))
"""


def lines_of_reviews(path):
    titles = collections.defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
        for line in file:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 15 and fields[5] and fields[14][:1].isdigit():
                titles[fields[1]].append((fields[14], fields[5]))
    for seen in titles.values():
        if len(seen) >= 5:
            yield " ".join("-".join(title.lower().split()) for _, title in sorted(seen, key=lambda pair: pair[0]))


def ours(folder, threads):
    notebooks = folder / "notebooks"
    notebooks.mkdir(exist_ok=True)
    (notebooks / "01.md").write_text(NOTEBOOK.format(file=folder / "seen.csv", epochs=given.epochs), encoding="utf-8")
    done = run([given.matinee.resolve(), "run", notebooks, "--output-dir", folder / "out", "--threads", threads, "--no-cache",
               "--allow-files", "/"],
               on_terminal=True)
    seconds = sum(s for words, s in step_seconds(done["times"]) if words.startswith("embed"))
    return seconds, done["anonymous"], folder / "out" / "vectors.txt"


def its(folder, threads):
    vectors = folder / "fasttext.txt"
    done = run([sys.executable, "-c", FASTTEXT, given.titles, threads, given.epochs, vectors])
    return told(done["output"])["seconds"], done["anonymous"], vectors


def read_vectors(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    count, dimensions = map(int, lines[0].split())
    fields = [line.split(" ") for line in lines[1:count + 1]]
    return [f[0] for f in fields], np.array([f[1:dimensions + 1] for f in fields], np.float32)


def seasons_among_the_nearest(path):
    words, rows = read_vectors(path)
    series = [SEASON.sub("", word) if SEASON.search(word) else None for word in words]
    sizes = collections.Counter(name for name in series if name)
    asked = [i for i, name in enumerate(series) if name and sizes[name] > 1]
    rows = rows / np.maximum(1e-12, np.linalg.norm(rows, axis=1, keepdims=True))
    plain = possible = 0.0
    for i in asked:
        scores = rows @ rows[i]
        scores[i] = -9
        found = sum(series[j] == series[i] for j in np.argpartition(-scores, 10)[:10])
        plain += found / 10
        possible += found / min(10, sizes[series[i]] - 1)
    count = max(1, len(asked))
    return len(words), len(asked), plain / count, possible / count


given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
given.add_argument("matinee", type=pathlib.Path)
given.add_argument("titles", type=pathlib.Path)
given.add_argument("--threads", type=int, nargs="+", default=[1, 2])
given.add_argument("--epochs", type=int, default=10)
given.add_argument("--rounds", type=int, default=1)
given = given.parse_args()

with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    tokens = 0
    if given.titles.suffix == ".gz":
        (folder / "titles.txt").write_text("\n".join(lines_of_reviews(given.titles)) + "\n", encoding="utf-8")
        given.titles = folder / "titles.txt"
    with open(given.titles, encoding="utf-8") as titles, open(folder / "seen.csv", "w", encoding="utf-8") as rows:
        print("customer,place,title", file=rows)
        for customer, line in enumerate(titles):
            for place, title in enumerate(line.split()):
                quoted = title.replace('"', '""')
                print(f'{customer},{place},"{quoted}"', file=rows)
                tokens += 1
    print(f"{tokens:,} words, {given.epochs} epochs\n")
    print("| threads | matinee words/s | fastText words/s | ours / its | matinee GB | fastText GB | ours / its |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for threads in given.threads:
        rounds = [(ours(folder, threads), its(folder, threads)) for _ in range(given.rounds)]
        a, b = [tokens * given.epochs / statistics.median(pair[side][0] for pair in rounds) for side in (0, 1)]
        m, n = [max(pair[side][1] for pair in rounds) / 1e9 for side in (0, 1)]
        print(f"| {threads} | {a:,.0f} | {b:,.0f} | {a / b:.2f} | {m:.3f} | {n:.3f} | {m / n:.2f} |", flush=True)
    print("\n| tool | words | titles asked | share of ten | share of those possible |\n|---|--:|--:|--:|--:|")
    for tool, path in zip(("matinee", "fastText"), (pair[2] for pair in rounds[-1])):
        words, asked, plain, possible = seasons_among_the_nearest(path)
        print(f"| {tool} | {words:,} | {asked:,} | {plain:.4f} | {possible:.4f} |")
