"""Random small files as text tables have them: types, nulls, repeats, ties, unicode, ragged lines; and what pandas reads."""
import csv
import gzip
import io
import random

import pandas as pd

from frames import DTYPES, column

WORDS = [
    "a", "b", "B", "Zebra", "Pokémon", "Poke\u0301mon", "日本", "5\" disk", "x y", " lead", "trail ", "007x", "ñ–™", "true-ish",
    "-", "it's", "🎬", "straße", "nil", "n.a.", "1,5", "0x1F", "#x", "two\nlines", "\"all\"",
]
NULLS = ["", "NA", "NaN", "null", "None", "N/A"]
NAMES = ["größe", "two words", "Stars", "v1", "v2", "v_3", "count_of", "título"]


def value(rng, kind, few):
    """A value of a kind as text; of a small choice when `few`, so that there are repeats and ties."""
    if kind == "integer":
        return str(rng.randrange(-3, 4) if few else rng.choice([0, -7, 2**40, 2**53 + 1, *(rng.randrange(-99, 1000) for _ in "ab")]))
    if kind == "decimal":
        if few:
            return rng.choice(["0.5", "-1.5", "2.25", "0.0", "-0.0", "1e3"])
        rare = rng.choice(["inf", "-inf", "2.5", "5e-324"])
        return rng.choice(["-1.25e3", "3", "1e-7", rare, repr(rng.uniform(-5, 5)), repr(rng.gauss(0, 1e6)), "0.1"])
    if kind == "boolean":
        return rng.choice(["true", "false", "True", "FALSE"])
    if kind == "date":
        if few:
            return f"2015-0{rng.randrange(1, 4)}-28"
        day = f"20{rng.randrange(10, 30)}-{rng.randrange(1, 13):02}-17"
        return rng.choice(["1899-12-31", "1969-12-31", "2000-02-29", day])
    if kind == "datetime":
        day = f"20{rng.randrange(10, 30)}-12-31" if few else rng.choice(["1969-12-31", "2015-08-31", "2024-02-29"])
        return day + rng.choice(["T23:59:59Z", "T00:00:00Z", " 12:30:01", "T01:00:00+02:00", "T23:59:59.5Z", "T23:59:59.500001Z", " 12:30:01.25"])
    return rng.choice(WORDS[:6] if few else WORDS)


# What a whole number may count from 1970, from the coarse to the fine.
EPOCHS = ["seconds", "milliseconds", "microseconds"]


