"""Referrals beside services, and the day a municipality goes over from old FSIII keys to UUIDs."""

from datetime import date

import pytest

from support.deliveries import CPR, take_in, world
from support.supplied import Supplier, asides
from tvaerblik.core.deliveries import Switch
from tvaerblik.core.errors import BadInput
from tvaerblik.sources.front import read_delivery
from tvaerblik.store.switches import switches_of

DOCTOR = "2c2d5545-e247-4d73-b454-3b0849b16980"  # A9
VISIT = "ccbed25e-da29-4c4e-9f6c-0b3132125336"  # G2.4
FILE, SERVICES = "GATEWAY_HENVISNING", "GATEWAY_INDSATS"
GATEWAY = Supplier(
    "gateway",
    {
        SERVICES: {
            "Kommune": "0851",
            "CPRnummer": CPR[0],
            "Ressource": "GeneralEncounter",
            "Ressource_id": "s1",
            "FSIII_kode": "G2.4",
            "Start": "2026-01-05T10:00:00+01:00",
            "Slut": "",
            "Status": "completed",
        },
        FILE: {
            "Kommune": "0851",
            "CPRnummer": CPR[0],
            "Henvisning_id": "h1",
            "Henvist_fra": "A9",
            "Henvist_til": "G2.4",
            "Dato": "2026-01-05",
            "Status": "active",
        },
    },
)
UNITS = ["0851", "0860"]


def switched(delivery, table):
    (found,) = [read for read in delivery.tables if read.table == table]
    return found.switches


def test_a_referral_by_old_keys_and_by_uuids(tmp_path):
    rows = GATEWAY.rows(
        tmp_path, FILE, {}, {"Henvisning_id": "h2", "Henvist_fra": DOCTOR.upper(), "Henvist_til": VISIT,
                             "Kommune": "Hjørring", "CPRnummer": CPR[1]})  # fmt: skip
    assert rows == [
        {"referral_id": "h1", "person": CPR[0], "municipality": "kommune-0851", "referrer": DOCTOR, "service": VISIT,
         "referred": date(2026, 1, 5), "born": date(1990, 1, 1), "sex": "m"},
        {"referral_id": "h2", "person": CPR[1], "municipality": "kommune-0860", "referrer": DOCTOR, "service": VISIT,
         "referred": date(2026, 1, 5), "born": date(1990, 2, 2), "sex": "k"}]  # fmt: skip


def test_a_note_that_covers_referrals_without_their_file(tmp_path):
    folder = GATEWAY.write(tmp_path, {}, units=UNITS)
    (folder / f"{FILE}.csv").unlink()
    note = folder / "LEVERANCE.json"
    note.write_text(note.read_text().replace(f', "{FILE}.csv"', ""))
    with pytest.raises(BadInput) as caught:
        read_delivery("gateway", folder, world())
    assert [problem.code for problem in caught.value.problems] == ["K-FILE-MISSING"]
    assert FILE in caught.value.problems[0].what.da


def test_a_delivery_need_not_have_referrals(tmp_path):
    folder = GATEWAY.write(tmp_path, {FILE: []}, units=UNITS)
    assert [table.table for table in read_delivery("gateway", folder, world()).tables] == [
        "municipal_service"
    ]


@pytest.mark.parametrize("status", ["entered-in-error", "cancelled", "revoked", "Revoked"])
def test_a_withdrawn_referral_leaves_its_id_and_no_row(tmp_path, status):
    delivery = GATEWAY.read(tmp_path, FILE, {}, {"Henvisning_id": "h2", "Status": status})
    table = delivery.tables[1]
    assert table.rows["referral_id"].to_pylist() == ["h1"]
    assert table.removed.to_pydict() == {"referral_id": ["h2"]}
    assert asides(delivery) == {"withdrawn": 1}


