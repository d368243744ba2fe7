"""Random expressions of the language, each with its value for every row as pandas computes it."""
import numpy as np
import pandas as pd

from frames import column

COMPARISONS = {
    "==": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b, "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
}
NUMBERS = ("integer", "decimal", "index")
AGGREGATES = ["count", "mean", "sum", "min", "max", "first", "last", "median", "unique", "std"]


def quoted(name):
    """A column's name as an expression has it."""
    return name if name.isascii() and name.isidentifier() else f"`{name}`"


def literal(rng, series, kind):
    """A value of the column, or one near it, as the language writes it, and for pandas."""
    known = series.dropna()
    if len(known) == 0:
        return None
    value = known.iloc[rng.randrange(len(known))]
    if kind in ("integer", "index"):
        return (str(value), int(value)) if abs(int(value)) < 2**53 else None
    if kind == "decimal":
        return (repr(float(value)), float(value)) if np.isfinite(value) else None
    if kind == "string":
        written = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{written}"', value
    if kind == "date":
        return (value.strftime("%Y-%m-%d"), value) if value.year > 999 else None
    return None


def masked(function, *operands):
    """Truth by SQL's rule: nothing where an operand is missing."""
    missing = np.zeros(len(operands[0]), dtype=bool)
    for operand in operands:
        if isinstance(operand, pd.Series):
            missing |= np.asarray(operand.isna())
    plain = [np.asarray(o.astype(object)) if isinstance(o, pd.Series) else o for o in operands]
    truth = np.zeros(len(missing), dtype=bool)
    for row in np.flatnonzero(~missing):
        truth[row] = bool(function(*[o[row] if isinstance(o, np.ndarray) else o for o in plain]))
    return pd.Series(pd.arrays.BooleanArray(truth, missing))


def condition(rng, table, depth=0):
    """A condition and its truth, with nothing where it is neither true nor false."""
    frame, kinds = table
    if depth < 2 and rng.random() < 0.4:
        a, b = condition(rng, table, depth + 1), condition(rng, table, depth + 1)
        form = rng.choice(["and", "or", "not"])
        if form == "not":
            return f"not ({a[0]})", ~a[1]
        # Nullable booleans follow Kleene's logic, which is SQL's.
        return f"({a[0]}) {form} ({b[0]})", (a[1] & b[1]) if form == "and" else (a[1] | b[1])
    name = rng.choice(list(kinds))
    kind, series, text = kinds[name], frame[name], quoted(name)
    form = rng.choice(["compare", "compare", "null", "in", "columns", "count", "aggregate", "bare", "text"])
    found = literal(rng, series, kind)
    if form == "compare" and found:
        sign = rng.choice(list(COMPARISONS))
        return f"{text} {sign} {found[0]}", masked(COMPARISONS[sign], series, found[1])
    if form == "in" and found:
        others = [found] + [l for l in [literal(rng, series, kind)] if l]
        values = [value for _, value in others]
        negated = rng.random() < 0.4
        truth = masked(lambda a: (a in values) != negated, series)
        return f"{text} {'not ' * negated}in [{', '.join(t for t, _ in others)}]", truth
    if form == "columns":
        alike = [n for n in kinds if kinds[n] == kind or (kinds[n] in NUMBERS and kind in NUMBERS)]
        other = rng.choice(alike)
        sign = rng.choice(list(COMPARISONS))
        return f"{text} {sign} {quoted(other)}", masked(COMPARISONS[sign], series, frame[other])
    if form == "count":
        least = rng.randrange(1, 6)
        counts = series.map(series.value_counts()) if len(series) else series
        return f"count({text}) >= {least}", masked(lambda n: n >= least, counts)
    if form == "aggregate" and kind in NUMBERS and kind != "index":
        whole = series.max()
        return f"{text} == max({text})", masked(lambda a: a == whole, series)
    if form == "bare" and kind == "boolean":
        return text, series.reset_index(drop=True)
    if form == "text" and kind == "string":
        part = rng.choice(["a", "é", "日", "x", "-"])
        name, test = rng.choice([
            ("contains", lambda a: part in a), ("starts-with", lambda a: a.startswith(part)),
            ("ends-with", lambda a: a.endswith(part))])
        return f'{name}({text}, "{part}")', masked(test, series)
    negated = rng.random() < 0.5
    truth = series.notna() if negated else series.isna()
    return f"{text} is {'not ' * negated}null", truth.astype("boolean")


def aggregate(groups, name, function, kind):
    """One value for each group, missing values left out; the kind that it has, and whether it is a sum of doubles.

    `groups` is a pandas groupby of the whole frame in which `name` is of `kind`; nothing when the kind has no such aggregate.
    """
    is_number = kind in ("integer", "decimal", "boolean")
    if function in ("mean", "sum", "median", "std") and not is_number:
        return None
    values = groups[name]
    if function == "count":
        return values.count(), "integer", False
    if function == "unique":
        return values.nunique(), "integer", False
    if function in ("first", "last", "min", "max"):
        return getattr(values, function)(), kind, False
    if function == "sum":
        return values.sum(), "decimal" if kind == "decimal" else "integer", kind == "decimal"
    return getattr(values, function)(), "decimal", function != "median"


