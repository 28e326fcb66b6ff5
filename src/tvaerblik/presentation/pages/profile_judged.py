"""What the assessment of a series says about one period of it."""

from typing import Literal

from tvaerblik.core.cells import NUMBERED_STATES, Flag
from tvaerblik.release.assessments import AssessmentRecord
from tvaerblik.release.rows import ReleasableRow
from tvaerblik.statistics import Assessment

Judged = Literal["high", "low", "up", "down", "moved", "within", "provisional", "unjudged"]

# What makes a reader look: the others are numbers as they may be
SIGNS: tuple[Judged, ...] = ("high", "low", "up", "down", "moved")


def judged(row: ReleasableRow, record: AssessmentRecord | None) -> tuple[Judged, ...]:
    """Of a number; empty where there is none. A point may be unusual and part of a changed level."""
    if row.state not in NUMBERED_STATES:
        return ()
    if Flag.PROVISIONAL in row.flags:
        return ("provisional",)
    if record is None or not _was_used(row, record):
        return ("unjudged",)
    return (*_beyond(row, record.assessment), *_in_run(row, record.assessment)) or ("within",)


def _was_used(row: ReleasableRow, record: AssessmentRecord) -> bool:
    """Whether the rules saw the point: it lies in the phase that is assessed, and was not left out for
    being partial."""
    found = record.assessment
    first = max(record.first, found.phase_since or record.first)
    if found.state == "too_few" or not first <= row.period <= record.last:
        return False
    are_left_out = "partial_points" in found.warnings and "mostly_partial" not in found.warnings
    return not (Flag.PARTIAL in row.flags and are_left_out)


def _beyond(row: ReleasableRow, found: Assessment) -> tuple[Judged, ...]:
    """Outside its own limits, now or earlier."""
    sides: dict[str, Judged] = {"up": "high", "down": "low"}
    return tuple(sides[one.direction] for one in found.unusual if one.label == row.period)


def _in_run(row: ReleasableRow, found: Assessment) -> tuple[Judged, ...]:
    """Few crossings are seen in the whole phase and have no direction; a run is its own periods."""
    if found.state != "shift":
        return ()
    if found.rule == "few_crossings":
        return ("moved",)
    assert found.since and found.until and found.direction, found
    return (found.direction,) if found.since <= row.period <= found.until else ()