def test_a_referral_of_a_person_without_a_number_is_set_aside(tmp_path):
    changes = [{"Henvisning_id": str(n), "CPRnummer": cpr} for n, cpr in enumerate(("", "ukendt"))]
    assert asides(GATEWAY.read(tmp_path, FILE, {}, *changes)) == {"unlinked_person": 2}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"Kommune": "0999"}, ("D16", 3, "Kommune")),
        ({"Kommune": "851"}, ("D10", 3, "Kommune")),
        ({"CPRnummer": CPR[0][1:]}, ("D10", 3, "CPRnummer")),
        ({"Dato": "01/05/2026"}, ("D08", 3, "Dato")),
        ({"Dato": "2026-02-31"}, ("D08", 3, "Dato")),
        ({"Dato": "26-01-05"}, ("D08", 3, "Dato")),
        ({"Dato": ""}, ("K-EMPTY", 3, "Dato")),
        ({"Henvist_fra": "A99"}, ("K-CODE", 3, "Henvist_fra")),
        ({"Henvist_til": "A9"}, ("K-CODE", 3, "Henvist_til")),
        ({"Henvist_fra": CPR[1]}, ("D21", 3, "Henvist_fra")),
        ({"Status": "done"}, ("K-VALUE", 3, "Status")),
        ({"Status": ""}, ("K-EMPTY", 3, "Status")),
    ],
)
def test_D08_D10_D16_D21_a_referral_that_cannot_be_read(tmp_path, change, fault):
    assert GATEWAY.refused(tmp_path, FILE, {}, {"Henvisning_id": "h2"} | change) == [fault]


def test_a_referral_that_stands_twice_or_before_birth(tmp_path, store):
    twice = GATEWAY.refused_by_intake(tmp_path / "twice", store, FILE, {}, {})
    assert twice == [("K-KEY", 3, "Henvisning_id")]
    early = GATEWAY.refused_by_intake(tmp_path / "early", store, FILE, {"Dato": "1989-12-31"})
    assert early == [("K-BORN", 2, "Dato")]


def test_the_days_of_old_keys_and_of_uuids_are_told_by_municipality(tmp_path):
    changes = [
        {"Ressource_id": "1", "FSIII_kode": "G2.4", "Start": "2026-01-05T10:00:00+01:00"},
        {"Ressource_id": "2", "FSIII_kode": "H7", "Start": "2026-01-19T10:00:00+01:00"},
        {"Ressource_id": "3", "FSIII_kode": VISIT, "Start": "2026-01-19T23:30:00+00:00"},
        {"Ressource_id": "4", "FSIII_kode": VISIT, "Start": "2026-02-02T10:00:00+01:00"},
        {"Ressource_id": "5", "FSIII_kode": VISIT, "Kommune": "0860"},
        {"Ressource_id": "6", "FSIII_kode": "G2.4", "Kommune": "0813"},
    ]
    delivery = GATEWAY.read(tmp_path, SERVICES, *changes)
    assert switched(delivery, "municipal_service") == (
        Switch("kommune-0813", date(2026, 1, 5), None),
        Switch("kommune-0851", date(2026, 1, 19), date(2026, 1, 20)),
        Switch("kommune-0860", None, date(2026, 1, 5)),
    )


def test_a_referral_is_new_when_both_its_codes_are(tmp_path):
    changes = [
        {"Henvisning_id": "1", "Dato": "2026-01-05", "Henvist_fra": DOCTOR, "Henvist_til": "G2.4"},
        {"Henvisning_id": "2", "Dato": "2026-01-06", "Henvist_fra": "A9", "Henvist_til": VISIT},
        {"Henvisning_id": "3", "Dato": "2026-01-07", "Henvist_fra": DOCTOR, "Henvist_til": VISIT},
    ]
    delivery = GATEWAY.read(tmp_path, FILE, *changes)
    assert switched(delivery, "municipal_referral") == (
        Switch("kommune-0851", date(2026, 1, 6), date(2026, 1, 7)),
    )


