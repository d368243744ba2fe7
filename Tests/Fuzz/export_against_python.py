"""Reads exported files back with the programs they are made for.

    MATINEE_EXPORTS=FOLDER swift test --filter 'ExportTests|ExportStepTests'
    python3 Tests/Fuzz/export_against_python.py FOLDER

Needs what export-requirements.txt lists, from PyPI.
"""

import csv
import json
import sys

import numpy as np
from sagemaker.amazon.common import read_recordio, read_records
from sklearn.datasets import load_svmlight_file

folder = sys.argv[1]
expected = np.zeros((4, 300), dtype="f4")
for row in range(4):
    expected[row, row] = 1
    expected[row, 299] = row + 0.5
labels = np.array([-1, 0, 1, 2], dtype="f4")


def tensor(entry):
    return entry["values"].float32_tensor


with open(f"{folder}/sparse.rec", "rb") as file:
    records = read_records(file)
assert len(records) == 4
for row, record in enumerate(records):
    found = tensor(record.features)
    dense = np.zeros(300, dtype="f4")
    dense[list(found.keys)] = list(found.values)
    assert list(found.shape) == [300], found.shape
    assert (dense == expected[row]).all(), row
    assert list(tensor(record.label).values) == [labels[row]], row
with open(f"{folder}/sparse.rec", "rb") as file:
    assert len(list(read_recordio(file))) == 4

with open(f"{folder}/dense.rec", "rb") as file:
    records = read_records(file)
assert len(records) == 2
for row, record in enumerate(records, start=1):
    assert (np.array(tensor(record.features).values, dtype="f4") == expected[row]).all()
    assert not tensor(record.features).keys
    assert list(tensor(record.label).values) == [labels[row]]

matrix, target = load_svmlight_file(f"{folder}/rows.libsvm", n_features=300)
assert (matrix.toarray() == expected).all() and (target == labels).all()

array = np.load(f"{folder}/matrix.npy")
assert array.dtype == np.dtype("<f4") and array.tolist() == [[1, 2, 3], [4, 5, 6.5]]

with np.load(f"{folder}/arrays.npz") as archive:
    assert archive.zip.testzip() is None
    assert archive["w0"].shape == () and archive["w0"] == 3.25 and archive["w0"].dtype == np.dtype("<f8")
    assert archive["w"].tolist() == [1, -2, 3] and archive["w"].dtype == np.dtype("<i8")
    assert archive["größe"].shape == (0, 2)

with open(f"{folder}/neighbours.jsonl") as file:
    lines = [json.loads(line) for line in file]
assert lines == [
    {"labels": [3, 7], "distances": [0.5, 0.75]},
    {"labels": [0, 1], "distances": [1, None]},
]
# Bags: cut again here from the texts, with numbers by first appearance.
with open(f"{folder}/films.csv", newline="") as file:
    films = list(csv.DictReader(file))
users, genres, rows = {}, {}, []
for film in films:
    users.setdefault(film["user"], len(users))
    pieces = [piece.strip() for piece in film["genres"].split("|") if piece.strip()]
    row = []
    for piece in pieces:
        name, colon, weight = piece.rpartition(":")
        row.append((name, float(weight)) if colon else (piece, 1 / len(pieces)))
    for name, _ in row:
        genres.setdefault(name, len(genres))
    rows.append(row)
width = len(users) + len(genres)
expected = np.zeros((len(films), width), dtype="f4")
for number, (film, row) in enumerate(zip(films, rows)):
    expected[number, users[film["user"]]] = 1
    for name, weight in row:
        expected[number, len(users) + genres[name]] += np.float32(weight)
stars = np.array([float(film["stars"]) for film in films], dtype="f4")

matrix, target = load_svmlight_file(f"{folder}/bags.libsvm", n_features=width)
assert np.allclose(matrix.toarray(), expected, rtol=1e-6, atol=0) and (target == stars).all()
for name in ["bags.rec", "bags-dense.rec"]:
    with open(f"{folder}/{name}", "rb") as file:
        records = read_records(file)
    assert len(records) == len(films)
    for number, record in enumerate(records):
        found = tensor(record.features)
        dense = np.array(found.values, dtype="f4")
        if found.keys:
            dense = np.zeros(width, dtype="f4")
            dense[list(found.keys)] = list(found.values)
            assert list(found.shape) == [width]
        assert np.allclose(dense, expected[number], rtol=1e-6, atol=0), (name, number)
        assert list(tensor(record.label).values) == [stars[number]]
print("all exports read back")
