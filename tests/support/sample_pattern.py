"""A release with the contact patterns as they are defined, over invented weeks around an admission."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from support.result_rows import result_rows
from support.sample_release import DEFINITIONS, SYNTHETIC, sample_steps
from tvaerblik.catalogue.loader import load_catalogue
from tvaerblik.release.disclosure import apply_disclosure_control
from tvaerblik.release.package import ReleaseContent, write_release
from tvaerblik.release.policy import PLATFORM_POLICY

PRACTICE, NURSING = "kontaktmoenster-almen-praksis", "kontaktmoenster-sygepleje"
AALBORG, JAMMERBUGT, REGION = "kommune-0851", "kommune-0849", "region-nordjylland"
ADMISSIONS = {AALBORG: 200, JAMMERBUGT: 100, REGION: 1_000}
# Contacts per admission: the week before is half of the week after, and the admission's own between
COURSE = {-1: 40, 0: 60, 1: 80}
ELSEWHERE = 20


def make_pattern_release(folder: Path) -> Path:
    catalogue = load_catalogue(DEFINITIONS)
    indicators = tuple(catalogue.get(name) for name in (NURSING, PRACTICE))
    disclosed = [
        apply_disclosure_control(
            result_rows(one, *_cells(one.id)), one, PLATFORM_POLICY, already_public=False
        )
        for one in indicators
    ]
    content = ReleaseContent(
        catalogue=catalogue,
        indicators=indicators,
        rows=tuple(part.rows for part in disclosed),
        audits=tuple(part.audit for part in disclosed),
        policy=PLATFORM_POLICY,
        vintage="pattern",
        synthetic=SYNTHETIC,
        coverage=(),
        deliveries=(),
        previous=None,
        made_by="test",
        made_at=datetime(2026, 11, 22, 6, 0, tzinfo=UTC),
        steps={PRACTICE: sample_steps(PRACTICE)},
    )
    return write_release(folder / "releases", content).folder


def _cells(indicator: str) -> Iterator[dict[str, Any]]:
    """Of a year and a quarter; nursing has no quarter, and in Jammerbugt too few to be shown."""
    periods = ("2025",) if indicator == NURSING else ("2025", "2026-Q1")
    for unit, admissions in ADMISSIONS.items():
        few = indicator == NURSING and unit == JAMMERBUGT
        for period in periods:
            for step in range(-12, 13):
                events = 2 if few else COURSE.get(step, ELSEWHERE) * admissions // 100
                yield {"unit": unit, "period": period, "step": step, **_counts(events, admissions)}


def _counts(events: int, admissions: int) -> dict[str, Any]:
    persons = {"numerator": events, "denominator": admissions, "complement": admissions}
    bounds = {
        f"{what}_persons_{side}": n for what, n in persons.items() for side in ("low", "high")
    }
    return {"numerator": events, "denominator": admissions, "persons_unknown": True, **bounds}
