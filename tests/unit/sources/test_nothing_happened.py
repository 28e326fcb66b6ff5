"""A file that may be left out: »no referrals this month« is stated, never concluded from its absence."""

import json

import pytest

from support.deliveries import CPR, contact, service, take_in, world, write_lpr
from support.research_model import write_research_model
from tvaerblik.core.errors import BadInput
from tvaerblik.sources.front import read_delivery

SERVICES, REFERRALS, MARKERS = "GATEWAY_INDSATS", "GATEWAY_HENVISNING", "LPR_A_FORLOEBSMARKOER"
SERVICE_HEADER = "Kommune;CPRnummer;Ressource;Ressource_id;FSIII_kode;Start;Slut;Status"
REFERRAL_HEADER = "Kommune;CPRnummer;Henvisning_id;Henvist_fra;Henvist_til;Dato;Status"
JANUARY = {"from": "2026-01-01", "to": "2026-02-01", "units": ["0851"]}
FEBRUARY = {"from": "2026-02-01", "to": "2026-03-01", "units": ["0851"]}


def referral(id_, day):
    return f"0851;{CPR[0]};{id_};A9;G2.4;{day};active"


def write(root, published, covers, referrals=(), present=None):
    """`covers` of the referrals; their file comes when it has rows, or when `present` says so."""
    folder = root / "gateway" / published
    folder.mkdir(parents=True)
    visit = service("s1", "2026-01-05T10:00:00+01:00").rsplit(";", 1)[0]
    (folder / f"{SERVICES}.csv").write_text(f"{SERVICE_HEADER}\n{visit}\n")
    files = [f"{SERVICES}.csv"]
    if referrals if present is None else present:
        lines = (REFERRAL_HEADER, *referrals)
        (folder / f"{REFERRALS}.csv").write_text("\n".join(lines) + "\n")
        files.append(f"{REFERRALS}.csv")
    note = {
        "format": 1,
        "source": "gateway",
        "published": published,
        "synthetic": True,
        "files": files,
        "covers": [{"file": SERVICES} | JANUARY, *({"file": REFERRALS} | each for each in covers)],
    }
    (folder / "LEVERANCE.json").write_text(json.dumps(note))
    return folder


def refused(place, source="gateway"):
    with pytest.raises(BadInput) as caught:
        read_delivery(source, place, world())
    (problem,) = caught.value.problems
    assert problem.what.da != problem.what.en and problem.remedy.da != problem.remedy.en
    return problem


def test_no_rows_stated_is_a_table_without_rows(tmp_path, store):
    place = write(tmp_path, "2026-02-10", [JANUARY | {"rows": 0}])
    report = take_in(store, place, source="gateway")
    assert (report.outcome, report.rows) == (
        "accepted",
        {"municipal_service": 1, "municipal_referral": 0},
    )
    (window,) = store.delivery(report.id).covers["municipal_referral"]
    assert window.units == ("kommune-0851",)
    assert store.snapshot(store.vintage()).read("municipal_referral").num_rows == 0


def test_no_rows_stated_restates_the_window_and_loses_nothing(tmp_path, store):
    rows = [referral("a", "2026-01-05"), referral("b", "2026-02-05")]
    take_in(store, write(tmp_path, "2026-03-10", [JANUARY, FEBRUARY], rows), source="gateway")
    report = take_in(store, write(tmp_path, "2026-04-10", [FEBRUARY | {"rows": 0}]), source="gateway")  # fmt: skip
    assert (report.outcome, report.reasons) == ("accepted", ())
    left = store.snapshot(store.vintage()).read("municipal_referral")
    assert left["referral_id"].to_pylist() == ["a"]
    again = write(tmp_path, "2026-05-10", [FEBRUARY], [referral("c", "2026-02-06")])
    assert take_in(store, again, source="gateway").reasons == ()


@pytest.mark.parametrize("covers", [[JANUARY], [JANUARY | {"rows": 0}, FEBRUARY]])
def test_an_absent_file_whose_days_are_covered_is_refused_with_the_way_out(tmp_path, covers):
    problem = refused(write(tmp_path, "2026-03-10", covers))
    assert problem.code == "K-FILE-MISSING"
    assert REFERRALS in problem.what.da
    assert '"rows":0' in problem.remedy.da
    assert '"rows":0' in problem.remedy.en


def test_D22_a_file_said_to_have_no_rows_does_not_come(tmp_path):
    place = write(tmp_path, "2026-02-10", [JANUARY | {"rows": 0}], [referral("a", "2026-01-05")])
    problem = refused(place)
    assert (problem.code, problem.where.file) == ("K-MANIFEST", "LEVERANCE.json")
    assert REFERRALS in problem.what.da


@pytest.mark.parametrize("rows", [1, -1, "0", False, None, 0.0])
def test_any_other_number_of_rows_is_not_read(tmp_path, rows):
    assert refused(write(tmp_path, "2026-02-10", [JANUARY | {"rows": rows}])).code == "K-MANIFEST"


