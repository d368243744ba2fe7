"""usage: tables_duckdb.py FILE [--work load|split|steps] [--threads N]: the work of bench_tables.py in DuckDB."""
from stages import COLUMNS, KEYS, SHARES, Stages, arguments

given = arguments()

import duckdb

ALL = (
    "marketplace customer_id review_id product_id product_parent product_title product_category star_rating helpful_votes "
    "total_votes vine verified_purchase review_headline review_body review_date").split()
WHOLE = {"customer_id", "product_parent", "star_rating", "helpful_votes", "total_votes"}

stages = Stages()
connection = duckdb.connect()
connection.execute(f"set threads = {given.threads}")


def rows(table):
    return connection.execute(f"select count(*) from {table}").fetchone()[0]


def make(table, query):
    connection.execute(f"create temp table {table} as {query}")
    return rows(table)


types = ", ".join(f"'{name}': '{'INTEGER' if name in WHOLE else 'VARCHAR'}'" for name in ALL)
loaded = make(
    "loaded",
    f"select {', '.join(COLUMNS)} from read_csv('{given.file}', delim='\t', header=true, auto_detect=false, columns={{{types}}},"
    " quote='', escape='', ignore_errors=true, null_padding=false, max_line_size=4194304)")
stages.lap("load", rows=loaded)

if given.work != "load":
    keys = ", ".join(KEYS)
    # The first row of each combination: rowid is the place in the file.
    distinct = make(
        "d", f"select {keys}, min(rowid) as place, arg_min(review_date, rowid) as review_date from loaded group by {keys}")
    stages.lap("dedupe", distinct=distinct)

if given.work == "split":
    customers = make("customers", "select customer_id, count(*) as n from d group by 1")
    stages.lap("count customers", customers=customers)
    products = make("products", "select product_id, count(*) as n from d group by 1")
    stages.lap("count products", products=products)
    for table in ("customers", "products"):
        connection.execute(f"select quantile_cont(n, {SHARES}) from {table}").fetchall()
    stages.lap("quantiles")
    kept = make(
        "kept",
        "select d.* from d semi join (select * from customers where n >= 5) using (customer_id)"
        " semi join (select * from products where n >= 10) using (product_id)")
    stages.lap("filter", kept=kept)
    numbered = "select {0}, (row_number() over (order by min(place)) - 1)::int as {1} from kept group by 1"
    users = make("users", numbered.format("customer_id", '"user"'))
    items = make("items", numbered.format("product_id", "item"))
    make("indexed", 'select kept.*, "user", item from kept join users using (customer_id) join items using (product_id)')
    stages.lap("index", users=users, items=items)
    make(
        "parted",
        'select *, row_number() over (partition by "user" order by review_date desc, place desc) = 1 as is_last from indexed')
    train = make("train", "select * from parted where not is_last")
    test = make("test", "select * from parted where is_last")
    stages.lap("split", train=train, test=test)

if given.work == "steps":
    groups = make(
        "summary",
        "select product_id, count(*) as n, avg(star_rating) as mean, stddev(star_rating) as std, min(star_rating) as least,"
        " max(star_rating) as most, count(distinct customer_id) as customers from d group by 1 order by 1")
    stages.lap("group", groups=groups)
    make("ordered", "select * from d order by review_date, star_rating desc, place")
    stages.lap("sort")
    joined = make("joined", "select d.*, n, mean from d left join summary using (product_id)")
    stages.lap("join", joined=joined)
    make(
        "derived",
        "select *, lower(product_title) as title, star_rating - mean as apart, review_date[1:4] as year from joined")
    stages.lap("derive")
    found = make("found", "select * from d where contains(product_title, 'the') and star_rating >= 4")
    stages.lap("filter by text", found=found)
    make("drawn", "select * from d using sample 10 percent (reservoir, 7)")
    stages.lap("sample")
    connection.execute(
        "select quantile_cont(star_rating, [0.25, 0.5, 0.75]), avg(star_rating), stddev(star_rating),"
        " count(distinct product_title), count(distinct customer_id) from d").fetchall()
    stages.lap("describe")

stages.tell()
