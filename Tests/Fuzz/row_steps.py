"""Random steps that choose, order, divide and join rows, with pandas' result."""
import numpy as np
import pandas as pd

from expressions import condition, quoted
from frames import rows_where
from programs import listed


def pick(rng, program, fits=lambda table: True):
    """The name of a table that is there; mostly of a late one."""
    names = [name for name, table in program.tables.items() if fits(table)]
    return rng.choice(names[-6:] if rng.random() < 0.7 else names) if names else None


def some(rng, kinds, most=3):
    names = list(kinds)
    return rng.sample(names, rng.randrange(1, min(most, len(names)) + 1))


def dedupe(rng, program):
    source = pick(rng, program)
    frame, kinds = program.tables[source]
    by = some(rng, {n: k for n, k in kinds.items() if n != "row"} or kinds) if rng.random() < 0.8 else None
    name = program.name()
    program.bind(
        f"dedupe {source}{f' by: {listed(by)}' if by else ''} as {name}", name,
        frame.drop_duplicates(by, keep="first").reset_index(drop=True), kinds, has_row=program.tables[source].has_row)


def filter(rng, program):
    source = pick(rng, program)
    table = program.tables[source]
    text, truth = condition(rng, table)
    name = program.name()
    program.bind(
        f"filter {source} where: {text} as {name}", name,
        rows_where(table.frame, truth.fillna(False).astype(bool)), table.kinds, has_row=table.has_row)


def ordering(rng, kinds):
    """Columns to sort by, as the language says it and for sort_values."""
    by = some(rng, kinds)
    falling = [rng.random() < 0.4 for _ in by]
    text = ", ".join(f"{quoted(n)}: descending" if f else quoted(n) for n, f in zip(by, falling))
    return f"[{text}]", by, [not f for f in falling]


def in_order(frame, by, rising):
    """A stable sort with missing values last, one column after the other: pandas is stable only for a single one."""
    for name, is_rising in list(zip(by, rising))[::-1]:
        frame = frame.sort_values(name, ascending=is_rising, kind="stable", na_position="last")
    return frame.reset_index(drop=True)


def sort(rng, program):
    source = pick(rng, program)
    table = program.tables[source]
    text, by, rising = ordering(rng, table.kinds)
    name = program.name()
    program.bind(
        f"sort {source} by: {text} as {name}", name, in_order(table.frame, by, rising), table.kinds, has_row=table.has_row)


def show(rng, program):
    source = pick(rng, program)
    table = program.tables[source]
    where, truth = condition(rng, table)
    text, by, rising = ordering(rng, table.kinds)
    limit = rng.randrange(1, 30)
    columns = some(rng, table.kinds, most=4)
    found = in_order(rows_where(table.frame, truth.fillna(False).astype(bool)), by, rising).head(limit)
    name = program.name()
    program.bind(
        f"show {source} where: {where} sort: {text} limit: {limit} columns: {listed(columns)} as {name}", name,
        found, {column: table.kinds[column] for column in columns}, has_row=False)


def head(rng, program):
    source = pick(rng, program)
    table = program.tables[source]
    rows = rng.randrange(1, 12)
    name = program.name()
    program.bind(f"head {source} rows: {rows} as {name}", name, table.frame.head(rows), table.kinds, has_row=table.has_row)


def has_row(table):
    return table.has_row and "row" in table.kinds


def sample(rng, program):
    """Which rows are drawn is Matinee's own; how many, that each is there once, and their order are not."""
    source = pick(rng, program, has_row)
    if source is None:
        return
    frame, kinds = program.tables[source]
    by_rows = rng.random() < 0.5 and len(frame) > 0
    wanted = rng.randrange(1, len(frame) + 1) if by_rows else rng.choice([0.1, 0.25, 0.5, 0.75])
    count = wanted if by_rows else round(len(frame) * wanted)
    statement = f"sample {source} {'rows' if by_rows else 'fraction'}: {wanted} as "
    name = program.name()
    program.statements.append(statement + name)
    program.judged(statement + name, name, kinds, lambda ours: _drawn(ours, frame, count))


