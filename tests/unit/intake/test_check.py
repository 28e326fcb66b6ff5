"""What must hold of any table before it is stored, told with its line; and what changes nothing."""

import sqlite3

import pytest

from support.deliveries import CPR, contact, service, take_in, world, write_gateway, write_lpr
from tvaerblik.core.errors import BadInput
from tvaerblik.intake.check import lies_ahead


def refused(store, folder, source="lpr_a"):
    with pytest.raises(BadInput) as caught:
        take_in(store, folder, source=source)
    assert store.deliveries() == ()
    assert persons(store) == 0
    return [
        (problem.code, problem.where.row, problem.where.column) for problem in caught.value.problems
    ]


def persons(store):
    with sqlite3.connect(store.home.identity) as connection:
        (count,) = connection.execute("SELECT count(*) FROM person").fetchone()
    connection.close()
    return count


def test_an_end_before_its_start(tmp_path, store):
    lines = [
        contact(1, "2026-01-05 10:00", "2026-01-05 10:00"),
        contact(2, "2026-01-05 10:00", "2026-01-05 09:59"),
    ]
    assert refused(store, write_lpr(tmp_path, "2026-02-10", lines)) == [
        ("K-END", 3, "Kont_sluttidspunkt")
    ]


def test_an_event_before_birth(tmp_path, store):
    lines = [
        contact(1, "2026-01-05 10:00", Borger_foedselsdato="2026-01-05"),
        contact(2, "2026-01-05 10:00", Borger_foedselsdato="2026-01-06"),
    ]
    assert refused(store, write_lpr(tmp_path, "2026-02-10", lines)) == [
        ("K-BORN", 3, "Kont_starttidspunkt")
    ]


def test_a_key_that_stands_twice(tmp_path, store):
    lines = [contact(key, "2026-01-05 10:00") for key in (1, 2, 1, 1)]
    folder = write_lpr(
        tmp_path, "2026-02-10", lines, diagnoses=["1;DJ440;A;;", "1;DJ440;B;;", "1;DJ440;A;;"]
    )
    assert refused(store, folder) == [
        ("K-KEY", 4, "DW_EK_Kontakt"), ("K-KEY", 5, "DW_EK_Kontakt"), ("K-KEY", 4, "dw_ek_kontakt")]  # fmt: skip


@pytest.mark.parametrize(
    "column",
    [
        "Kont_type",
        "Kont_ans",
        "Borger_koen",
        "Borger_foedselsdato",
        "Kont_starttidspunkt",
        "DW_EK_Kontakt",
    ],
)
def test_a_field_that_must_be_filled_in(tmp_path, store, column):
    lines = [contact(1, "2026-01-05 10:00"), contact(2, "2026-01-05 10:00", **{column: ""})]
    assert ("K-EMPTY", 3, column) in refused(
        store, write_lpr(tmp_path, "2026-02-10", lines, diagnoses=["1;DJ440;A;;"])
    )


def test_lines_stay_right_after_rows_were_set_aside(tmp_path, store):
    lines = [contact(1, "2026-01-05 10:00", Lprindberetningssystem="LPR2"), contact(2, "2026-01-05 10:00", cpr=""),
             contact(3, "2026-01-05 10:00", "2026-01-04 10:00")]  # fmt: skip
    assert refused(store, write_lpr(tmp_path, "2026-02-10", lines)) == [
        ("K-END", 4, "Kont_sluttidspunkt")
    ]


def test_without_a_legal_basis_only_invented_data_are_taken(tmp_path, store):
    folder = write_lpr(tmp_path, "2026-02-10", [contact(1, "2026-01-05 10:00")], synthetic=False)
    assert {code for code, _, _ in refused(store, folder)} == {"K-LAW"}


def test_a_service_that_ends_before_it_starts(tmp_path, store):
    line = service("a", "2026-01-05T10:00:00+01:00").replace(
        ";;completed", ";2026-01-05T10:00:00+02:00;completed"
    )
    assert refused(store, write_gateway(tmp_path, "2026-02-10", [line]), "gateway") == [
        ("K-END", 2, "Slut")
    ]


@pytest.mark.parametrize(
    ("start", "end", "column"),
    [
        ("2026-01-05 10:00", "2099-01-06 10:00", "Kont_sluttidspunkt"),
        ("2026-01-05 10:00", "2027-02-12 00:00", "Kont_sluttidspunkt"),
        ("2026-01-05 10:00", "2027-02-11 23:59", None),
    ],
)
def test_D08_a_moment_long_after_the_publication(tmp_path, store, start, end, column):
    """Published 10 February 2026: the 366th day after it is 11 February 2027."""
    lines = [contact(1, "2026-01-05 10:00", "2026-01-05 11:00"), contact(2, start, end)]
    folder = write_lpr(tmp_path, "2026-02-10", lines)
    if column is None:
        take_in(store, folder, source="lpr_a")
    else:
        assert refused(store, folder) == [("K-FUTURE", 3, column)]


def test_D08_a_municipal_service_may_be_granted_for_years(tmp_path, store):
    line = service("a", "2026-01-05T10:00:00+01:00").replace(
        ";;completed", ";2031-01-05T10:00:00+01:00;completed"
    )
    take_in(store, write_gateway(tmp_path, "2026-02-10", [line]), source="gateway")


def test_D08_only_what_lies_ahead_by_nature_may_lie_ahead():
    registers = world().registers
    ahead = {
        (table, column.name)
        for table, register in registers.items()
        for column in register.columns
        if register.has_moment(column.name) and lies_ahead(register, column.name)
    }
    assert {name for _, name in ahead} == {"valid_to", "closed", "ended"}
    assert {table for table, name in ahead if name == "ended"} == {"municipal_service"}


def test_D21_a_delivery_called_synthetic_that_holds_ordinary_numbers(tmp_path, store):
    """The gates of the law rest on that one word."""
    ordinary = ["31" + CPR[0][2:], "02" + CPR[1][2:]]
    lines = [contact(1, "2026-01-05 10:00")]
    lines += [contact(key, "2026-01-05 10:00", cpr=cpr) for key, cpr in enumerate(ordinary, 2)]
    folder = write_lpr(tmp_path, "2026-02-10", lines)
    with pytest.raises(BadInput) as caught:
        take_in(store, folder, source="lpr_a")
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.row, problem.where.column) == (
        "K-NOT-INVENTED", 3, "CPRnummer")  # fmt: skip
    for said in (problem.in_("da"), problem.in_("en")):
        assert "3, 4" in said
        assert not [number for number in (*CPR, *ordinary) if number[2:] in said]
    assert persons(store) == 0


def test_no_cpr_number_is_left_anywhere(tmp_path, store):
    take_in(
        store, write_lpr(tmp_path, "2026-02-10", [contact(1, "2026-01-05 10:00")]), source="lpr_a"
    )
    kept = [path for path in store.home.root.rglob("*") if path.is_file()]
    assert len(kept) > 4
    assert not [path for path in kept if CPR[0].encode() in path.read_bytes()]
    assert not list(store.home.originals.iterdir())
