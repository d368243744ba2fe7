"""A notebook of twenty trivial cells, from the start of the process to the HTML: matinee run beside nbconvert --execute.

    python bench_notebooks.py --matinee ../../.build/release/matinee [--rounds 5]

Writes both notebooks into a temporary folder, runs them in turn, and prints medians in seconds, the size of the HTML, and
how often ours goes into theirs. Needs jupyter (nbconvert, ipykernel) in the Python that runs it; see requirements.txt.
"""

import argparse
import importlib.metadata
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import nbformat

CELLS = 20


def write_jupyter(path):
    """Twenty cells that each set a number and print it."""
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(f'x{i} = {i} + 1\nprint("cell", x{i})') for i in range(CELLS)]
    notebook.metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(notebook, path)


def write_matinee(folder):
    """Twenty cells that each hold a number against another and say so; the first makes the table they need."""
    folder.mkdir()
    (folder / "one.csv").write_text("x\n1\n2\n3\n")
    cells = ['load "one.csv" as t'] + [f"expect t.rows + {i} == {i + 3}" for i in range(1, CELLS)]
    (folder / "01-trivial.md").write_text("".join(f"```{{lab}}\n{cell}\n```\n\n" for cell in cells))


def run(command, **more):
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, **more)
    seconds = time.perf_counter() - started
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stderr[-2000:]}")
    return seconds


def main():
    parser = argparse.ArgumentParser(description="matinee run beside jupyter nbconvert --execute on twenty cells.")
    parser.add_argument("--matinee", required=True, type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    matinee = str(arguments.matinee.resolve())
    scripts = pathlib.Path(sys.executable).parent
    environment = dict(
        os.environ, PATH=f"{scripts}:{os.environ['PATH']}", JUPYTER_PATH=str(pathlib.Path(sys.prefix) / "share/jupyter"))
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        write_jupyter(place / "trivial.ipynb")
        write_matinee(place / "notebooks")
        convert = [str(scripts / "jupyter-nbconvert"), "--execute", "--to", "html", "trivial.ipynb"]
        ours = [matinee, "run", "notebooks", "--output-dir", "outputs", "--quiet", "--no-cache"]
        times = {"nbconvert": [], "matinee": []}
        # Once each before the clock counts, so that both find their files in memory.
        run(convert, cwd=place, env=environment)
        run(ours, cwd=place)
        for _ in range(arguments.rounds):
            times["nbconvert"].append(run(convert, cwd=place, env=environment))
            times["matinee"].append(run(ours, cwd=place))
        sizes = {
            "nbconvert": (place / "trivial.html").stat().st_size,
            "matinee": (place / "outputs/01-trivial.html").stat().st_size,
        }
        every = sum(file.stat().st_size for file in (place / "outputs").rglob("*.html"))
    middle = {name: statistics.median(seconds) for name, seconds in times.items()}
    print("| tool | s | fastest | slowest | HTML, KB |\n|---|--:|--:|--:|--:|")
    for name in ("matinee", "nbconvert"):
        print(f"| {name} | {middle[name]:.3f} | {min(times[name]):.3f} | {max(times[name]):.3f} | {sizes[name] / 1000:.0f} |")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("nbconvert", "ipykernel"))
    print(
        f"\nOurs goes {middle['nbconvert'] / middle['matinee']:.0f} times into nbconvert's time, and its page "
        f"{sizes['nbconvert'] / sizes['matinee']:.1f} times into nbconvert's; with index and the pages that tell how it was made "
        f"ours are {every / 1000:.0f} KB. {versions}, Python {sys.version.split()[0]}.")


if __name__ == "__main__":
    main()
