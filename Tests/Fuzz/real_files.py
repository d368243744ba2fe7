"""Fixed programs over whole files: reviews in the 15 columns of the sample, and MovieLens."""
import csv

import pandas as pd

import column_steps
import frames
import row_steps
from programs import Program

REVIEW_KINDS = {
    "customer_id": "integer", "product_id": "string", "product_title": "string", "star_rating": "integer", "review_date": "date",
}
SHARES = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1]


def reviews(path):
    """The lab's own work from load to split, over a tab-separated file of reviews."""
    # usecols would let lines of a wrong length through; so all columns, a part of the rows at a time.
    parts = pd.read_csv(
        path, sep="\t", quoting=csv.QUOTE_NONE, on_bad_lines="skip", dtype_backend="numpy_nullable", chunksize=250_000)
    read = pd.concat([part[list(REVIEW_KINDS)] for part in parts], ignore_index=True)
    read["review_date"] = pd.to_datetime(read["review_date"])
    read = frames.frame(read, REVIEW_KINDS, len(read))
    program = Program("reviews_", ending=".csv")
    program.bind(
        f'load "{path.resolve()}" columns: [{", ".join(REVIEW_KINDS)}] as reviews_all', "reviews_all", read, REVIEW_KINDS)
    load_to_split(program, "reviews_all", ["customer_id", "product_id"], "product_title", "star_rating", "review_date")
    return program


def movielens(folder):
    """The same over ratings.csv, with titles from movies.csv by lookup: and by join."""
    kinds = {"userId": "integer", "movieId": "integer", "rating": "decimal", "timestamp": "datetime"}
    ratings = pd.read_csv(folder / "ratings.csv")
    ratings["timestamp"] = pd.to_datetime(ratings["timestamp"], unit="s")
    ratings = frames.frame(ratings, kinds, len(ratings))
    movies = frames.frame(pd.read_csv(folder / "movies.csv"), {"movieId": "integer", "title": "string", "genres": "string"}, None)
    program = Program("movielens_", ending=".csv")
    titled = row_steps.joined(ratings, movies, ["movieId"], "left")
    both = kinds | {"title": "string", "genres": "string"}
    program.bind(
        f'load "{(folder / "ratings.csv").resolve()}" types: [timestamp: seconds] '
        f'lookup: "{(folder / "movies.csv").resolve()}" as ml_ratings', "ml_ratings", titled, both)
    program.bind(f'load "{(folder / "movies.csv").resolve()}" as ml_movies', "ml_movies", movies,
                 {n: both[n] for n in movies})
    counted = column_steps.counted(titled, ["movieId"])
    program.bind("count ml_ratings by: movieId as ml_counts", "ml_counts", counted, {"movieId": "integer", "count": "integer"})
    for how in ("inner", "left", "semi", "anti"):
        found = row_steps.joined(movies, counted, ["movieId"], how)
        program.bind(
            f"join ml_movies ml_counts on: movieId how: {how} as ml_{how}", f"ml_{how}", found,
            {n: "integer" if n == "count" else both[n] for n in found})
    load_to_split(program, "ml_ratings", ["userId", "movieId"], "title", "rating", "timestamp")
    return program


def load_to_split(program, source, keys, title, stars, date):
    """dedupe, count, quantile, filter, index, split and what else the notebooks do, on a table that is loaded."""
    frame, kinds = program.tables[source]
    user, item = keys
    p = program.prefix
    by = [user, item, title, stars]
    frame = frame.drop_duplicates(by).reset_index(drop=True)
    program.bind(f"dedupe {source} by: [{', '.join(by)}] as {p}d", f"{p}d", frame, kinds)
    for key in keys:
        counts = column_steps.counted(frame, [key])
        program.bind(f"count {p}d by: {key} as {p}{key}", f"{p}{key}", counts, {key: kinds[key], "count": "integer"})
        found = pd.DataFrame({"at": SHARES, "count": column_steps.quantiles(counts["count"], SHARES, "integer")})
        program.bind(
            f"quantile {p}{key} of: count at: {SHARES} as {p}{key}_quantiles", f"{p}{key}_quantiles", found,
            {"at": "decimal", "count": "decimal"})
    program.bind(
        f"count {p}d by: [{stars}, {date}] as {p}days", f"{p}days", column_steps.counted(frame, [stars, date]),
        {stars: kinds[stars], date: kinds[date], "count": "integer"})
    groups = frame.groupby(item, sort=True, dropna=False)
    values = groups[stars]
    summary = pd.DataFrame({
        "n": groups.size(), "mean_of": values.mean(), "sum_of": values.sum(), "std_of": values.std(),
        "median_of": values.median(), "least": values.min(), "most": values.max(), "users": groups[user].nunique(), "first_day": groups[date].min(),
        "title_of": groups[title].first(), "last_title": groups[title].last(),
    }).reset_index()
    types = {
        item: kinds[item], "n": "integer", "mean_of": "decimal", "sum_of": kinds[stars], "std_of": "decimal",
        "median_of": "decimal", "least": kinds[stars], "most": kinds[stars], "users": "integer", "first_day": kinds[date], "title_of": "string",
        "last_title": "string",
    }
    program.bind(
        f"group {p}d by: {item} n: count() mean_of: mean({stars}) sum_of: sum({stars}) std_of: std({stars}) "
        f"median_of: median({stars}) least: min({stars}) most: max({stars}) users: unique({user}) first_day: min({date}) "
        f"title_of: first({title}) last_title: last({title}) as {p}items", f"{p}items", summary, types,
        inexact=["mean_of", "sum_of", "std_of"])
    by_date = row_steps.in_order(frame, [date, stars, title], [True, False, True])
    program.bind(f"sort {p}d by: [{date}, {stars}: descending, {title}] as {p}sorted", f"{p}sorted", by_date, kinds)
    often = frame[user].map(frame[user].value_counts()) >= 5
    liked = frame[item].map(frame[item].value_counts()) >= 10
    kept = frames.rows_where(frame, (often & liked).fillna(False))
    program.bind(f"filter {p}d where: count({user}) >= 5 and count({item}) >= 10 as {p}kept", f"{p}kept", kept, kinds)
    indexed = kept.assign(user=column_steps.numbered(kept, user), item=column_steps.numbered(kept, item))
    types = kinds | {"user": "index", "item": "index"}
    program.bind(f"index {p}kept user: {user} item: {item} as {p}indexed", f"{p}indexed", indexed, types)
    last = row_steps.last_rows(indexed, "user", [date])
    statement = f"split {p}indexed last-per: user order-by: {date} as {p}train, {p}test"
    program.bind(statement, f"{p}train", frames.rows_where(indexed, ~last), types)
    program.bind("", f"{p}test", frames.rows_where(indexed, last), types)
