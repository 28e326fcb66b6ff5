"""How the command line speaks: sentences in Danish then English, JSON for machines, progress."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from tvaerblik.core.errors import Problem, TvaerblikError

Report = Callable[[int, int, str], None]  # done, of how many, what

_errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
_plain = Console(highlight=False, soft_wrap=True, markup=False)


def say(text: str = "") -> None:
    _plain.print(text)


def say_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, default=str))


def print_error(error: TvaerblikError, *, as_json: bool = False) -> None:
    if as_json:
        problems = [problem_fields(problem) for problem in error.problems]
        print(
            json.dumps({"error": problems, "total": error.total}, ensure_ascii=False),
            file=sys.stderr,
        )
        return
    _errors.print(error.in_("da"))
    _errors.print(error.in_("en"))


def problem_fields(problem: Problem) -> dict[str, Any]:
    where = problem.where
    places = {name: getattr(where, name) for name in ("file", "sheet", "row", "column", "path")}
    return {
        "code": problem.code,
        "da": problem.in_("da"),
        "en": problem.in_("en"),
        "where": {name: place for name, place in places.items() if place is not None},
    }


@contextmanager
def progress(title: str) -> Iterator[Report]:
    """A bar on a terminal; elsewhere a line at the start and one at the end."""
    bar = Progress(
        TextColumn("{task.description:<28}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[what]}"),
        console=_errors,
        disable=not _errors.is_terminal,
    )
    if not _errors.is_terminal:
        _errors.print(f"→ {title}")
    with bar:
        task = bar.add_task(title, total=None, what="")

        def report(done: int, total: int, what: str = "") -> None:
            bar.update(task, completed=done, total=total, what=what[:30])

        yield report
