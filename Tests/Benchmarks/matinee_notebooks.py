"""The notebooks that Matinee runs in bench_tables.py, and its counts."""
import json

from measuring import run, step_seconds

LOAD = """load "{file}"
  columns: [customer_id, product_id, product_title, star_rating, review_date]
  as reviews
"""

# head takes every column, so that no table is left out that the others make.
SPLIT = LOAD + """dedupe reviews by: [customer_id, product_id, product_title, star_rating] as distinct
count distinct by: customer_id as customers
count distinct by: product_id as products
quantile customers of: count at: [0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1] as customer_quantiles
quantile products of: count at: [0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1] as product_quantiles
filter distinct where: count(customer_id) >= 5 and count(product_id) >= 10 as kept
index kept user: customer_id item: product_id
split kept last-per: user order-by: review_date as train, test
head customers
head products
head train
head test
"""

STEPS = LOAD + """dedupe reviews by: [customer_id, product_id, product_title, star_rating] as distinct
group distinct by: product_id n: count() mean: mean(star_rating) std: std(star_rating) least: min(star_rating)
  most: max(star_rating) customers: unique(customer_id) as summary
sort distinct by: [review_date, star_rating: descending] as ordered
select summary columns: [product_id, n, mean] as means
join distinct means on: product_id how: left as joined
derive joined title: lower(product_title) apart: star_rating - mean year: year(review_date) as derived
filter distinct where: contains(product_title, "the") and star_rating >= 4 as found
sample distinct fraction: 0.1 as drawn
describe distinct columns: [star_rating, product_title, customer_id]
head ordered
head derived
head found
head drawn
head summary
"""

WORK = {"load": LOAD + "head reviews\n", "split": SPLIT, "steps": STEPS}

# The stage of a peer that a step belongs to, by the step's words.
STAGES = {
    "load reviews": "load", "dedupe distinct": "dedupe", "count customers": "count customers",
    "count products": "count products", "quantile customer_quantiles": "quantiles", "quantile product_quantiles": "quantiles",
    "filter kept": "filter", "index kept": "index", "split train, test": "split", "group summary": "group",
    "sort ordered": "sort", "select means": "join", "join joined": "join", "derive derived": "derive",
    "filter found": "filter by text", "sample drawn": "sample", "describe": "describe",
}

# What the peers count, by the value of results.json.
COUNTS = {
    "rows": "reviews.rows", "distinct": "distinct.rows", "customers": "customers.rows", "products": "products.rows",
    "kept": "kept.rows", "train": "train.rows", "test": "test.rows", "groups": "summary.rows", "joined": "joined.rows",
    "found": "found.rows",
}


def write(folder, work, file, prose=""):
    """One notebook in a folder of its own."""
    notebooks = folder / work
    notebooks.mkdir(parents=True, exist_ok=True)
    cell = WORK[work].format(file=file)
    (notebooks / "01.md").write_text(f"---\ntitle: {work}\n---\n\n{prose}\n\n```{{lab}}\n{cell}```\n", encoding="utf-8")
    return notebooks


def matinee(path, notebooks, out, threads=2, cache=None):
    """Runs the notebooks; the stages' seconds and the counts are those of the peers."""
    command = [path, "run", notebooks, "--output-dir", out, "--threads", threads, "--allow-files", "/"]
    command += ["--cache-dir", cache] if cache else ["--no-cache"]
    done = run(command, on_terminal=True)
    stages = {}
    for words, seconds in step_seconds(done["times"]):
        stage = STAGES.get(words)
        if stage:
            stages[stage] = stages.get(stage, 0) + seconds
    values = json.loads((out / "results.json").read_text(encoding="utf-8"))["values"]
    counts = {name: values[value] for name, value in COUNTS.items() if values.get(value) is not None}
    return done | {"stages": stages, "counts": counts}
