"""A definitions folder with the project's registers, units and sources, and a test's own indicators."""

import shutil
from pathlib import Path

from tvaerblik.catalogue.loader import Catalogue, load_catalogue

PARTS = ("codelists", "registers", "sources", "standards", "units")
HEAD = """id: {id}
version: 1.0.0
status: live
title: {{da: Prøve, en: Probe}}
short_title: {{da: Prøve, en: Probe}}
unit_text: {{da: antal, en: number}}
purpose: {{da: Til en prøve., en: For a test.}}
caveats: {{da: Kun til prøver., en: For tests only.}}
theme: overgange
goals: [nationale-maal-1]
polarity: none
owner: [{{body: region-nordjylland, sector: hospital, from: 1990-01-01}}]
authored_by: en
checked_by: en anden
reviewed: 2026-01-01
next_review: 2027-01-01
visibility: offentlig
sensitivity: standard
national: {{status: cannot_be_clarified}}
changes: [{{version: 1.0.0, date: 2026-01-01, reason: new, text: {{da: Første., en: First.}}}}]
interval: none
decimals: 1
periods: [month, quarter, year]
grains: {{units: municipality, breakdowns: [age_band, sex]}}
"""


def catalogue_of(folder: Path, definitions: Path, indicators: dict[str, str]) -> Catalogue:
    """`indicators`: what each has besides the usual head."""
    for part in PARTS:
        shutil.copytree(definitions / part, folder / part)
    (folder / "indicators").mkdir()
    for name, text in indicators.items():
        path = folder / "indicators" / f"{name}.yaml"
        path.write_text(HEAD.format(id=name) + text, encoding="utf-8")
    return load_catalogue(folder)