def _drawn(ours, frame, count):
    if len(ours) != count:
        return f"{len(ours)} rows against {count}"
    places = pd.Index(frame["row"]).get_indexer(ours["row"]) if len(frame) else np.array([])
    if (places < 0).any() or (np.diff(places) <= 0).any():
        return f"rows {list(ours['row'])} are not some of the table's in its order"
    return None


def split_at_random(rng, program):
    source = pick(rng, program, has_row)
    if source is None:
        return
    frame, kinds = program.tables[source]
    share = rng.choice([0.1, 0.25, 0.5, 0.75])
    train, test = program.name(), program.name()
    statement = f"split {source} fraction: {share} as {train}, {test}"
    count = round(len(frame) * share)
    seen = []

    def judge_train(ours):
        seen.append(set(ours["row"]))
        return _drawn(ours, frame, len(frame) - count)

    def judge_test(ours):
        twice = seen[-1] & set(ours["row"])
        return f"rows {twice} are in both parts" if twice else _drawn(ours, frame, count)

    program.statements.append(statement)
    program.judged(statement, train, kinds, judge_train)
    program.judged(statement, test, kinds, judge_test)


def split_last(rng, program):
    source = pick(rng, program)
    table = program.tables[source]
    frame, kinds = table
    key = rng.choice([n for n in kinds if n.startswith("k")] or list(kinds))
    order = rng.sample(list(kinds), rng.choice([1, 1, min(2, len(kinds))]))
    last = last_rows(frame, key, order)
    train, test = program.name(), program.name()
    shown = quoted(order[0]) if len(order) == 1 else listed(order)
    statement = f"split {source} last-per: {quoted(key)} order-by: {shown} as {train}, {test}"
    program.bind(statement, train, rows_where(frame, ~last), kinds, has_row=table.has_row)
    program.bind("", test, rows_where(frame, last), kinds, has_row=table.has_row)


def last_rows(frame, key, order):
    """True for the last row of each key by a stable sort."""
    known = frame[[key, *order]].notna().all(axis=1)
    numbered = frame[known].assign(**{"#": np.flatnonzero(known)})
    tail = in_order(numbered, order, [True] * len(order)).groupby(key, sort=False).tail(1)["#"]
    last = np.zeros(len(frame), dtype=bool)
    last[tail.to_numpy(dtype=int)] = True
    return last


def join(rng, program):
    left = pick(rng, program)
    a = program.tables[left]
    right = pick(rng, program, lambda t: any(a.kinds.get(n) == k for n, k in t.kinds.items()))
    b = program.tables[right]
    if len(a.frame) * len(b.frame) > 20_000:
        return
    common = [n for n in b.kinds if a.kinds.get(n) == b.kinds[n]]
    keys = [n for n in common if n.startswith("k")] or common
    keys = rng.sample(keys, rng.randrange(1, min(2, len(keys)) + 1))
    how = rng.choice(["inner", "left", "semi", "anti"])
    own, frame = right, b.frame
    if how in ("inner", "left"):
        clashing = [n for n in b.kinds if n in a.kinds and n not in keys]
        if clashing:
            own = program.name()
            program.statements.append(f"select {right} drop: {listed(clashing)} as {own}")
            frame = frame.drop(columns=clashing)
    name = program.name()
    said = "" if how == "inner" and rng.random() < 0.5 else f" how: {how}"
    statement = f"join {left} {own} on: {listed(keys)}{said} as {name}"
    found = joined(a.frame, frame, keys, how)
    kinds = {column: a.kinds.get(column) or b.kinds[column] for column in found}
    program.bind(statement, name, found, kinds, has_row=a.has_row and how in ("semi", "anti"))


def joined(left, right, keys, how):
    """pandas' merge, but a missing key has no partner."""
    right = right.dropna(subset=keys)
    if how in ("inner", "left"):
        if how == "inner":
            left = left.dropna(subset=keys)
        return left.merge(right, on=keys, how=how, sort=False)
    marks = left[keys].merge(right[keys].drop_duplicates(), on=keys, how="left", indicator=True)["_merge"] == "both"
    return rows_where(left, marks if how == "semi" else ~marks)


STEPS = [
    dedupe, dedupe, filter, filter, filter, sort, sort, show, head, sample, split_at_random, split_last, split_last, join, join,
    join,
]
