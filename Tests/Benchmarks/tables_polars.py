"""usage: tables_polars.py FILE [--work load|split|steps] [--threads N]: the work of bench_tables.py in polars."""
import os

from stages import COLUMNS, KEYS, SHARES, Stages, arguments

given = arguments()
os.environ["POLARS_MAX_THREADS"] = str(given.threads)

import numpy as np
import polars as pl

assert pl.thread_pool_size() == given.threads
stages = Stages()
# On a plain file a quarter faster than read_csv(columns=…), on gzip the same.
scan = pl.scan_csv(given.file, separator="\t", quote_char=None, truncate_ragged_lines=True, ignore_errors=True)
df = scan.select(COLUMNS).collect()
# Lines of a wrong length come through without stars.
df = df.drop_nulls("star_rating")
stages.lap("load", rows=len(df))

if given.work != "load":
    df = df.unique(KEYS, keep="first", maintain_order=True)
    stages.lap("dedupe", distinct=len(df))

if given.work == "split":
    customers = df["customer_id"].value_counts()
    stages.lap("count customers", customers=len(customers))
    products = df["product_id"].value_counts()
    stages.lap("count products", products=len(products))
    [table["count"].quantile(share, "linear") for table in (customers, products) for share in SHARES]
    stages.lap("quantiles")
    often = customers.filter(pl.col("count") >= 5).select("customer_id")
    liked = products.filter(pl.col("count") >= 10).select("product_id")
    kept = df.join(often, on="customer_id", how="semi").join(liked, on="product_id", how="semi")
    stages.lap("filter", kept=len(kept))
    users = kept.select(pl.col("customer_id").unique(maintain_order=True)).with_row_index("user")
    items = kept.select(pl.col("product_id").unique(maintain_order=True)).with_row_index("item")
    kept = kept.join(users, on="customer_id", how="left", maintain_order="left")
    kept = kept.join(items, on="product_id", how="left", maintain_order="left")
    stages.lap("index", users=len(users), items=len(items))
    kept = kept.with_columns(pl.col("review_date").cast(pl.String).str.to_date(strict=False)).with_row_index("row")
    last = kept.sort("review_date", maintain_order=True).group_by("user").agg(pl.col("row").last())["row"]
    is_test = np.zeros(len(kept), bool)
    is_test[last.to_numpy()] = True
    test, train = kept.filter(is_test), kept.filter(~is_test)
    stages.lap("split", train=len(train), test=len(test))

if given.work == "steps":
    stars = pl.col("star_rating")
    summary = df.group_by("product_id").agg(
        pl.len().alias("n"), stars.mean().alias("mean"), stars.std().alias("std"), stars.min().alias("least"),
        stars.max().alias("most"), pl.col("customer_id").n_unique().alias("customers")).sort("product_id")
    stages.lap("group", groups=len(summary))
    df.sort(["review_date", "star_rating"], descending=[False, True], maintain_order=True)
    stages.lap("sort")
    joined = df.join(summary.select("product_id", "n", "mean"), on="product_id", how="left", maintain_order="left")
    stages.lap("join", joined=len(joined))
    joined.with_columns(
        pl.col("product_title").str.to_lowercase().alias("title"), (stars - pl.col("mean")).alias("apart"),
        pl.col("review_date").cast(pl.String).str.slice(0, 4).alias("year"))
    stages.lap("derive")
    found = df.filter(pl.col("product_title").str.contains("the", literal=True) & (stars >= 4))
    stages.lap("filter by text", found=len(found))
    df.sample(fraction=0.1, seed=7)
    stages.lap("sample")
    df.select(
        stars.quantile(0.25, "linear").alias("a"), stars.median().alias("b"), stars.quantile(0.75, "linear").alias("c"),
        stars.mean().alias("d"), stars.std().alias("e"), pl.col("product_title").n_unique(), pl.col("customer_id").n_unique())
    stages.lap("describe")

stages.tell()
