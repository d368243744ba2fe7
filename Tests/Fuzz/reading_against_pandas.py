"""Random small files, read by Matinee's TableReader and by pandas: the same rows, values and nulls?

usage: against_pandas.py READER [COUNT]

READER is a program that reads FILE and writes the table as jsonl to its second argument. Run by hand; needs pandas.
Files have ragged lines, nulls, quotes, unicode, CRLF, blank lines, every type. tsv is read by pandas with QUOTE_NONE, csv
with its defaults; lines with too few fields are filled up by both (short-lines: null), because pandas has no other way.
"""
import csv, json, math, random, subprocess, sys, tempfile, os
import pandas as pd

WORDS = ["", "a", "Pokémon", "日本", "5\" disk", "x y", "NA", "null", "None", "Y", "007", "ñ–™", "true-ish", "-"]
KINDS = ["integer", "decimal", "string", "boolean", "date"]


def value(rng, kind):
    if rng.random() < 0.15:
        return rng.choice(["", "NA", "NaN", "null"])
    if kind == "integer":
        return str(rng.choice([0, 1, -7, 2**40, rng.randrange(-99, 1000)]))
    if kind == "decimal":
        return rng.choice(["0.5", "-1.25e3", "3", "1e-7", repr(rng.uniform(-5, 5)), repr(rng.gauss(0, 1e10))])
    if kind == "boolean":
        return rng.choice(["true", "false", "True", "FALSE"])
    if kind == "date":
        return f"20{rng.randrange(10, 30)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
    return rng.choice(WORDS)


def make(rng, path, sep):
    kinds = ["integer"] + [rng.choice(KINDS) for _ in range(rng.randrange(1, 6))]
    end = rng.choice(["\n", "\r\n"])
    lines = [sep.join(f"c{i}_{kind}" for i, kind in enumerate(kinds))]
    for row in range(rng.randrange(0, 60)):
        fields = [str(row)] + [value(rng, kind) for kind in kinds[1:]]
        if sep == ",":
            if rng.random() < 0.1:
                fields = [f'q,"{f}"\n' if k == "string" else f for f, k in zip(fields, kinds)]
            fields = ['"' + f.replace('"', '""') + '"' if set(f) & set(',"\n') or rng.random() < 0.1 else f for f in fields]
        # An overlong first row makes pandas take the first column for an index; we leave such a row out like any other.
        if row > 0 and rng.random() < 0.03:
            fields += ["x"] * rng.randrange(1, 4)
        elif rng.random() < 0.03:
            fields = fields[: rng.randrange(1, len(fields) + 1)]
        lines.append(sep.join(fields))
        if rng.random() < 0.03:
            lines.append("")
    text = end.join(lines) + rng.choice([end, ""])
    with open(path, "w", newline="", encoding=rng.choice(["utf-8", "utf-8-sig"])) as file:
        file.write(text)
    return [f"c{i}_{kind}" for i, kind in enumerate(kinds)]


def same(ours, theirs, name):
    missing = theirs is None or (isinstance(theirs, float) and math.isnan(theirs)) or theirs is pd.NA
    if ours is None or missing:
        return ours is None and bool(missing)
    if isinstance(ours, bool):
        return str(theirs).lower() == str(ours).lower()
    if isinstance(ours, (int, float)):
        return float(theirs) == ours
    return str(theirs) == ours


def main():
    reader, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200
    rng = random.Random(11)
    differing = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            sep = rng.choice(["\t", ","])
            path = os.path.join(folder, "t.tsv" if sep == "\t" else "t.csv")
            names = make(rng, path, sep)
            out = os.path.join(folder, "out.jsonl")
            done = subprocess.run([reader, path, out], capture_output=True, text=True)
            quoting = csv.QUOTE_NONE if sep == "\t" else csv.QUOTE_MINIMAL
            theirs = pd.read_csv(path, sep=sep, quoting=quoting, on_bad_lines="skip", float_precision="round_trip")
            if done.returncode != 0:
                print("error", number, done.stdout, done.stderr)
                differing += 1
                continue
            ours = [json.loads(line) for line in open(out, encoding="utf-8")]
            bad = None
            if len(ours) != len(theirs):
                bad = f"{len(ours)} rows against {len(theirs)}"
            else:
                for name in names:
                    column = theirs[name].astype(object).tolist()
                    for row, (mine, other) in enumerate(zip(ours, column)):
                        # pandas reads 007 as 7 where all of a column are digits; we keep such texts.
                        if not same(mine[name], other, name) and not str(mine[name]).startswith("00"):
                            bad = bad or f"row {row} {name}: {mine[name]!r} against {other!r}"
            if bad:
                differing += 1
                print("file", number, repr(sep), bad)
                if differing < 4:
                    print(open(path, encoding="utf-8-sig", newline="").read()[:600])
    print(f"{count} files, {differing} differ")
    sys.exit(differing > 0)


if __name__ == "__main__":
    main()