def test_a_switch_within_a_delivery_is_warned_of_and_kept(tmp_path, store):
    rows = [
        GATEWAY.row(SERVICES, Ressource_id="1"),
        GATEWAY.row(
            SERVICES, Ressource_id="2", FSIII_kode=VISIT, Start="2026-01-06T10:00:00+01:00"
        ),
    ]
    folder = GATEWAY.write(tmp_path, {SERVICES: rows, FILE: []}, units=UNITS)
    report = take_in(store, folder, source="gateway")
    assert [remark.code for remark in report.warnings] == ["K-KEYS-SWITCHED"]
    assert "Aalborg" in report.warnings[0].text.da
    assert "2026-01-05" in report.warnings[0].text.en
    assert "2026-01-06" in report.warnings[0].text.en
    (record,) = store.deliveries()
    assert record.summary("municipal_service").switches == (
        Switch("kommune-0851", date(2026, 1, 5), date(2026, 1, 6)),
    )


@pytest.mark.parametrize(
    "codes", [(["G2.4"], [VISIT], [VISIT]), (["G2.4"], ["G2.4", VISIT], [VISIT])]
)
def test_a_switch_is_warned_of_once(tmp_path, store, codes):
    warned = []
    for published, sent in zip(("2026-11-10", "2026-12-10", "2027-01-10"), codes, strict=True):
        services = [
            GATEWAY.row(SERVICES, FSIII_kode=code, Ressource_id=f"s{number}")
            for number, code in enumerate(sent)
        ]
        rows = {SERVICES: services, FILE: []}
        folder = GATEWAY.write(tmp_path, rows, published=published, units=UNITS)
        warned.append([remark.code for remark in take_in(store, folder, source="gateway").warnings])
    assert warned == [[], ["K-KEYS-SWITCHED"], []]


def test_the_switches_of_a_vintage_by_municipality(tmp_path, store):
    months = (("2026-02-10", "G2.4", "01"), ("2026-03-10", VISIT, "02"), ("2026-04-10", VISIT, "03"))  # fmt: skip
    for published, code, month in months:
        rows = [
            GATEWAY.row(
                SERVICES,
                Ressource_id=f"{municipality}-{month}",
                Kommune=municipality,
                FSIII_kode=code if municipality == "0851" else VISIT,
                Start=f"2026-{month}-05T10:00:00+01:00",
            )
            for municipality in UNITS
        ]
        window = (f"2026-{month}-01", f"2026-{month}-28")
        folder = GATEWAY.write(
            tmp_path, {SERVICES: rows, FILE: []}, published=published, window=window, units=UNITS
        )
        take_in(store, folder, source="gateway")
    assert switches_of(store.vintage().deliveries, "municipal_service") == {
        "kommune-0851": Switch("kommune-0851", date(2026, 1, 5), date(2026, 2, 5))
    }
    assert switches_of(store.vintage().deliveries, "municipal_referral") == {}


def test_a_note_that_does_not_say_which_municipalities_deliver_is_refused(tmp_path):
    """Nobody named would be everybody: those who never delivered would have true zeros."""
    folder = GATEWAY.write(tmp_path, {FILE: []}, units=["0851"])
    note = folder / "LEVERANCE.json"
    text = note.read_text(encoding="utf-8")
    assert '["0851"]' in text
    note.write_text(text.replace('["0851"]', "null"), encoding="utf-8")
    with pytest.raises(BadInput, match='"units":\\["0851"\\]') as caught:
        read_delivery("gateway", folder, world())
    assert [problem.code for problem in caught.value.problems] == ["K-MANIFEST"]


def test_rows_of_a_municipality_that_the_note_does_not_name_are_set_aside(tmp_path):
    rows = [GATEWAY.row(SERVICES), GATEWAY.row(SERVICES, Kommune="0860", Ressource_id="other")]
    folder = GATEWAY.write(tmp_path, {SERVICES: rows, FILE: []}, units=["0851"])
    delivery = read_delivery("gateway", folder, world())
    assert [table.rows["municipality"].to_pylist() for table in delivery.tables] == [
        ["kommune-0851"]
    ]
    assert [(aside.reason, aside.rows) for aside in delivery.asides] == [("not_covered", 1)]
