"""Does a definition's version say what its differences do? Major: the number means something else;
minor: numbers can move; patch: words."""

import re

from tvaerblik.catalogue.differences import Difference
from tvaerblik.catalogue.language import Indicator
from tvaerblik.core.errors import Problem, Where
from tvaerblik.core.texts import Text

_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")


def version_problems(
    before: Indicator, after: Indicator, found: tuple[Difference, ...]
) -> tuple[Problem, ...]:
    """Nothing when the new version is right. Words alone may keep their version: a review date
    moves every year."""
    old, new = _numbers(before.version), _numbers(after.version)
    where = Where(file=f"{after.id}.yaml", path="version")
    if old is None or new is None:
        return (_unreadable(before.version if old is None else after.version, where),)
    problems = []
    if new < old:
        problems.append(_backwards(before.version, after.version, where))
    elif any(difference.moves for difference in found) and new[:2] == old[:2]:
        problems.append(_too_small(before.version, after.version, where))
    if new != old and after.version not in {change.version for change in after.changes}:
        problems.append(_unsaid(after.version, Where(file=where.file, path="changes")))
    return tuple(problems)


def _numbers(version: str) -> tuple[int, int, int] | None:
    match = _VERSION.fullmatch(version)
    return None if match is None else (int(match[1]), int(match[2]), int(match[3]))


def _unreadable(version: str, where: Where) -> Problem:
    return Problem(
        "E09",
        Text(f"»{version}« er ikke en version.", f"'{version}' is not a version."),
        Text("Skriv tre tal som 1.2.0.", "Write three numbers such as 1.2.0."),
        where,
    )


def _backwards(old: str, new: str, where: Where) -> Problem:
    return Problem(
        "E09",
        Text(
            f"Versionen går tilbage fra {old} til {new}.",
            f"The version goes from {old} back to {new}.",
        ),
        Text("Giv den et højere tal.", "Give it a higher number."),
        where,
    )


def _too_small(old: str, new: str, where: Where) -> Problem:
    da = f"er stadig {old}" if old == new else f"går kun fra {old} til {new}"
    en = f"is still {old}" if old == new else f"only goes from {old} to {new}"
    return Problem(
        "E09",
        Text(
            f"Ændringen kan flytte tallene, men versionen {da}.",
            f"The change can move the numbers, but the version {en}.",
        ),
        Text(
            "Hæv det andet tal, eller det første, hvis tallet nu betyder noget andet.",
            "Raise the second number, or the first if the figure now means something else.",
        ),
        where,
    )


def _unsaid(version: str, where: Where) -> Problem:
    return Problem(
        "E09",
        Text(
            f"Ændringsloggen siger intet om version {version}.",
            f"The change log says nothing of version {version}.",
        ),
        Text("Skriv under changes, hvad der er ændret.", "Write under changes what was changed."),
        where,
    )
