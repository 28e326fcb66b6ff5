"""Rows on days that the note does not name: a correction of a known row passes, a new row is told."""

import pytest

from support.deliveries import CPR, contact, service, take_in, write_gateway, write_lpr, write_note

JANUARY, FEBRUARY = ("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-03-01")
OLD, NOW = "2026-01-05T10:00:00+01:00", "2026-02-05T10:00:00+01:00"


def first(root, store):
    take_in(store, write_gateway(root, "2026-02-10", [service("a", OLD)]), source="gateway")


def second(root, store, *services, **note):
    place = write_gateway(root, "2026-03-10", list(services), window=FEBRUARY, **note)
    return take_in(store, place, source="gateway")


def test_new_keys_outside_the_stated_window_are_warned_of_and_counted(tmp_path, store):
    first(tmp_path, store)
    rows = [service("a", OLD), service("b", OLD), service("c", OLD), service("d", NOW)]
    report = second(tmp_path, store, *rows)
    assert report.outcome == "accepted"
    (warning,) = report.warnings
    assert warning.code == "K-NEW-OUTSIDE"
    assert "2 af 4 rækker i municipal_service" in warning.text.da
    assert "2 of 4 rows of municipal_service" in warning.text.en
    assert store.snapshot(store.vintage()).read("municipal_service").num_rows == 4


def test_a_correction_of_a_known_row_and_a_new_row_inside_are_no_warning(tmp_path, store):
    first(tmp_path, store)
    corrected = service("a", "2026-01-06T10:00:00+01:00")
    assert second(tmp_path, store, corrected, service("d", NOW)).warnings == ()


def test_the_first_delivery_too_may_only_have_the_days_it_names(tmp_path, store):
    report = second(tmp_path, store, service("a", OLD), service("b", OLD), service("d", NOW))
    assert [warning.code for warning in report.warnings] == ["K-NEW-OUTSIDE"]


@pytest.mark.parametrize(
    ("late", "inside", "warned"), [(1, 0, []), (2, 98, []), (2, 97, ["K-NEW-OUTSIDE"])]
)
def test_one_row_in_fifty_may_be_registered_late(tmp_path, store, late, inside, warned):
    first(tmp_path, store)
    days = [OLD] * late + [NOW] * inside
    rows = [service(f"n{number}", day) for number, day in enumerate(days)]
    assert [warning.code for warning in second(tmp_path, store, *rows).warnings] == warned


def test_the_days_that_one_municipality_covers_are_not_anothers(tmp_path, store):
    services = [service("a", OLD), *(service(id_, OLD, municipality="0860") for id_ in "bc")]
    place = write_gateway(tmp_path, "2026-03-10", services)
    covers = [
        {"file": "GATEWAY_INDSATS", "from": days[0], "to": days[1], "units": [unit]}
        for days, unit in ((JANUARY, "0851"), (FEBRUARY, "0860"))
    ]
    write_note(place, "gateway", ["GATEWAY_INDSATS.csv"], covers)
    (warning,) = take_in(store, place, source="gateway").warnings
    assert (warning.code, "2 af 3 rækker" in warning.text.da) == ("K-NEW-OUTSIDE", True)


@pytest.mark.parametrize(("keys", "warned"), [((1, 2), []), ((3, 4), ["K-NEW-OUTSIDE"])])
def test_contacts_are_told_and_what_follows_them_is_not(tmp_path, store, keys, warned):
    rows = [contact(key, "2026-01-05 10:00", cpr=CPR[0]) for key in (1, 2)]
    take_in(store, write_lpr(tmp_path, "2026-02-10", rows), source="lpr_a")
    rows = [contact(key, "2026-01-06 10:00", cpr=CPR[0]) for key in keys]
    later = [*rows, contact(9, "2026-02-06 10:00", cpr=CPR[0])]
    report = take_in(store, write_lpr(tmp_path, "2026-03-10", later, window=FEBRUARY), source="lpr_a")  # fmt: skip
    assert [warning.code for warning in report.warnings] == warned


def test_a_verdict_made_anew_still_warns(tmp_path, store):
    """The count is kept with the delivery; nothing is read again when the next one comes."""
    first(tmp_path, store)
    before = second(tmp_path, store, service("b", OLD), service("c", OLD), service("d", NOW))
    third = write_gateway(tmp_path, "2026-04-10", [service("d", NOW)], window=FEBRUARY)
    take_in(store, third, source="gateway")
    assert store.delivery(before.id).verdict.warnings == before.warnings