def test_a_file_that_must_come_cannot_be_said_to_be_empty(tmp_path):
    place = write(tmp_path, "2026-02-10", [JANUARY], [referral("a", "2026-01-05")])
    note = place / "LEVERANCE.json"
    fields = json.loads(note.read_text())
    fields["files"].remove(f"{SERVICES}.csv")
    fields["covers"][0]["rows"] = 0
    note.write_text(json.dumps(fields))
    (place / f"{SERVICES}.csv").unlink()
    problem = refused(place)
    assert problem.code == "K-FILE-MISSING"
    assert "rows" not in problem.remedy.da


def test_a_note_that_is_mended_is_another_delivery(tmp_path, store):
    """The same files with other words: the first said nothing of referrals, the second that there were none."""
    take_in(store, write(tmp_path / "1", "2026-02-10", []), source="gateway")
    place = write(tmp_path / "2", "2026-02-10", [JANUARY | {"rows": 0}])
    assert take_in(store, place, source="gateway").outcome != "duplicate"
    assert len(store.deliveries()) == 2


def markers(root, cover):
    folder = write_lpr(root, "2026-02-10", [contact(1, "2026-01-05 10:00")])
    note = folder / "LEVERANCE.json"
    fields = json.loads(note.read_text())
    fields["covers"].append({"file": MARKERS} | cover | {"units": None})
    note.write_text(json.dumps(fields))
    return folder


def test_no_markers_in_the_patient_register(tmp_path, store):
    report = take_in(store, markers(tmp_path, JANUARY | {"rows": 0}), source="lpr_a")
    assert report.rows["pathway_marker"] == 0
    problem = refused(markers(tmp_path / "again", JANUARY), "lpr_a")
    assert (problem.code, MARKERS in problem.what.da) == ("K-FILE-MISSING", True)


# -- the research model, whose files come in pairs ----------------------------------------------------

PLAIN = {"kontakter": [{}], "diagnoser": [{}]}
EMPTY = {"rows": 0}


def research(root, files, covered):
    """`covered`: what the note says of a file that does not come, beside the window of those that do."""
    folder = write_research_model(root, "2024-03-01", PLAIN | files)
    note = folder / "LEVERANCE.json"
    fields = json.loads(note.read_text())
    window = {name: value for name, value in fields["covers"][0].items() if name != "file"}
    fields["covers"] += [{"file": name} | window | more for name, more in covered.items()]
    note.write_text(json.dumps(fields))
    return folder


SURGERY, OTHERS = "procedurer_kirurgi", "procedurer_andre"
PATHWAYS, PLACED = "forloeb", "forloebsmarkoerer"


@pytest.mark.parametrize(
    ("files", "covered", "missing"),
    [
        ({}, {"kontaktlokationer": {}}, "kontaktlokationer"),
        ({}, {SURGERY: {}, OTHERS: EMPTY}, SURGERY),
        ({SURGERY: [{}]}, {OTHERS: {}}, OTHERS),
        ({SURGERY: [{}]}, {}, OTHERS),
        ({}, {OTHERS: EMPTY}, SURGERY),
        ({PATHWAYS: [{}]}, {PLACED: {}}, PLACED),
    ],
)
def test_an_absent_file_of_the_research_model_is_refused_with_the_way_out(
    tmp_path, files, covered, missing
):
    problem = refused(research(tmp_path, files, covered), "lpr_f")
    assert (problem.code, problem.what.da) == ("K-FILE-MISSING", f"Filen {missing} mangler.")
    assert '"rows":0' in problem.remedy.da and '"rows":0' in problem.remedy.en


@pytest.mark.parametrize(
    ("files", "covered", "rows"),
    [
        ({}, {SURGERY: EMPTY, OTHERS: EMPTY}, {"procedure": 0}),
        ({SURGERY: [{}]}, {OTHERS: EMPTY}, {"procedure": 1}),
        ({OTHERS: [{}]}, {SURGERY: EMPTY}, {"procedure": 1}),
        ({}, {PATHWAYS: EMPTY, PLACED: EMPTY}, {"pathway_marker": 0}),
        ({PATHWAYS: [{}]}, {PLACED: EMPTY}, {"pathway_marker": 0}),
        ({}, {"kontaktlokationer": EMPTY}, {}),
    ],
)
def test_no_rows_stated_in_the_research_model(tmp_path, store, files, covered, rows):
    report = take_in(store, research(tmp_path, files, covered), source="lpr_f")
    assert report.rows == {"hospital_contact": 1, "diagnosis": 1} | rows
    assert report.outcome == "accepted"


@pytest.mark.parametrize(
    ("files", "covered", "missing"),
    [({PLACED: [{}]}, {PATHWAYS: EMPTY}, PATHWAYS), ({}, {"diagnoser": EMPTY}, "diagnoser")],
)
def test_a_file_that_others_rest_on_cannot_be_said_to_be_empty(tmp_path, files, covered, missing):
    place = research(tmp_path, files, covered)
    if missing not in files and missing in PLAIN:
        (place / f"{missing}.csv").unlink()
        note = place / "LEVERANCE.json"
        fields = json.loads(note.read_text())
        fields["files"].remove(f"{missing}.csv")
        fields["covers"] = [each for each in fields["covers"] if each["file"] != missing or "rows" in each]  # fmt: skip
        note.write_text(json.dumps(fields))
    problem = refused(place, "lpr_f")
    assert (problem.code, problem.what.da) == ("K-FILE-MISSING", f"Filen {missing} mangler.")
    assert "rows" not in problem.remedy.da
