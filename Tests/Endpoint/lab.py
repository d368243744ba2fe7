"""The notebook that is served, what `predict` and `knn` wrote for it, and requests about its rows."""

import csv
import json
import subprocess

import numpy

NOTEBOOK = """# Stars

```{lab}
load "sample:reviews?rows=4000" as reviews
dedupe reviews by: [customer_id, product_id]
filter reviews where: count(customer_id) >= 3 and count(product_id) >= 3 as reduced
index reduced user: customer_id item: product_id
split reduced last-per: customer_id order-by: review_date as train, test
train fm on: train target: star_rating features: [user, item] factors: 6 epochs: 5 label: product_title as model
train fm on: train target: star_rating >= 5 features: [user, item] factors: 6 epochs: 5 as liked
train fm on: train target: star_rating features: [user, item] factors: 3 solver: mcmc epochs: 12 burn-in: 4 as drawn
predict model on: test as scored
predict liked on: test as judged
predict drawn on: test as sampled
export test features: [user, item] target: star_rating to: "test.rec"
save scored to: "scored.csv"
save judged to: "judged.csv"
save sampled to: "sampled.csv"
save model to: "stars.model"
export model to: "model.npz"
transform model k: 5 to: "neighbours.jsonl"
embed reviews sequence: product_title by: customer_id order-by: review_date dimensions: 8 min-count: 2 epochs: 2 as titles
save titles to: "titles.vectors"
```
"""


class Lab:
    """A folder with the notebook, run once."""

    def __init__(self, matinee, folder):
        self.folder, self.out = folder / "lab", folder / "out"
        self.folder.mkdir()
        (self.folder / "01-stars.md").write_text(NOTEBOOK, encoding="utf-8")
        subprocess.run([matinee, "run", self.folder, "--output-dir", self.out, "--quiet"], check=True)
        self.rows = [(int(row["user"]), int(row["item"])) for row in self.table("scored")]
        self.scores, self.probabilities, self.means = map(self.predictions, ("scored", "judged", "sampled"))
        self.record_file = (self.out / "test.rec").read_bytes()
        self.neighbours = (self.out / "neighbours.jsonl").read_text(encoding="utf-8").splitlines()
        with numpy.load(self.out / "model.npz") as arrays:
            self.vectors = arrays["V"]
        # The columns of all users, one for each line of neighbours, and then those of all items.
        self.width, self.items_from = len(self.vectors), len(self.neighbours)

    def table(self, name):
        with open(self.out / f"{name}.csv", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def predictions(self, name):
        table = self.table(name)
        column = next(column for column in table[0] if column.startswith(("score", "predict")))
        return [float(row[column]) for row in table]

    def sparse(self, user, item):
        shape = [self.width]
        return {"data": {"features": {"keys": [user, self.items_from + item], "shape": shape, "values": [1, 1]}}}

    def dense(self, user, item):
        values = [0.0] * self.width
        values[user] = values[self.items_from + item] = 1
        return {"features": values}

    def user_vectors(self):
        """[v, 1] of every user: what is near it are the items of the greatest predictions."""
        return [[*map(float, row), 1.0] for row in self.vectors[:self.items_from]]

    def lines(self, rows):
        return "\n".join(json.dumps(self.sparse(*row)) for row in rows).encode()
