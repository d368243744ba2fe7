"""Share of a title's ten nearest that are seasons of its series: ours, read from word2vec text, or fastText's.

usage: bench_skipgram.py TITLES vectors.txt | bench_skipgram.py TITLES fasttext [EPOCHS]

TITLES: a line for each customer, titles in order of date, each one word (shared/peers: tables_pandas.py FILE --npz).
"of those possible" counts against min(10, other seasons of the series)."""
import collections, re, sys, time
import numpy as np

SEASON = re.compile(r"-(season|vol\.)-\d+$")


def fasttext_vectors(titles, epochs):
    import fasttext
    start = time.perf_counter()
    model = fasttext.train_unsupervised(titles, model="skipgram", dim=100, epoch=epochs, minCount=5, minn=5, maxn=10,
                                        ws=5, neg=5, t=1e-4, lr=0.05, thread=2, verbose=0)
    print(f"fastText fit {time.perf_counter() - start:.1f} s")
    words = [word for word in model.words if word != "</s>"]
    return words, np.array([model[word] for word in words])


def read_vectors(path):
    lines = open(path, encoding="utf-8").read().split("\n")
    count, dimensions = map(int, lines[0].split())
    fields = [line.split(" ") for line in lines[1:count + 1]]
    return [f[0] for f in fields], np.array([f[1:dimensions + 1] for f in fields], np.float32)


titles, source = sys.argv[1:3]
epochs = int(sys.argv[3]) if len(sys.argv) > 3 else 10
words, vectors = fasttext_vectors(titles, epochs) if source == "fasttext" else read_vectors(source)
series = [SEASON.sub("", word) if SEASON.search(word) else None for word in words]
sizes = collections.Counter(name for name in series if name)
asked = [i for i, name in enumerate(series) if name and sizes[name] > 1]
for measure, rows in (("cosine", vectors), ("correlation", vectors - vectors.mean(1, keepdims=True))):
    rows = rows / np.maximum(1e-12, np.linalg.norm(rows, axis=1, keepdims=True))
    plain = possible = 0.0
    for i in asked:
        scores = rows @ rows[i]
        scores[i] = -9
        found = sum(series[j] == series[i] for j in np.argpartition(-scores, 10)[:10])
        plain += found / 10
        possible += found / min(10, sizes[series[i]] - 1)
    print(f"{measure}: {len(asked)} titles, {plain / len(asked):.4f} of ten, {possible / len(asked):.4f} of those possible")
