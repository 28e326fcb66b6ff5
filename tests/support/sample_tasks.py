"""A release for the five tasks: days after treatment by klynge and municipality, and residents.

From July 2025 the days of Klynge Midt lie on another level, and March 2026 has a break and trouble.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from support.first_six import OWN
from support.result_rows import result_rows
from support.sample_release import FIRST, LAST, MADE_AT, RESIDENTS, SYNTHETIC, sample_deliveries
from tvaerblik.catalogue.language import Annotation
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.core.periods import Period, periods_between
from tvaerblik.core.texts import Text
from tvaerblik.release.disclosure import apply_disclosure_control
from tvaerblik.release.package import ReleaseContent, write_release
from tvaerblik.release.policy import PLATFORM_POLICY

DAYS, ADMISSIONS = "faerdigbehandlingsdage-somatik", "indlaeggelser-pr-1000"
MIDT = "sundhedsklynge-nordjylland-midt"
SHIFT = date(2025, 7, 1)
BREAK = Annotation(
    date(2026, 3, 1),
    "break",
    Text("Hospitalet melder færdig i et nyt system.", "The hospital reports in a new system."),
)


def make_tasks_release(folder: Path) -> Path:
    catalogue = tasks_catalogue()
    disclosed = [
        apply_disclosure_control(
            result_rows(one, *_cells(catalogue, one.id)), one, PLATFORM_POLICY, already_public=False
        )
        for one in catalogue.indicators.values()
    ]
    content = ReleaseContent(
        catalogue=catalogue,
        indicators=tuple(catalogue.indicators.values()),
        rows=tuple(part.rows for part in disclosed),
        audits=tuple(part.audit for part in disclosed),
        policy=PLATFORM_POLICY,
        vintage="tasks",
        synthetic=SYNTHETIC,
        coverage=(),
        deliveries=sample_deliveries(),
        previous=None,
        made_by="test",
        made_at=MADE_AT,
    )
    return write_release(folder / "releases", content).folder


def tasks_catalogue() -> Catalogue:
    whole = load_catalogue(OWN)
    days = replace(whole.get(DAYS), annotations=(BREAK,))
    indicators = {DAYS: days, ADMISSIONS: whole.get(ADMISSIONS)}
    return replace(whole, indicators=indicators, front=None)


def _cells(catalogue: Catalogue, indicator: str) -> Iterator[dict[str, Any]]:
    for unit, members in _members(catalogue).items():
        people = int(sum(RESIDENTS[one] for one in members) * 1_000)
        for kind in ("month", "year"):
            for number, period in enumerate(periods_between(kind, FIRST, LAST)):
                yield {
                    "unit": unit,
                    "period": period.id,
                    **_counts(indicator, people, period, number),
                }


def _members(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    register = catalogue.units
    midt = register.members(MIDT, FIRST, "municipality")
    return {MIDT: tuple(midt), **{one: (one,) for one in RESIDENTS}}


def _counts(indicator: str, people: int, period: Period, number: int) -> dict[str, Any]:
    """Older people are a fifth; their days swing by a tenth, and rise by a half from the shift on."""
    older = people // 5 if indicator == DAYS else people
    wave = 1 + 0.1 * ((number * 7) % 5 - 2) / 2
    rise = 1.5 if indicator == DAYS and period.start >= SHIFT else 1.0
    events = int(older * 0.06 * wave * rise * period.days / 30)
    provisional = period.end + timedelta(days=45) > LAST
    persons = {
        f"{what}_persons_{side}": 60
        for what in ("numerator", "complement")
        for side in ("low", "high")
    }
    persons |= {f"denominator_persons_{side}": max(older, 60) for side in ("low", "high")}
    return {
        "numerator": events,
        "denominator": older * period.days,
        "provisional": provisional,
        "persons_unknown": True,
        **persons,
    }
