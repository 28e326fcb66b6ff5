"""tvaerblik deliveries: lists them with state and reasons; a person accepts a held one."""

import argparse
from datetime import date
from typing import Any

from tvaerblik.cli.installation import Installation
from tvaerblik.cli.output import say, say_json
from tvaerblik.core.errors import ConfigError, Problem
from tvaerblik.core.texts import Text
from tvaerblik.flows.receive_delivery import load_world, override_delivery
from tvaerblik.store.records import DeliveryRecord, Remark

STATES = {"accepted": "modtaget", "held": "tilbageholdt", "pending": "afventer"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", nargs="?", choices=("list", "override"), default="list")
    parser.add_argument("delivery", nargs="?", help="leverancens id / the delivery's id")
    parser.add_argument("--source", help="kun denne kilde / this source only")
    parser.add_argument(
        "--reason", help="begrundelse, kræves ved override / reason, needed to override"
    )


def run(options: argparse.Namespace) -> int:
    installation = Installation(options.home)
    if options.what == "override":
        return _override(installation, options)
    records = installation.store.deliveries(options.source)
    if options.json:
        say_json([delivery_fields(record) for record in records])
        return 0
    for record in records:
        _show(record)
    say(f"{len(records)} leverancer / deliveries")
    return 0


def _override(installation: Installation, options: argparse.Namespace) -> int:
    if not options.delivery or not (options.reason or "").strip():
        raise ConfigError(
            Problem(
                "K-OVERRIDE",
                Text(
                    "Leverance eller begrundelse mangler.", "The delivery or the reason is missing."
                ),
                Text(
                    'Skriv tvaerblik deliveries override LEVERANCE --reason "…".',
                    'Write tvaerblik deliveries override DELIVERY --reason "…".',
                ),
            )
        )
    with installation.store.turn():
        record = override_delivery(
            installation.store,
            options.delivery,
            reason=options.reason,
            world=load_world(installation.definitions),
            permit=installation.permit(options.reason),
        )
        said = f"override {record.id}: {options.reason}"
        installation.report_deliveries(installation.permit(said))
    _show(record)
    return 0


def _show(record: DeliveryRecord) -> None:
    rows = ", ".join(f"{summary.rows} {summary.table}" for summary in record.tables)
    say(f"{record.id}  {STATES[record.state]} / {record.state}  {rows}")
    for remark in (*record.verdict.reasons, *record.verdict.warnings):
        say(f"    [{remark.code}] {remark.text.da}\n    [{remark.code}] {remark.text.en}")
    for aside in record.asides:
        say(f"    lagt til side / set aside: {aside.rows} × {aside.reason} ({aside.table})")


def delivery_fields(record: DeliveryRecord) -> dict[str, Any]:
    """A delivery as plain values: counts, spans and reasons, never a row."""
    return {
        "id": record.id,
        "source": record.source,
        "published": record.published,
        "received": record.received,
        "state": record.state,
        "sha256": record.sha256,
        "synthetic": record.synthetic,
        "rows": {summary.table: summary.rows for summary in record.tables},
        "covers": {
            summary.table: [_span(w.start, w.end, w.units) for w in summary.covers]
            for summary in record.tables
        },
        "set_aside": [
            {"table": a.table, "reason": a.reason, "rows": a.rows} for a in record.asides
        ],
        "unlinked": record.unlinked,
        "reasons": [_remark(remark) for remark in record.verdict.reasons],
        "warnings": [_remark(remark) for remark in record.verdict.warnings],
        "override": None
        if record.override is None
        else {"by": record.override.by, "reason": record.override.reason},
    }


def _span(start: date | None, end: date | None, units: tuple[str, ...] | None) -> dict[str, Any]:
    return {"from": start, "to": end, "units": None if units is None else list(units)}


def _remark(remark: Remark) -> dict[str, str]:
    return {"code": remark.code, "da": remark.text.da, "en": remark.text.en}
