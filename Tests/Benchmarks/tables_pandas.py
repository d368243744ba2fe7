"""usage: tables_pandas.py FILE [--work load|split|steps]: the work of bench_tables.py in pandas, on its one thread."""
import csv
import warnings

from stages import COLUMNS, KEYS, SHARES, Stages, arguments

given = arguments()

import pandas as pd

# That the stars of lines of a wrong length are texts is mended below.
warnings.simplefilter("ignore", pd.errors.DtypeWarning)
stages = Stages()
df = pd.read_csv(given.file, sep="\t", quoting=csv.QUOTE_NONE, on_bad_lines="skip", usecols=COLUMNS)
if df["star_rating"].dtype.kind != "i":
    # With usecols, lines of a wrong length come through, and make texts of the stars.
    df["star_rating"] = pd.to_numeric(df["star_rating"], errors="coerce")
    df = df.dropna(subset="star_rating").astype({"star_rating": "int64", "customer_id": "int64"})
stages.lap("load", rows=len(df))

if given.work != "load":
    df = df.drop_duplicates(KEYS)
    stages.lap("dedupe", distinct=len(df))

if given.work == "split":
    customers = df["customer_id"].value_counts()
    stages.lap("count customers", customers=len(customers))
    products = df["product_id"].value_counts()
    stages.lap("count products", products=len(products))
    customers.quantile(SHARES), products.quantile(SHARES)
    stages.lap("quantiles")
    often = df["customer_id"].map(customers) >= 5
    liked = df["product_id"].map(products) >= 10
    kept = df[often & liked].copy()
    stages.lap("filter", kept=len(kept))
    kept["user"], users = pd.factorize(kept["customer_id"])
    kept["item"], items = pd.factorize(kept["product_id"])
    stages.lap("index", users=len(users), items=len(items))
    kept["review_date"] = pd.to_datetime(kept["review_date"], errors="coerce")
    last = kept.sort_values("review_date", kind="stable").groupby("user").tail(1).index
    test = kept.loc[last].sort_index()
    train = kept.drop(last)
    stages.lap("split", train=len(train), test=len(test))

if given.work == "steps":
    groups = df.groupby("product_id", sort=True)
    stars = groups["star_rating"]
    summary = pd.DataFrame({
        "n": groups.size(), "mean": stars.mean(), "std": stars.std(), "least": stars.min(), "most": stars.max(),
        "customers": groups["customer_id"].nunique()})
    stages.lap("group", groups=len(summary))
    df.sort_values(["review_date", "star_rating"], ascending=[True, False], kind="stable")
    stages.lap("sort")
    joined = df.merge(summary.reset_index()[["product_id", "n", "mean"]], on="product_id", how="left")
    stages.lap("join", joined=len(joined))
    joined.assign(
        title=df["product_title"].str.lower().array, apart=joined["star_rating"] - joined["mean"],
        year=df["review_date"].str.slice(0, 4).array)
    stages.lap("derive")
    found = df[df["product_title"].str.contains("the", regex=False, na=False) & (df["star_rating"] >= 4)]
    stages.lap("filter by text", found=len(found))
    df.sample(frac=0.1, random_state=7)
    stages.lap("sample")
    stars = df["star_rating"]
    stars.quantile([0.25, 0.5, 0.75]), stars.mean(), stars.std(), df["product_title"].nunique(), df["customer_id"].nunique()
    stages.lap("describe")

stages.tell()
