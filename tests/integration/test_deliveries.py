"""What the worker tells of deliveries arrives whole, and without what could point at a person."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.core.deliveries import EVERYTHING, Aside, Window
from tvaerblik.core.errors import NotAllowed
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.sources.models import DeliveryStatus, SourceStatus
from tvaerblik.intake.remarks import new_outside
from tvaerblik.store.records import (
    UNLINKED,
    DeliveryRecord,
    Override,
    Remark,
    State,
    StoredFile,
    TableSummary,
    Verdict,
)
from tvaerblik.worker import report_deliveries

OPERATOR = Permit("drift", "operator", "test")
LOST = Text("Region Sjælland mangler.", "Region Sjælland is missing.")
JANUARY = Window(date(2026, 1, 1), date(2026, 2, 1))
FEBRUARY = Window(date(2026, 2, 1), date(2026, 3, 1))


@pytest.fixture(scope="session")
def catalogue(definitions: Path) -> Catalogue:
    return load_catalogue(definitions)


def _table(name: str, rows: int, *covers: Window) -> TableSummary:
    file = StoredFile("x", "0" * 64, 1)
    return TableSummary(
        table=name,
        rows=rows,
        columns=(),
        units={},
        first=None,
        last=None,
        covers=covers,
        replaces=(),
        key=(),
        date_column=None,
        unit_column=None,
        follows=None,
        file=file,
        removed=None,
    )


def _delivery(source: str, day: date, state: State = "accepted", **more: Any) -> DeliveryRecord:
    verdict = Verdict(state, (Remark("V-LOST", LOST),) if state == "held" else ())
    return DeliveryRecord(
        id=f"{source}-{day}",
        source=source,
        published=day,
        received=datetime(2026, 3, 1, 12, day.day, tzinfo=UTC),
        by="drift",
        sha256="0" * 64,
        synthetic=source != "ssi_covid",
        files=(),
        verdict=verdict,
        **{"tables": (_table("hospital_contact", 900, JANUARY),), "asides": (), **more},
    )


def _told(source: str) -> dict[str, str]:
    return dict(DeliveryStatus.objects.filter(source=source).values_list("delivery", "state"))


def test_a_held_delivery_shows_with_its_reason(db, catalogue) -> None:
    report_deliveries([_delivery("lpr_a", date(2026, 2, 10), "held")], catalogue, by=OPERATOR)
    (delivery,) = DeliveryStatus.objects.all()
    assert (delivery.state, delivery.reasons) == ("held", [{"da": LOST.da, "en": LOST.en}])
    status = SourceStatus.objects.get(source="lpr_a")
    assert (status.accepted, status.held, status.newest_published) == (0, 1, None)
    assert status.covers_from is None, "what is held back covers nothing"


def test_few_rows_of_persons_are_few_in_a_sentence_too(db, catalogue) -> None:
    verdict = Verdict("accepted", (), (new_outside("diagnosis", new=3, of=40),))
    listing = [
        replace(_delivery(source, date(2026, 2, 10)), verdict=verdict)
        for source in ("lpr_a", "ssi_covid")
    ]
    report_deliveries(listing, catalogue, by=OPERATOR)
    told = {one.source_id: one.warnings[0]["da"] for one in DeliveryStatus.objects.all()}
    assert told["lpr_a"].startswith("Under 5 af 40 rækker")
    assert told["ssi_covid"].startswith("3 af 40 rækker")


def test_every_source_is_told_of_also_one_without_deliveries(db, catalogue) -> None:
    report_deliveries([], catalogue, by=OPERATOR)
    assert set(SourceStatus.objects.values_list("source", flat=True)) == set(catalogue.sources)
    ssi = SourceStatus.objects.get(source="ssi_covid")
    assert (ssi.already_public, ssi.synthetic) == (True, False)
    assert ssi.promise_days == catalogue.sources["ssi_covid"].promise_days


def test_what_was_told_before_is_replaced(db, catalogue) -> None:
    first = _delivery("lpr_a", date(2026, 2, 10), "held")
    report_deliveries([first], catalogue, by=OPERATOR)
    report_deliveries([_delivery("lpr_a", date(2026, 2, 10))], catalogue, by=OPERATOR)
    assert _told("lpr_a") == {"lpr_a-2026-02-10": "accepted"}
    report_deliveries([], catalogue, by=OPERATOR)
    assert _told("lpr_a") == {}
    details = [
        (entry.detail["moved"], entry.detail["gone"])
        for entry in AuditEntry.objects.filter(subject="lpr_a")
    ]
    assert details == [
        ({"lpr_a-2026-02-10": "held"}, []),
        ({"lpr_a-2026-02-10": "accepted"}, []),
        ({}, ["lpr_a-2026-02-10"]),
    ]


def test_of_whole_publications_the_newest_accepted_speaks(db, catalogue) -> None:
    assert catalogue.sources["ssi_covid"].restates == "whole"
    days = [(1, "accepted"), (8, "accepted"), (15, "held")]
    listing = [_delivery("ssi_covid", date(2021, 6, day), state) for day, state in days]
    report_deliveries(listing, catalogue, by=OPERATOR)
    assert list(_told("ssi_covid").values()) == ["held", "accepted", "superseded"]


def test_monthly_deliveries_add_up_and_none_is_superseded(db, catalogue) -> None:
    assert catalogue.sources["lpr_a"].restates == "window"
    listing = [
        _delivery("lpr_a", date(2026, 2, 10)),
        _delivery(
            "lpr_a",
            date(2026, 3, 10),
            tables=(_table("hospital_contact", 950, FEBRUARY), _table("diagnosis", 20, JANUARY)),
        ),
    ]
    report_deliveries(listing, catalogue, by=OPERATOR)
    assert set(_told("lpr_a").values()) == {"accepted"}
    status = SourceStatus.objects.get(source="lpr_a")
    assert (status.covers_from, status.covers_to) == (date(2026, 1, 1), date(2026, 3, 1))
    assert (status.accepted, status.newest_published) == (2, date(2026, 3, 10))
    march = DeliveryStatus.objects.get(delivery="lpr_a-2026-03-10")
    assert march.rows == {"hospital_contact": 950, "diagnosis": 20}
    assert march.covers["hospital_contact"] == ["2026-02-01", "2026-03-01"]


def test_a_window_without_bounds_stays_without(db, catalogue) -> None:
    tables = (_table("covid_cases", 9, EVERYTHING),)
    report_deliveries(
        [_delivery("ssi_covid", date(2021, 6, 1), tables=tables)], catalogue, by=OPERATOR
    )
    assert DeliveryStatus.objects.get().covers == {"covid_cases": [None, None]}


ASIDES = (
    *(Aside("hospital_contact", "test_cpr", 3), Aside("diagnosis", "test_cpr", 4)),
    *(Aside("hospital_contact", "unknown_municipality", 2), Aside("diagnosis", UNLINKED, 4)),
)


def test_few_persons_rows_are_few_and_no_number(db, catalogue) -> None:
    listing = [_delivery("lpr_a", date(2026, 2, 10), asides=ASIDES)]
    report_deliveries(listing, catalogue, by=OPERATOR)
    delivery = DeliveryStatus.objects.get()
    assert delivery.set_aside == {"test_cpr": 7, "unknown_municipality": "<5"}
    assert delivery.unlinked == "<5"


def test_of_public_figures_the_number_is_told(db, catalogue) -> None:
    listing = [_delivery("ssi_covid", date(2021, 6, 1), asides=ASIDES)]
    report_deliveries(listing, catalogue, by=OPERATOR)
    delivery = DeliveryStatus.objects.get()
    assert delivery.set_aside == {"test_cpr": 7, "unknown_municipality": 2}
    assert delivery.unlinked == 4


def test_an_override_is_told_with_who_and_why(db, catalogue) -> None:
    override = Override("analytiker", "Regionen har bekræftet", datetime(2026, 3, 2, tzinfo=UTC))
    listing = [_delivery("lpr_a", date(2026, 2, 10), override=override)]
    report_deliveries(listing, catalogue, by=OPERATOR)
    delivery = DeliveryStatus.objects.get()
    assert (delivery.override_by, delivery.override_reason) == (override.by, override.reason)


def test_only_those_who_may(db, catalogue) -> None:
    with pytest.raises(NotAllowed, match="report on deliveries"):
        report_deliveries([], catalogue, by=Permit("laeser", "reader", "test"))
    assert not SourceStatus.objects.exists()


def test_the_api_tells_the_same_at_once(db, client, catalogue) -> None:
    report_deliveries([_delivery("lpr_a", date(2026, 2, 10), "held")], catalogue, by=OPERATOR)
    first = client.get("/api/v1/leverancer")
    lpr = next(source for source in first.json()["sources"] if source["source"] == "lpr_a")
    assert lpr["deliveries"][0]["reasons"] == [{"da": LOST.da, "en": LOST.en}]
    assert first.json()["synthetic_note"]["da"] == "Syntetiske tal – ikke virkelige"
    report_deliveries([_delivery("lpr_a", date(2026, 2, 10))], catalogue, by=OPERATOR)
    marked = {"if-none-match": first["ETag"]}
    assert client.get("/api/v1/leverancer", headers=marked).status_code == 200
