"""Tables as both sides see them: pandas frames with one dtype for each type of Matinee's columns, and their differences."""
import json
import math

import numpy as np
import pandas as pd

# A missing value is NA, NaN or NaT, as the dtype has it; a decimal is never NaN in Matinee, which has null instead.
DTYPES = {
    "integer": "Int64", "index": "Int64", "decimal": "float64", "string": "str", "boolean": "boolean",
    "date": "datetime64[s]", "datetime": "datetime64[us]",
}


def column(values, kind):
    """A list or a series as a series of the dtype that `kind` has."""
    dtype = DTYPES[kind]
    if isinstance(values, pd.Series):
        if values.dtype == dtype:
            return values
        if values.dtype.kind == "M" or kind not in ("date", "datetime"):
            return values.astype(dtype)
    elif kind == "decimal":
        return pd.Series([math.nan if value is None else float(value) for value in values], dtype=dtype)
    if kind in ("date", "datetime"):
        moments = pd.to_datetime(pd.Series(values, dtype="str"), format="ISO8601", utc=True)
        return moments.dt.tz_localize(None).dt.as_unit("s" if kind == "date" else "us")
    return pd.Series(values, dtype=dtype)


def frame(columns, kinds, rows):
    """A frame of series by name, each in the dtype of its kind, of so many rows (None: those of the frame `columns`)."""
    index = pd.RangeIndex(len(columns) if rows is None else rows)
    made = {name: column(columns[name], kinds[name]).set_axis(index) for name in kinds}
    return pd.DataFrame(made, index=index, copy=False)


def read_jsonl(path, kinds):
    """What `save` wrote, in the dtypes of `kinds`."""
    with open(path, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    for row in rows:
        if list(row) != list(kinds):
            raise ValueError(f"columns {list(row)} against {list(kinds)}")
    return frame({name: [row[name] for row in rows] for name in kinds}, kinds, len(rows))


def read_csv(path, kinds):
    """The same for large tables, which hold no empty text."""
    dtypes = {name: "str" if kind in ("date", "datetime") else DTYPES[kind] for name, kind in kinds.items()}
    read = pd.read_csv(path, dtype=dtypes, keep_default_na=False, na_values=[""])
    if list(read) != list(kinds):
        raise ValueError(f"columns {list(read)} against {list(kinds)}")
    return frame({name: read[name] for name in kinds}, kinds, len(read))


def rows_where(frame, mask):
    """The rows where `mask`, an array of booleans, holds, numbered anew."""
    return frame[np.asarray(mask, dtype=bool)].reset_index(drop=True)


def difference(ours, theirs, kinds, inexact=()):
    """The first difference in words; None when there is none.

    Doubles are the same when their bits are, 0 and -0 aside; those of the columns in `inexact`, sums in different orders,
    when they differ by less than 1e-11 of the greater (or of 1, where sums may cancel).
    """
    if len(ours) != len(theirs):
        return f"{len(ours)} rows against {len(theirs)}"
    for name, kind in kinds.items():
        mine, other = ours[name], theirs[name]
        if kind == "decimal":
            # jsonl has no word for an infinity.
            other = other.where(np.isfinite(other) | mine.notna(), np.nan)
        missing = mine.isna().to_numpy()
        unequal = missing != other.isna().to_numpy()
        both = ~missing & ~unequal
        a, b = mine.array[both].to_numpy(), other.array[both].to_numpy()
        if name in inexact:
            a, b = a.astype(float), b.astype(float)
            with np.errstate(invalid="ignore"):
                apart = ~((np.abs(a - b) <= 1e-11 * np.maximum(1, np.maximum(np.abs(a), np.abs(b)))) | (a == b))
        else:
            apart = a != b
        unequal[np.flatnonzero(both)[np.asarray(apart, dtype=bool)]] = True
        if unequal.any():
            row = int(np.flatnonzero(unequal)[0])
            return (
                f"column {name}, row {row + 1} of {len(ours)}: {shown(mine.iloc[row])} against {shown(other.iloc[row])}"
                f" ({int(unequal.sum())} such rows)")
    return None


def shown(value):
    """A value as a reader tells it from others: every digit of a double, quotes around a text."""
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return "nothing"
    return repr(float(value)) if isinstance(value, float) else repr(value) if isinstance(value, str) else str(value)
