"""A table of residents that lacks rows is noticed by its own ages and by its own totals."""

from datetime import date

import pytest

from support.deliveries import OPERATOR, take_in, world
from tvaerblik.flows.receive_delivery import override_delivery
from tvaerblik.sources.front import read_delivery

QUARTERS = ("2020K1", "2020K2")
PLACES = ("851", "860")
TOP = 5


def lines(places=PLACES, quarters=QUARTERS, top=TOP, sexes="12"):
    return [
        f"{place};{sex};{age};{quarter};{10 * age + int(sex)}"
        for place in places
        for sex in sexes
        for age in range(top + 1)
        for quarter in quarters
    ]


def write(tmp_path, found):
    folder = tmp_path / "2020-05-11"
    folder.mkdir()
    text = "\n".join(("OMRÅDE;KØN;ALDER;TID;INDHOLD", *found))
    (folder / "FOLK1A.csv").write_text(text, encoding="utf-8")
    return folder


def doubts(tmp_path, found):
    (table,) = read_delivery("population", write(tmp_path, found), world()).tables
    return [(doubt.code, doubt.text.da) for doubt in table.doubts]


def without(found, *starts):
    kept = [line for line in found if not line.startswith(starts)]
    assert len(kept) < len(found), starts
    return kept


def test_a_whole_table_is_in_no_doubt(tmp_path):
    assert doubts(tmp_path, lines()) == []


@pytest.mark.parametrize(
    ("starts", "words"),
    [
        (("851;1;3;", "851;2;3;"), ["Alderen 3 år", "Aalborg (2 kvartaler, 2020K1–2020K2; 4 rækker)"]),
        (("851;1;3;", "851;1;4;", "851;1;0;2020K2"), ["Alderen 3–4 år mangler for mænd", "1 kvartal,"]),
        (("851;2;3;2020K1",), ["for kvinder", "(1 kvartal, 2020K1; 1 række)"]),
        (("851;1;", "851;2;0;", "851;2;1;", "851;2;2;", "851;2;3;", "851;2;4;"), ["Alderen 0–5 år mangler for mænd"]),
    ],
)  # fmt: skip
def test_absent_ages_are_named(tmp_path, starts, words):
    found = doubts(tmp_path, without(lines(), *starts))
    assert {code for code, _ in found} == {"K-GAP"}
    for word in words:
        assert word in " ".join(text for _, text in found)


def test_a_municipality_that_is_absent_in_one_quarter_only(tmp_path):
    found = [line for line in lines() if not (line.startswith("860") and "2020K2" in line)]
    ((code, text),) = doubts(tmp_path, found)
    assert (code, "Alderen 0–5 år" in text, "Hjørring" in text) == ("K-GAP", True, True)


def test_a_municipality_is_not_asked_for_before_it_existed(tmp_path):
    """The municipalities of today began in 2007."""
    found = [*lines(("860",), ("2006K4", "2007K1")), *lines(("851",), ("2007K1",))]
    assert doubts(tmp_path, found) == []


def test_an_age_that_nobody_has_is_noticed_too(tmp_path):
    """As in the published table: absent everywhere, so that no row differs from another."""
    found = [line for line in lines() if line.split(";")[2] != "3"]
    ((code, text),) = doubts(tmp_path, found)
    assert (code, "Alderen 3 år" in text, "8 rækker" in text) == ("K-GAP", True, True)


@pytest.mark.parametrize("total", [["851;1;IALT;2020K1;156"], ["851;TOT;3;2020K1;63"]])
def test_a_total_that_adds_up(tmp_path, total):
    assert doubts(tmp_path, lines() + total) == []


@pytest.mark.parametrize(
    ("total", "words"),
    [
        ("851;1;IALT;2020K1;157", "summen af deres aldre; den første er Aalborg, mænd, alle aldre, 2020K1: 157 mod 156"),
        ("851;TOT;3;2020K1;64", "summen af deres køn; den første er Aalborg, begge køn, 3 år, 2020K1: 64 mod 63"),
    ],
)  # fmt: skip
def test_a_total_that_does_not_add_up(tmp_path, total, words):
    ((code, text),) = doubts(tmp_path, [*lines(), total])
    assert code == "K-TOTAL"
    assert words in text


def test_regions_add_up_to_the_country(tmp_path):
    regions = [f"08{n};1;3;2020K1;{n}" for n in range(1, 6)]
    assert doubts(tmp_path, [*lines(), *regions, "000;1;3;2020K1;15"]) == []


def test_regions_that_do_not_add_up_to_the_country(tmp_path):
    regions = [f"08{n};1;3;2020K1;{n}" for n in range(1, 6)]
    ((code, text),) = doubts(tmp_path, [*lines(), *regions, "000;1;3;2020K1;16"])
    assert (code, "Danmark, mænd, 3 år, 2020K1: 16 mod 15" in text) == ("K-TOTAL", True)


def test_municipalities_add_up_to_their_region_when_all_are_there(tmp_path):
    members = world().units.members("region-nordjylland", date(2020, 1, 1), "municipality")  # fmt: skip
    codes = [unit.removeprefix("kommune-") for unit in members]
    found = lines(places=codes, quarters=("2020K1",))
    right = f"Region Nordjylland;Mænd;3 år;2020K1;{31 * len(codes)}"
    assert doubts(tmp_path, [*found, right]) == []
    (tmp_path / "b").mkdir()
    wrong = doubts(tmp_path / "b", [*found, right[:-1] + "9"])
    assert [code for code, _ in wrong] == ["K-TOTAL"]
    (tmp_path / "c").mkdir()
    assert doubts(tmp_path / "c", [*lines(quarters=("2020K1",)), right]) == []


def test_a_gap_holds_the_delivery_until_a_person_takes_it_in(store, tmp_path):
    place = write(tmp_path, without(lines(), "851;1;3;", "851;2;3;"))
    report = take_in(store, place, source="population")
    assert (report.outcome, [reason.code for reason in report.reasons]) == ("held", ["K-GAP"])
    assert not store.vintage().deliveries
    reason = "aftalt med Danmarks Statistik"
    record = override_delivery(store, report.id, reason=reason, world=world(), permit=OPERATOR)
    assert record.state == "accepted"
    assert [warning.code for warning in record.verdict.warnings] == ["K-GAP"]


def test_everybody_is_told_that_a_total_is_wrong_and_not_its_persons(tmp_path):
    delivery = read_delivery("population", write(tmp_path, [*lines(), "851;1;IALT;2020K1;3"]), world())  # fmt: skip
    ((doubt,),) = [table.doubts for table in delivery.tables]
    assert (": 3 mod " in doubt.text.da, ": 3 against " in doubt.text.en) == (True, True)
    assert doubt.public.da.endswith("Aalborg, mænd, alle aldre, 2020K1.")
    assert doubt.public.en.endswith("Aalborg, men, all ages, 2020K1.")
