"""The exported factorization machine in numpy, as somebody would serve it by hand: MODEL is the path of model.npz."""

import os

import numpy

with numpy.load(os.environ["MODEL"]) as arrays:
    BIAS, LINEAR, LATENT = float(arrays["w0"]), arrays["w"].astype("float32"), arrays["V"].astype("float32")


def scores(instances):
    """A score for each sparse instance: all at once where they have as many keys each, as those of users and items do."""
    features = [instance["data"]["features"] for instance in instances]
    keys = numpy.array([one["keys"] for one in features])
    values = numpy.array([one["values"] for one in features], dtype="float32")
    vectors = LATENT[keys] * values[:, :, None]
    sums = vectors.sum(axis=1)
    pairs = (sums * sums).sum(axis=1) - (vectors * vectors).sum(axis=(1, 2))
    return (BIAS + (LINEAR[keys] * values).sum(axis=1) + pairs / 2).tolist()
