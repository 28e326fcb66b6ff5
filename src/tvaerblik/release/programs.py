"""Whole-number linear programs: the least of a cost over all counts that fulfil given equations.

Counts are whole, and a reader knows it: an interval of 0.5 to 1.5 is the number 1. A program is
solved as a linear one first, which for most tables has a whole optimum; only where it has not does
HiGHS branch. The answer is checked in whole numbers, so no tolerance decides what is possible.

Used by `attacker` and `secondary`; no release is built with it yet.
"""

from dataclasses import dataclass
from enum import Enum
from typing import NoReturn

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from tvaerblik.core.errors import Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.release.figures import Counts, Floats

# Seconds for one program, after which it counts as failed and blocks. Those of a country's table
# take hundredths; the limit stands so that a release ends with an answer and not with a wait.
SECONDS = 60.0

# How far from a whole number HiGHS may leave a count (its feasibility tolerance is 1e-7) and still
# have meant it. The rounded point is then checked exactly.
NEARLY_WHOLE = 1e-5

# Counts above this are not exact in floating point, in which programs are solved.
LARGEST_COUNT = 2**53


class Verdict(Enum):
    IMPOSSIBLE = 2  # as linprog numbers them
    UNBOUNDED = 3


@dataclass(frozen=True, slots=True, eq=False)
class System:
    """All counts x with `matrix @ x == right`, `low <= x <= high` (high may be infinite)."""

    matrix: csr_array
    right: Counts
    low: Floats
    high: Floats

    def holds(self, point: Counts) -> bool:
        within = bool(np.all(point >= self.low) and np.all(point <= self.high))
        return within and bool(np.array_equal(self.matrix @ point, self.right))


def least(cost: Floats, system: System) -> Counts | Verdict:
    """A whole point of the system at which `cost @ x` is least; the same for the same system."""
    point = _solved(cost, system, whole=False)
    if isinstance(point, Verdict):
        return point
    found = _whole(point, system)
    if found is not None:
        return found
    point = _solved(cost, system, whole=True)
    if isinstance(point, Verdict):
        return point
    found = _whole(point, system)
    return _failed("the point is not whole") if found is None else found


def _solved(cost: Floats, system: System, *, whole: bool) -> Floats | Verdict:
    """Tried again without presolve, which cannot always tell the impossible from the unbounded."""
    for presolve in (True, False):
        # linprog takes sparse matrices too
        result = linprog(  # type: ignore[call-overload]  # SciPy's stubs know dense ones only
            cost,
            A_eq=system.matrix if system.matrix.shape[0] else None,
            b_eq=system.right if system.matrix.shape[0] else None,
            bounds=np.column_stack((system.low, system.high)),
            integrality=int(whole),
            method="highs",
            # A gap in per mille of a million is not a whole number
            options={"presolve": presolve, "time_limit": SECONDS, "mip_rel_gap": 0.0},
        )
        if result.status == 0:
            return np.asarray(result.x, np.float64)
        if result.status in (Verdict.IMPOSSIBLE.value, Verdict.UNBOUNDED.value):
            return Verdict(result.status)
    return _failed(str(result.message))


def _whole(point: Floats, system: System) -> Counts | None:
    nearest = np.rint(point)
    if point.size and float(np.max(np.abs(point - nearest))) > NEARLY_WHOLE:
        return None
    counts = nearest.astype(np.int64)
    return counts if system.holds(counts) else None


def _failed(message: str) -> NoReturn:
    raise Blocked(
        Problem(
            "K-SOLVER",
            Text(
                f"Det kunne ikke afgøres, hvad skjulte tal kan regnes ud til ({message}).",
                f"What hidden figures can be worked out to could not be settled ({message}).",
            ),
            Text(
                "Udgiv ikke tabellen. Del den op, eller skjul de tal, den deler med andre tabeller.",
                "Do not release the table. Split it, or hide the figures it shares with others.",
            ),
        )
    )
