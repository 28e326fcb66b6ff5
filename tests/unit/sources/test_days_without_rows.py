"""Days of which the delivery note says that nothing happened, in a file that comes for its other days."""

import json

import pytest

from support import messages
from support.deliveries import contact, take_in, world, write_lpr
from support.research_model import write_research_model
from tvaerblik.core.errors import BadInput
from tvaerblik.sources.front import read_delivery
from unit.sources.test_nothing_happened import FEBRUARY, JANUARY, REFERRALS, referral, write

QUIET = {"rows": 0}
OTHER = {"units": ["0860"]}


def refused(place, source):
    with pytest.raises(BadInput) as caught:
        read_delivery(source, place, world())
    (problem,) = caught.value.problems
    assert problem.code == "K-MANIFEST"
    assert '"rows":0' in problem.remedy.da and '"rows":0' in problem.remedy.en
    return problem


def with_covers(folder, file, *windows):
    note = folder / "LEVERANCE.json"
    fields = json.loads(note.read_text())
    kept = [cover for cover in fields["covers"] if cover["file"] != file]
    fields["covers"] = [*kept, *({"file": file} | window for window in windows)]
    note.write_text(json.dumps(fields))
    return folder


def test_D22_rows_on_days_that_are_said_to_have_none_are_refused(tmp_path):
    rows = [referral("a", "2026-01-05"), referral("b", "2026-02-05"), referral("c", "2026-02-28")]
    problem = refused(write(tmp_path, "2026-03-10", [JANUARY, FEBRUARY | QUIET], rows), "gateway")
    assert problem.what.da == (
        "Følgesedlen siger, at GATEWAY_HENVISNING ingen rækker har fra 2026-02-01 til 2026-03-01, "
        "men filen har 2."
    )
    assert "has no rows from 2026-02-01 to 2026-03-01, but the file has 2." in problem.what.en
    where = problem.where
    assert (where.file, where.row, where.column) == (f"{REFERRALS}.csv", 3, "Dato")


@pytest.mark.parametrize("quiet", [FEBRUARY | QUIET, JANUARY | OTHER | QUIET])
def test_days_and_municipalities_without_rows_beside_those_with(tmp_path, store, quiet):
    place = write(tmp_path, "2026-03-10", [JANUARY, quiet], [referral("a", "2026-01-05")])
    report = take_in(store, place, source="gateway")
    assert (report.outcome, report.rows["municipal_referral"]) == ("accepted", 1)


def test_D22_a_municipality_that_is_said_to_have_no_rows_is_held_to_it(tmp_path):
    rows = [referral("a", "2026-01-05"), referral("b", "2026-01-06").replace("0851", "0860", 1)]
    problem = refused(write(tmp_path, "2026-03-10", [JANUARY, JANUARY | OTHER | QUIET], rows), "gateway")  # fmt: skip
    assert problem.where.row == 3


MONTHS = [
    {"from": "2026-01-01", "to": "2026-02-01", "units": None},
    {"from": "2026-02-01", "to": "2026-03-01", "units": None},
]


@pytest.mark.parametrize("file", ["LPR_A_KONTAKT", "LPR_A_DIAGNOSE"])
def test_D22_a_row_that_follows_another_lies_on_its_days(tmp_path, file):
    """A diagnosis has no day of its own."""
    rows = [contact(1, "2026-01-05 10:00"), contact(2, "2026-02-05 10:00")]
    place = write_lpr(tmp_path, "2026-03-10", rows)
    with_covers(place, "LPR_A_KONTAKT", *MONTHS)
    problem = refused(with_covers(place, file, MONTHS[0], MONTHS[1] | QUIET), "lpr_a")
    assert (problem.where.file, problem.where.row) == (f"{file}.csv", 3)


@pytest.mark.parametrize("quiet", ["procedurer_kirurgi", "procedurer_andre"])
def test_D22_each_of_two_files_of_one_table_is_held_to_its_own_word(tmp_path, store, quiet):
    contacts = [{}, {"dw_ek_kontakt": "2", "dato_start": "2024-02-05"}]
    early, late = {}, {"dw_ek_kontakt": "2", "dato_start": "2024-02-05", "dato_slut": "2024-02-05"}
    late["procedureregistrering_id"] = "21"
    files = {"kontakter": contacts, "diagnoser": [{}], quiet: [early]}
    other = ({"procedurer_kirurgi", "procedurer_andre"} - {quiet}).pop()
    months = [
        {"from": "2024-01-01", "to": "2024-02-01", "units": None},
        {"from": "2024-02-01", "to": "2024-03-01", "units": None},
    ]
    for folder, rows in (("a", [early]), ("b", [early, late])):
        place = write_research_model(tmp_path / folder, "2024-03-01", files | {other: [early, late], quiet: rows})  # fmt: skip
        with_covers(place, "kontakter", *months)
        with_covers(place, quiet, months[0], months[1] | QUIET)
        if folder == "a":
            assert take_in(store, place, source="lpr_f").rows["procedure"] == 3
        else:
            problem = refused(place, "lpr_f")
            assert (problem.where.file, problem.where.row) == (f"{quiet}.csv", 3)


def test_D22_contacts_on_days_without_rows_are_told_once(tmp_path):
    files = {
        "kontakter": [{}],
        "diagnoser": [{}],
        "procedurer_kirurgi": [{}],
        "procedurer_andre": [{}],
    }
    place = write_research_model(tmp_path, "2024-03-01", files)
    window = {"from": "2024-01-01", "to": "2024-02-01", "units": None}
    later = {"from": "2024-02-01", "to": "2024-03-01", "units": None}
    problem = refused(with_covers(place, "kontakter", window | QUIET, later), "lpr_f")
    assert (problem.where.file, problem.where.column) == ("kontakter.csv", "dato_start")


def test_D22_messages_on_days_that_are_said_to_have_none(tmp_path):
    place = messages.write_messages(
        tmp_path, "2026-02-10", {"m": messages.message(messages.contact(1))}
    )
    days = {"from": "2026-01-01", "to": "2026-02-01", "units": None}
    assert read_delivery("lpr3", with_covers(place, "LPR3", days), world()).tables
    problem = refused(with_covers(place, "LPR3", days | QUIET), "lpr3")
    assert "LPR3" in problem.what.da
