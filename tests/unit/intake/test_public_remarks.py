"""What everybody may read of a delivery: 1 to 4 rows or persons are few, and what they leave tells no count."""

from datetime import date

import pytest

from support.deliveries import service, take_in, write_gateway
from tvaerblik.core.texts import Text
from tvaerblik.intake import remarks
from tvaerblik.release.policy import FLOOR_PERSONS

DAY = date(2026, 2, 10)


def both(remark):
    told = remark.told(about_persons=True)
    return told.da, told.en


@pytest.mark.parametrize(
    ("part", "whole", "da", "en"),
    [
        (3, 40, "Under 5 af 40 rækker i", "Fewer than 5 of 40 rows of"),
        (5, 40, "5 af 40 rækker i", "5 of 40 rows of"),
        (36, 40, "De fleste rækker i", "Most rows of"),
        (35, 40, "35 af 40 rækker i", "35 of 40 rows of"),
        (40, 40, "40 af 40 rækker i", "40 of 40 rows of"),
        (4, 5, "Under 5 af 5 rækker i", "Fewer than 5 of 5 rows of"),
        (2, 4, "Under 5 rækker i", "Fewer than 5 rows of"),
    ],
)
@pytest.mark.parametrize(
    "make",
    [
        lambda part, whole: remarks.new_outside("diagnosis", new=part, of=whole),
        lambda part, whole: remarks.unlinked("diagnosis", lost=part, of=whole),
        lambda part, whole: remarks.contradicted("diagnosis", lost=part, of=whole),
    ],
)
def test_rows_of_rows(make, part, whole, da, en):
    remark = make(part, whole)
    assert remark.text.da.startswith(f"{part} af {whole} rækker i diagnosis")
    assert remark.text.en.startswith(f"{part} of {whole} rows of diagnosis")
    assert (both(remark)[0].startswith(da), both(remark)[1].startswith(en)) == (True, True)
    assert remark.told(about_persons=False) == remark.text
    assert both(remark)[0].split(". ", 1)[1] == remark.text.da.split(". ", 1)[1]  # the remedy


@pytest.mark.parametrize(("rows", "da"), [(0, "0"), (1, "under 5"), (4, "under 5"), (5, "5")])
def test_a_table_that_fell_to_few_rows(rows, da):
    remark = remarks.jumped("diagnosis", rows, 400)
    assert both(remark)[0].startswith(f"diagnosis har {da} rækker; den forrige havde 400.")
    assert remark.text.da.startswith(f"diagnosis har {rows} rækker;")


def test_a_municipality_that_fell_to_few_persons():
    name = Text("Læsø", "Læsø")
    remark = remarks.moved_amount(name, "population", now=3, before=1800, published=DAY)
    assert both(remark)[1].startswith("Læsø has fewer than 5 persons in population; it had 1800")
    assert "has 3 persons" in remark.text.en


@pytest.mark.parametrize(
    ("now", "told"),
    [(15, "about 15"), (17, "about 15"), (18, "about 20"), (2, "fewer than 5"), (0, "0")],
)
def test_parts_of_a_told_whole_do_not_tell_the_last_of_them(now, told):
    """Of 17 rows in two municipalities 15 are of one: then 2 are of the other."""
    name = Text("Læsø", "Læsø")
    remark = remarks.emptied(name, "service", first=DAY, last=DAY, now=now, before=302)
    assert both(remark)[1].startswith(f"Læsø has {told} rows of service in ")
    assert "there were about 300." in both(remark)[1]
    assert f"has {now} rows" in remark.text.en and "there were 302." in remark.text.en


def test_what_counts_nobody_is_told_as_it_is():
    assert remarks.lost_table("diagnosis", DAY).public is None
    assert remarks.jumped("diagnosis", 50, 400).public is None


def test_few_is_what_it_is_in_figures():
    assert remarks.FEWEST_TOLD == FLOOR_PERSONS


def test_the_store_keeps_both(tmp_path, store):
    old = ["2026-01-05T10:00:00+01:00"] * 2
    rows = [service(f"n{at}", day) for at, day in enumerate([*old, "2026-02-05T10:00:00+01:00"])]
    window = ("2026-02-01", "2026-03-01")
    report = take_in(store, write_gateway(tmp_path, "2026-03-10", rows, window=window), source="gateway")  # fmt: skip
    (kept,) = store.delivery(report.id).verdict.warnings
    assert kept.text.da.startswith("2 af 3 rækker")
    assert both(kept)[0].startswith("Under 5 rækker i municipal_service er nye")
