"""The tables of Matinee against those of pandas: random small files through every table step, then whole files of reviews.

usage: tables_against_pandas.py --matinee PATH [--files 200] [--seed 1] [--only NUMBER] [--differences 5] [--keep FOLDER]
                                [--reviews FILE] [--movielens FOLDER]

Each random file gets a random program of about thirty steps; what a step binds goes into later ones. Programs become
notebooks, `matinee run` runs them all, and what they save is compared with what pandas computes. Exits with 1 when there are
differences; each is told with the statement and the first value that differs, and --keep leaves files and notebooks for a look.
"""
import argparse
import pathlib
import sys
import tempfile
import time
import warnings

import column_steps
import real_files
import row_steps
from programs import Program
from random_files import RandomFile, generator, key_kinds
from runs import run_together


def random_program(seed, number, folder):
    """Writes the files of a case and gives its program."""
    rng = generator(seed, number)
    program = Program(f"f{number}_")
    kinds = key_kinds(rng)
    for suffix in ("", "_b"):
        file = RandomFile(rng, f"{number}{suffix}", dict(kinds), suffix)
        file.save(folder)
        name = program.name()
        options = "".join(" " + option for option in file.options)
        program.skipped[name] = file.skipped
        # What is not read must not matter: some files are loaded for a few of their columns only.
        columns = rng.sample(list(file.kinds), 2) if rng.random() < 0.2 else None
        program.bind(f'load "{file.name}"{options} as {name}', name, file.frame, file.kinds, columns=columns, has_row=not suffix)
    steps = row_steps.STEPS + column_steps.STEPS
    rng.shuffle(steps)
    for step in steps:
        step(rng, program)
    return program


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--matinee", required=True, type=pathlib.Path)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="the number of the one case to run")
    parser.add_argument("--differences", type=int, default=5, help="after how many to stop")
    parser.add_argument("--keep", type=pathlib.Path, help="where files, notebooks and outputs stay")
    parser.add_argument("--reviews", type=pathlib.Path, help="a file of reviews in the 15 columns of the sample")
    parser.add_argument("--movielens", type=pathlib.Path, help="a folder with ratings.csv and movies.csv")
    arguments = parser.parse_args()
    # An empty column has no mean; that is what is compared.
    warnings.simplefilter("ignore", RuntimeWarning)

    started = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or pathlib.Path(temporary)
        notebooks = folder / "notebooks"
        notebooks.mkdir(parents=True, exist_ok=True)
        numbers = range(arguments.files) if arguments.only is None else [arguments.only]
        programs = [random_program(arguments.seed, number, notebooks) for number in numbers]
        if arguments.reviews:
            programs.append(real_files.reviews(arguments.reviews))
        if arguments.movielens:
            programs.append(real_files.movielens(arguments.movielens))
        found = run_together(arguments.matinee, programs, folder, arguments.differences)
    for text in found[: arguments.differences]:
        print(text)
    checks = sum(len(program.checks) for program in programs)
    word = "differences" if len(found) != 1 else "difference"
    print(f"{len(programs)} files, {checks} tables compared, {len(found)} {word}, {time.monotonic() - started:.0f} s")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
