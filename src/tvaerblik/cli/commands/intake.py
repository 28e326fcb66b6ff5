"""tvaerblik intake: takes deliveries in and says what became of each."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tvaerblik.cli.installation import Installation
from tvaerblik.cli.output import print_error, problem_fields, progress, say, say_json
from tvaerblik.core.errors import BadInput, DeliveryHeld
from tvaerblik.core.permit import Permit
from tvaerblik.flows.receive_delivery import (
    DeliveryReport,
    Progress,
    load_world,
    receive_deliveries,
)

OUTCOMES = {
    "accepted": "modtaget / accepted",
    "held": "tilbageholdt / held",
    "duplicate": "dublet, intet ændret / duplicate, nothing changed",
    "refused": "afvist, intet ændret / refused, nothing changed",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument(
        "--source", required=True, help="leverancens kilde / the source, e.g. ssi_covid"
    )
    parser.add_argument("--published", type=date.fromisoformat, metavar="YYYY-MM-DD")


def run(options: argparse.Namespace) -> int:
    installation = Installation(options.home)
    with progress(f"Tager {options.source} ind") as report:
        reports = take_in(
            installation,
            options.paths,
            source=options.source,
            published=options.published,
            permit=installation.permit("intake"),
            progress=report,
        )
    _show(reports, as_json=options.json)
    return exit_code_of(reports)


def take_in(
    installation: Installation,
    paths: Sequence[Path],
    *,
    source: str,
    published: date | None,
    permit: Permit,
    only_for: str | None = None,
    patience: float | None = None,
    progress: Progress = lambda done, total, name: None,
) -> tuple[DeliveryReport, ...]:
    """What the command line and the page for deliveries both do, one at a time."""
    with installation.store.turn(patience):
        reports = receive_deliveries(
            installation.store,
            paths,
            source=source,
            world=load_world(installation.definitions),
            permit=permit,
            published=published,
            only_for=only_for,
            progress=progress,
        )
        installation.report_deliveries(permit)
    return reports


def exit_code_of(reports: tuple[DeliveryReport, ...]) -> int:
    """The gravest outcome decides: refused before held before accepted."""
    outcomes = {report.outcome for report in reports}
    if "refused" in outcomes:
        return BadInput.exit_code
    return DeliveryHeld.exit_code if "held" in outcomes else 0


def _show(reports: tuple[DeliveryReport, ...], *, as_json: bool) -> None:
    if as_json:
        say_json([_fields(report) for report in reports])
        return
    for report in reports:
        if report.outcome != "accepted" or report.warnings or len(reports) <= 12:
            _show_one(report)
    counts = {name: sum(report.outcome == name for report in reports) for name in OUTCOMES}
    say(", ".join(f"{count} {OUTCOMES[name]}" for name, count in counts.items() if count))


def _show_one(report: DeliveryReport) -> None:
    say(f"{report.place}: {OUTCOMES[report.outcome]}")
    if report.refusal is not None:
        print_error(report.refusal)
    for remark in (*report.reasons, *report.warnings):
        say(f"  [{remark.code}] {remark.text.da}\n  [{remark.code}] {remark.text.en}")
    for aside in report.asides:
        say(f"  lagt til side / set aside: {aside.rows} × {aside.reason} ({aside.table})")


def _fields(report: DeliveryReport) -> dict[str, Any]:
    return {
        "place": report.place,
        "outcome": report.outcome,
        "id": report.id,
        "published": report.published,
        "rows": report.rows,
        "set_aside": {f"{aside.table}: {aside.reason}": aside.rows for aside in report.asides},
        "unlinked": report.unlinked,
        "reasons": [{"code": r.code, "da": r.text.da, "en": r.text.en} for r in report.reasons],
        "warnings": [{"code": r.code, "da": r.text.da, "en": r.text.en} for r in report.warnings],
        "problems": [problem_fields(p) for p in report.refusal.problems] if report.refusal else [],
    }
