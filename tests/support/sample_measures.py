"""A release with one indicator of each measure, one that is paused, and something seen in the data."""

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from support.measures import NAMES, catalogue_of_measures
from support.result_rows import result_rows
from support.sample_release import DEFINITIONS, FIRST, LAST, SYNTHETIC
from tvaerblik.catalogue.cases import load_cases
from tvaerblik.catalogue.language import Standing
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.core.periods import periods_between
from tvaerblik.core.texts import Text
from tvaerblik.release.behind import behind
from tvaerblik.release.cards import ComputeWarning, NotCounted
from tvaerblik.release.case_cards import case_cards
from tvaerblik.release.disclosure import apply_disclosure_control
from tvaerblik.release.package import ReleaseContent, write_release
from tvaerblik.release.policy import PLATFORM_POLICY

UNITS = ("kommune-0851", "kommune-0860", "region-nordjylland")
UNDIVIDED = ("count", "count-of_agreements", "persons", "sum", "sum-of_days", "stock")
SEEN = ComputeWarning(
    code="W-LOST-VALUES",
    severity="remark",
    text=Text(
        "Diagnosen mangler i 38 % af rækkerne i »Sygehusophold« i marts 2026; plejer at mangle i 4 %.",
        "The diagnosis is missing in 38% of the rows of 'Hospital stays' in March 2026; usually in 4%.",
    ),
    table="hospital_stay",
    column="diagnosis",
    first="2026-03",
    last="2026-03",
    unit=None,
)
PAUSED = Standing(
    "Region Nordjylland",
    date(2026, 9, 1),
    Text("Kilden er ved at blive lagt om", "The source is being rebuilt"),
    "count",
)


def make_measures_release(folder: Path) -> Path:
    own = load_catalogue(DEFINITIONS)
    return write_release(folder / "releases", measures_content(own)).folder


def measures_content(own: Catalogue) -> ReleaseContent:
    catalogue = catalogue_of_measures(own)
    indicators = tuple(catalogue.get(name) for name in NAMES)
    disclosed = [
        apply_disclosure_control(
            result_rows(indicator, *_cells(indicator.id)),
            indicator,
            PLATFORM_POLICY,
            already_public=False,
            behind=behind(indicator, catalogue),
        )
        for indicator in indicators
    ]
    cases = load_cases(DEFINITIONS, own)["opfoelgende-hjemmebesoeg-7-dage"]
    paused = replace(catalogue.get("count"), id="sat-paa-pause", status="paused", standing=PAUSED)
    return ReleaseContent(
        catalogue=catalogue,
        indicators=indicators,
        rows=tuple(part.rows for part in disclosed),
        audits=tuple(part.audit for part in disclosed),
        policy=PLATFORM_POLICY,
        vintage="measures",
        synthetic=SYNTHETIC,
        coverage=(),
        deliveries=(),
        previous=None,
        made_by="test",
        made_at=datetime(2026, 11, 22, 6, 0, tzinfo=UTC),
        listed=(paused,),
        cases={name: case_cards(cases) for name in ("proportion", "median")},
        warnings={"median": (SEEN,)},
        not_counted={"median": (NotCounted("unknown", None), NotCounted("without_place", 312))},
    )


def _cells(name: str) -> Iterator[dict[str, Any]]:
    for place, unit in enumerate(UNITS, start=1):
        for number, period in enumerate(periods_between("month", FIRST, LAST)):
            wave = 1 + 0.2 * math.sin(number / 3)
            cell = {"unit": unit, "period": period.id}
            if name == "profile":
                for step in range(-12, 13):
                    rise = 1 + math.exp(-abs(step) / 2)
                    yield {**cell, "step": step, **_counts(name, int(place * 90 * rise * wave))}
            else:
                yield {**cell, **_counts(name, int(place * 400 * wave))}


def _counts(name: str, numerator: int) -> dict[str, Any]:
    persons = max(numerator // 2, 60)
    cell: dict[str, Any] = {"numerator": numerator, "denominator": 4000}
    if name in ("median", "percentile"):
        cell["numerator"] = numerator // 40  # in halves
    if name in UNDIVIDED:
        cell["denominator"] = None
    if name == "stock-every_night":
        cell["denominator"] = 30
    if "standardised" in name:
        cell["figure"] = 1_083_412 if name.startswith("ratio") else 231_418_207
    known = {f"numerator_persons_{side}": persons for side in ("low", "high")}
    if name not in (*UNDIVIDED, "stock-every_night"):
        known |= {f"denominator_persons_{side}": persons * 2 for side in ("low", "high")}
        known |= {f"complement_persons_{side}": persons for side in ("low", "high")}
    return {**cell, "persons_unknown": True, **known}