class RandomFile:
    """One file: its text, how `load` is told to read it, and the frame that pandas makes of it."""

    def __init__(self, rng, stem, key_kinds, suffix=""):
        self.rng = rng
        self.is_tab = rng.random() < 0.6
        self.separator = "\t" if self.is_tab else rng.choice([",", ",", ";", "|"])
        self.quoting = not self.is_tab
        self.options = []
        if not self.is_tab and rng.random() < 0.25:
            self.quoting = False
            self.options.append("quoting: false")
        ending = ".tsv" if self.is_tab else ".csv"
        self.name = stem + ending + (".gz" if rng.random() < 0.15 else "")
        self.nulls = None
        if rng.random() < 0.15:
            self.nulls = ["", "-"]
            self.options.append('nulls: ["", "-"]')
        self.kinds = {"row" + suffix: "integer"} | key_kinds
        for name in rng.sample(NAMES, rng.randrange(1, 5)):
            self.kinds[name + suffix] = rng.choice(["integer", "decimal", "string", "boolean", "date", "datetime"])
        self._write()
        self._declare()

    def _write(self):
        """Makes the lines; those that no table can hold are counted, and are left out of what pandas gets to read."""
        rng = self.rng
        few = {name: name.startswith("k") or rng.random() < 0.5 for name in self.kinds}
        empty = {name: 1.0 if rng.random() < 0.02 else rng.choice([0, 0.1, 0.4]) for name in self.kinds}
        rows = rng.choice([0, 1, 1, 2, 3, rng.randrange(4, 20), rng.randrange(20, 70), rng.randrange(20, 70), 250])
        end = rng.choice(["\n", "\n", "\r\n"])
        self.skipped = 0
        lines, sound = [], []
        for row in range(-1, rows):
            fields = list(self.kinds)
            if row >= 0:
                fields = [str(row)]
                for name, kind in list(self.kinds.items())[1:]:
                    missing = rng.random() < empty[name]
                    field = rng.choice(self.nulls or NULLS) if missing else value(rng, kind, few[name])
                    fields.append(field)
                if row > 0 and rng.random() < 0.15:
                    fields = fields[:1] + last[1:]
                last = fields
            sound.append(fields)
            lines.append(self._line(fields))
            if row >= 0 and rng.random() < 0.03:
                is_long = rng.random() < 0.5
                ragged = fields + ["x"] * rng.randrange(1, 4) if is_long else fields[: rng.randrange(1, len(fields))]
                lines.append(self._line(ragged))
                # pandas leaves out the long ones itself; the short ones it would fill up with nulls.
                if is_long:
                    sound.append(ragged)
                self.skipped += 1
            if rng.random() < 0.03:
                lines.append("")
        text = end.join(lines) + rng.choice([end, ""])
        self.bytes = text.encode(rng.choice(["utf-8", "utf-8", "utf-8-sig"]))
        self.sound_text = "\n".join(self._line(fields) for fields in sound) + "\n"

    def _line(self, fields):
        if not self.quoting:
            return self.separator.join(field.replace(self.separator, " ").replace("\n", " ") for field in fields)
        special = set(self.separator + '"\n\r')
        return self.separator.join(
            '"' + field.replace('"', '""') + '"' if set(field) & special or (field and self.rng.random() < 0.05) else field
            for field in fields)

    def _declare(self):
        """Recognises the types as pandas does, and declares some that differ from them."""
        read = self._pandas(dtype_backend="numpy_nullable")
        self.frame = pd.DataFrame(index=read.index)
        declared = {}
        for name, wish in self.kinds.items():
            kind = self._recognised(read[name], wish)
            if self.rng.random() < 0.08 and not name.startswith("k") and not name.startswith("row"):
                kind = declared[name] = self._another(kind, read[name])
            self.kinds[name] = "datetime" if kind in EPOCHS else kind
            if kind == "string" and name in declared:
                self.frame[name] = self._pandas(dtype={name: "str"})[name]
            elif kind in EPOCHS:
                micros = read[name] * 10 ** (6 - 3 * EPOCHS.index(kind))
                self.frame[name] = pd.to_datetime(micros, unit="us").astype(DTYPES["datetime"])
            else:
                self.frame[name] = column(read[name], kind)
        if declared:
            self.options.append("types: [" + ", ".join(f"`{name}`: {kind}" for name, kind in declared.items()) + "]")

    def _another(self, kind, read):
        """A type that may be declared for values of `kind`. Times are for years of four digits, decimals where none loses a digit."""
        if kind == "integer":
            return self.rng.choice(["string"] + ["decimal"] * bool(read.abs().max() < 2**53) + EPOCHS * bool(read.abs().max() < 2**33))
        return self.rng.choice(["datetime", "string"]) if kind == "date" else "string"

    @staticmethod
    def _recognised(read, wish):
        if not read.notna().any():
            return "string"
        if wish in ("date", "datetime"):
            return "datetime" if read.dropna().astype(str).str.len().max() > 10 else "date"
        dtype = str(read.dtype)
        return {"Int64": "integer", "Float64": "decimal", "boolean": "boolean"}.get(dtype, "string")

    def _pandas(self, **more):
        quoting = csv.QUOTE_MINIMAL if self.quoting else csv.QUOTE_NONE
        if self.nulls:
            more |= {"keep_default_na": False, "na_values": self.nulls}
        return pd.read_csv(io.StringIO(self.sound_text), sep=self.separator, quoting=quoting, on_bad_lines="skip", **more)

    def save(self, folder):
        with open(folder / self.name, "wb") as file:
            file.write(gzip.compress(self.bytes, mtime=0) if self.name.endswith(".gz") else self.bytes)


def key_kinds(rng):
    """Two columns with few values, by which files are grouped and joined."""
    return {name: rng.choice(["integer", "string", "string", "boolean", "date", "decimal"]) for name in ("k1", "k2")}


def generator(seed, number):
    """Random numbers of one case, the same whether or not other cases run."""
    return random.Random(f"{seed}/{number}")