def derived(rng, table):
    """A new column: its expression, values, kind, and whether it may differ in the last digits; None when the draw does not fit."""
    frame, kinds = table
    name = rng.choice(list(kinds))
    kind, a, x = kinds[name], frame[name], quoted(name)
    alike = rng.choice([n for n in kinds if kinds[n] in NUMBERS] or [name])
    b, y = frame[alike], quoted(alike)
    if rng.random() < 0.3:
        return _shared(rng, frame, kinds, name)
    if kind in ("integer", "decimal") and kinds[alike] in ("integer", "decimal"):
        both = "decimal" if "decimal" in (kind, kinds[alike]) else "integer"
        p, q = a.astype("float64"), b.astype("float64")
        zero = q == 0
        forms = [
            (f"{x} + {y}", a + b, both), (f"{x} - {y}", a - b, both), (f"{x} / {y}", (p / q).mask(zero), "decimal"),
            (f"abs({x})", a.abs(), kind), (f"sqrt({x})", np.sqrt(p.where(p >= 0)), "decimal"),
            (f"round({x}, 2)", decimals(a, kind).round(2), "decimal"), (f"min({x}, {y})", np.minimum(p, q) if both == "decimal" else None, both),
            (f"if({x} > {y}, {x}, null)", a.where(masked(lambda m, n: m > n, a, b).fillna(False).to_numpy()), kind),
            (f"floor({x})", whole(a, np.floor), "integer"), (f"round({x})", whole(a, np.round), "integer"),
            (f"ceil({x})", whole(a, np.ceil), "integer"),
        ]
        if both == "integer":
            forms.append((f"{x} % {y}", (a % b.mask(b == 0)), "integer"))
        text, values, result = rng.choice([form for form in forms if form[1] is not None])
        return text, column(values, result), result, False
    if kind == "string" and rng.random() < 0.3:
        other = rng.choice([n for n in kinds if kinds[n] == "string"])
        form, choose = rng.choice([("min", min), ("max", max)])
        values = [None if pd.isna(m) or pd.isna(n) else choose(m, n) for m, n in zip(a, frame[other])]
        return f"{form}({x}, {quoted(other)})", column(values, "string"), "string", False
    if kind == "string":
        text, function, result = rng.choice([
            (f"lower({x})", str.lower, "string"), (f"upper({x})", str.upper, "string"), (f"trim({x})", str.strip, "string"),
            (f'replace({x}, "a", "ä")', lambda t: t.replace("a", "ä"), "string"),
            (f'concat({x}, "/", {x})', lambda t: f"{t}/{t}", "string"),
            # A reader counts é as one character, however it is encoded.
            (f"length({x})", lambda t: len(t.replace("e\u0301", "é")), "integer")])
        return text, column([None if pd.isna(v) else function(v) for v in a], result), result, False
    if kind in ("date", "datetime"):
        midnight = a.dt.floor("D")
        form = rng.choice(["year", "month", "day", "weekday", "quarter", "start-of-month", "date"])
        if form == "start-of-month":
            return f"{form}({x})", midnight - pd.to_timedelta(a.dt.day - 1, unit="D"), "date", False
        if form == "date":
            return f"{form}({x})", midnight, "date", False
        values = a.dt.weekday + 1 if form == "weekday" else getattr(a.dt, form)
        return f"{form}({x})", column(values.astype("Int64"), "integer"), "integer", False
    return None


def decimals(values, kind):
    """As decimals; whole numbers beyond 2^53 that none holds are missing: to round them to digits loses them, which Matinee counts."""
    found = values.astype("float64")
    if kind != "integer":
        return found
    lost = [bool(pd.notna(value)) and int(float(value)) != int(value) for value in values]
    return found.mask(np.array(lost, dtype=bool))


def whole(series, function):
    """Decimals made whole; those that are too large for 64 bits become nothing."""
    if series.dtype == "Int64":
        return series
    values = function(series)
    return values.where(values.abs() < 2**63).astype("Int64")


def _shared(rng, frame, kinds, name):
    """An aggregate that every row of its group is given."""
    key = rng.choice([n for n in kinds if n.startswith("k")] or list(kinds))
    function = rng.choice(AGGREGATES)
    if name == key or kinds[name] == "index":
        return None
    found = aggregate(frame.groupby(key, sort=False, dropna=False), name, function, kinds[name])
    if found is None:
        return None
    values, result, inexact = found
    group = frame.groupby(key, sort=False, dropna=False).ngroup()
    spread = column(values.reset_index(drop=True), result).reindex(group).reset_index(drop=True)
    return f"{function}({quoted(name)}, by: {quoted(key)})", spread, result, inexact
