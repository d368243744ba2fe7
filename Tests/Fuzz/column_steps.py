"""Random steps that count, group, number, compute and compare columns, with pandas' result."""
import numpy as np
import pandas as pd

from expressions import AGGREGATES, NUMBERS, aggregate, derived, quoted
from programs import listed
from row_steps import in_order, pick, some


def counted(frame, by):
    """How often each combination occurs, ties in the order in which they first appear."""
    sizes = frame.groupby(by, sort=False, dropna=False).size().reset_index(name="count")
    return sizes.sort_values("count", ascending=False, kind="stable").reset_index(drop=True)


def count(rng, program):
    source = pick(rng, program, lambda t: set(t.kinds) - {"count"})
    frame, kinds = program.tables[source]
    by = some(rng, {n: k for n, k in kinds.items() if n != "count"})
    name = program.name()
    program.bind(
        f"count {source} by: {listed(by)} as {name}", name, counted(frame, by),
        {n: kinds[n] for n in by} | {"count": "integer"}, has_row=False)


def group(rng, program):
    source = pick(rng, program)
    frame, kinds = program.tables[source]
    by = [] if rng.random() < 0.1 else rng.sample([n for n in kinds if n != "row"] or list(kinds), 1)
    if by and len(kinds) > 1 and rng.random() < 0.3:
        by = some(rng, kinds)
    groups = frame.groupby(by, sort=False, dropna=False) if by else frame.groupby(np.zeros(len(frame), dtype=int))
    stem = f"of{len(program.checks)}"
    rows = f"rows_{stem}"
    found = pd.DataFrame({rows: groups.size()})
    types = {n: kinds[n] for n in by} | {rows: "integer"}
    words, inexact = [f"{rows}: count()"], []
    # Sums of doubles may differ in the last digit, so such a table goes into no later step: half of them are without.
    for function in AGGREGATES if rng.random() < 0.5 else ["count", "min", "max", "first", "last", "median", "unique"]:
        target = rng.choice(list(kinds))
        if target in by or kinds[target] == "index":
            continue
        result = aggregate(groups, target, function, kinds[target])
        if result is None:
            continue
        new = f"{function}_{stem}"
        found[new], types[new], is_inexact = result
        inexact += [new] if is_inexact else []
        words.append(f"{new}: {function}({quoted(target)})")
    if by:
        found = in_order(found.reset_index(), by, [True] * len(by))
    elif len(frame) == 0:
        # All rows are one group, even when there are none.
        found = pd.DataFrame({n: [0 if n.startswith(("rows", "count", "unique", "sum")) else None] for n in types})
    by_text = f" by: {quoted(by[0]) if len(by) == 1 else listed(by)}" if by else ""
    name = program.name()
    program.bind(
        f"group {source}{by_text} {' '.join(words)} as {name}", name, found[list(types)], types, has_row=False,
        inexact=inexact, keep=not inexact)


def index(rng, program):
    source = pick(rng, program)
    table = program.tables[source]
    target = rng.choice(list(table.kinds))
    new = rng.choice(["user", "item"])
    name = program.name()
    program.bind(
        f"index {source} {new}: {quoted(target)} as {name}", name,
        table.frame.assign(**{new: numbered(table.frame, target)}), table.kinds | {new: "index"}, has_row=table.has_row)


def numbered(frame, target):
    """The place of each value among the values by falling frequency; nothing for a missing one."""
    order = counted(frame[[target]].dropna().rename(columns={target: "value"}), ["value"])["value"]
    return pd.Series(pd.Index(order).get_indexer(frame[target]), dtype="Int64").mask(frame[target].isna().to_numpy())


def quantile(rng, program):
    source = pick(rng, program, lambda t: any(k in (*NUMBERS, "date", "datetime") for k in t.kinds.values()))
    if source is None:
        return
    frame, kinds = program.tables[source]
    fit = {n: k for n, k in kinds.items() if k in (*NUMBERS, "date", "datetime") and n != "at"}
    if not fit:
        return
    of = some(rng, fit)
    at = [0.0, 1.0] + [rng.choice([0.5, 0.25, 0.9, 1 / 3, 0.123, rng.random()]) for _ in range(4)]
    at = list(dict.fromkeys(at))  # a share that is named twice is refused
    found, types = {"at": at}, {"at": "decimal"}
    for target in of:
        found[target] = quantiles(frame[target], at, kinds[target])
        types[target] = kinds[target] if kinds[target] in ("date", "datetime") else "decimal"
    name = program.name()
    program.bind(
        f"quantile {source} of: {listed(of)} at: [{', '.join(repr(share) for share in at)}] as {name}", name,
        pd.DataFrame(found), types, has_row=False)


