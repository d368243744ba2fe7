"""Reads exported files back with the programs they are made for.

    MATINEE_EXPORTS=FOLDER swift test --filter ExportTests
    python3 Tests/Fuzz/export_against_python.py FOLDER

Needs what export-requirements.txt lists, from PyPI.
"""

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
print("all exports read back")
