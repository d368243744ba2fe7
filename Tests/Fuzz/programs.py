"""A program of the language beside what pandas makes of it: statements, the tables they bind, and what these must hold."""
from dataclasses import dataclass, field
from typing import Callable

import frames


@dataclass
class Known:
    """A table as pandas has it. `has_row` says that no two rows have the same value in the column row."""
    frame: object
    kinds: dict
    has_row: bool = True

    def __iter__(self):
        return iter((self.frame, self.kinds))


@dataclass
class Check:
    """What a saved table must be: `judge` says in words how it is not."""
    statement: str
    table: str
    kinds: dict
    judge: Callable
    file: str = ""


@dataclass
class Program:
    """Statements in their order. Names begin with `prefix`, because notebooks of a folder share theirs."""
    prefix: str
    ending: str = ".jsonl"
    statements: list = field(default_factory=list)
    checks: list = field(default_factory=list)
    tables: dict = field(default_factory=dict)
    skipped: dict = field(default_factory=dict)
    named: int = 0

    def name(self):
        self.named += 1
        return f"{self.prefix}t{self.named}"

    def bind(self, statement, name, frame, kinds, *, has_row=True, inexact=(), columns=None, keep=True):
        """Binds `name` to what `statement` gives, for later steps too (unless not `keep`), and has it saved and compared.

        `columns` are those that are saved; what is not saved and nobody reads is never computed, which must change nothing.
        """
        frame = frames.frame(frame, kinds, len(frame))
        if keep:
            self.tables[name] = Known(frame, kinds, has_row)
        self.statements.append(statement)
        saved = {column: kinds[column] for column in columns or kinds}
        if columns == []:
            return
        exact = [column for column in inexact if column in saved]
        self.judged(
            statement, name, saved, lambda ours: frames.difference(ours, frame, saved, exact),
            columns=columns if columns else None)

    def judged(self, statement, name, kinds, judge, columns=None):
        """Saves the table `name` and has `judge` look at it; `statement` stands in the message only."""
        file = f"{self.prefix}{len(self.checks)}{self.ending}"
        chosen = f" columns: [{', '.join(quoted(c) for c in columns)}]" if columns else ""
        self.statements.append(f'save {name} to: "{file}"{chosen}')
        self.checks.append(Check(statement, name, kinds, judge, file))

    def notebook(self):
        cells = "\n".join(self.statements)
        values = " ".join(f"`{{lab}} {name}.skipped`" for name in self.skipped)
        return f"---\ntitle: {self.prefix}\n---\n\n```{{lab}}\n{cells}\n```\n\n{values}\n"


def quoted(name):
    """A column's name as a list of columns has it."""
    return name if name.isascii() and name.isidentifier() else f"`{name}`"


def listed(names):
    return "[" + ", ".join(quoted(name) for name in names) + "]"