def quantiles(series, at, kind):
    """pandas' own, of plain doubles and integers; of days and microseconds cut to a whole one, which pandas does not do."""
    values = series.dropna()
    if kind in ("date", "datetime"):
        if len(values) == 0:
            return [pd.NaT] * len(at)
        # Only the way from one moment to the next is a double. Measured from the first of the column instead, a third of it
        # would be rounded at another place.
        unit, name = (86_400, "s") if kind == "date" else (1, "us")
        whole = np.sort(values.astype("int64").to_numpy() // unit)
        place = np.array(at) * (len(whole) - 1)
        below = np.floor(place).astype("int64")
        low, high = whole[below], whole[np.minimum(below + 1, len(whole) - 1)]
        part = np.floor((high - low) * (place - below)).astype("int64")
        return pd.to_datetime((low + part) * unit, unit=name)
    return values.astype("float64" if kind == "decimal" else "int64").quantile(at).to_numpy()


def describe(rng, program):
    source = pick(rng, program)
    frame, kinds = program.tables[source]
    columns = some(rng, kinds, most=5)
    rows = []
    for name in columns:
        series, kind = frame[name], kinds[name]
        row = {"column": name, "type": kind, "nulls": int(series.isna().sum()), "unique": series.nunique()}
        if kind in (*NUMBERS, "boolean"):
            numbers = series.astype("Float64").dropna().astype("float64")
            row |= {"mean": numbers.mean(), "std": numbers.std()}
        rows.append(row)
    types = {"column": "string", "type": "string", "nulls": "integer", "unique": "integer", "mean": "decimal", "std": "decimal"}
    found = pd.DataFrame(rows, columns=list(types))
    name = program.name()
    program.bind(
        f"describe {source} columns: {listed(columns)} as {name}", name, found, types, has_row=False,
        inexact=["mean", "std"], columns=list(types), keep=False)


def correlate(rng, program):
    source = pick(rng, program, lambda t: sum(k in ("integer", "decimal") for k in t.kinds.values()) > 1)
    if source is None:
        return
    frame, kinds = program.tables[source]
    numeric = [n for n, k in kinds.items() if k in ("integer", "decimal") and n != "column"]
    if len(numeric) < 2:
        return
    columns = rng.sample(numeric, rng.randrange(2, min(4, len(numeric)) + 1))
    method = rng.choice(["pearson", "spearman"])
    numbers = frame[columns].astype("float64")
    found = {b: [correlation(numbers[a], numbers[b], method) for a in columns] for b in columns}
    name = program.name()
    program.bind(
        f"correlate {source} columns: {listed(columns)} method: {method} as {name}", name,
        pd.DataFrame({"column": columns} | found),
        {"column": "string"} | {n: "decimal" for n in columns}, has_row=False, inexact=columns, keep=False)


def correlation(a, b, method):
    """pandas' own, but it takes an infinity for missing: here there is no number for one, and ranks have no infinities."""
    both = a.notna() & b.notna()
    if not np.isinf(pd.concat([a[both], b[both]])).any():
        return a.corr(b, method, min_periods=2)
    return a[both].rank().corr(b[both].rank()) if method == "spearman" else np.nan


def derive(rng, program):
    source = pick(rng, program)
    table = program.tables[source]
    made = [derived(rng, table) for _ in range(4)]
    news = {f"new{i}": m for i, m in enumerate(made) if m is not None}
    if not news:
        return
    frame = table.frame.assign(**{new: m[1].to_numpy() if m[1].dtype.kind == "f" else m[1].array for new, m in news.items()})
    name = program.name()
    program.bind(
        f"derive {source} {' '.join(f'{new}: {m[0]}' for new, m in news.items())} as {name}", name, frame,
        table.kinds | {new: m[2] for new, m in news.items()}, has_row=table.has_row,
        inexact=[new for new, m in news.items() if m[3]], keep=not any(m[3] for m in news.values()))


def select(rng, program):
    source = pick(rng, program)
    table = program.tables[source]
    columns = some(rng, table.kinds, most=6)
    name = program.name()
    if rng.random() < 0.5 or len(columns) == len(table.kinds):
        text = f"columns: {listed(columns)}"
    else:
        text = f"drop: {listed(columns)}"
        columns = [n for n in table.kinds if n not in columns]
    program.bind(
        f"select {source} {text} as {name}", name, table.frame[columns], {n: table.kinds[n] for n in columns},
        has_row=table.has_row)


def rename(rng, program):
    source = pick(rng, program)
    table = program.tables[source]
    old = rng.choice(list(table.kinds))
    if "renamed" in table.kinds or old == "row":
        return
    name = program.name()
    program.bind(
        f"rename {source} renamed: {quoted(old)} as {name}", name, table.frame.rename(columns={old: "renamed"}),
        {"renamed" if n == old else n: k for n, k in table.kinds.items()}, has_row=table.has_row)


STEPS = [
    count, count, group, group, group, index, index, quantile, quantile, describe, correlate, derive, derive, derive, select,
    rename,
]
