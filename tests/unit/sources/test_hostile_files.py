"""Files that were made to break the reader, or were made by nobody in particular: always a sentence."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from support.deliveries import (
    CPR,
    OPERATOR,
    contact,
    take_in,
    world,
    write_lpr,
    write_ssi,
)
from tvaerblik.core.errors import BadInput
from tvaerblik.flows.receive_delivery import receive_deliveries
from tvaerblik.sources.front import read_delivery

DAY = "2020-03-01; 1; 0; 0; 0; 0; 1"
START = "2026-01-05 10:00"
NOTE = "LEVERANCE.json"


def refused(place: Path, source: str = "lpr_a", published: date | None = None) -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_delivery(source, place, world(), published=published)
    return caught.value


def said(error: BadInput) -> str:
    return error.in_("da") + error.in_("en") + str(error)


def codes(error: BadInput) -> set[str]:
    return {problem.code for problem in error.problems}


def lpr(tmp_path: Path, **changes: str) -> Path:
    return write_lpr(tmp_path, "2026-02-10", [contact(1, START, **changes)])


def noted(folder: Path, **changes: object) -> Path:
    note = folder / NOTE
    note.write_text(json.dumps(json.loads(note.read_text()) | changes))
    return folder


# -- files that are none --------------------------------------------------------------------------


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo, lambda path: os.symlink("/nowhere", path)])
@pytest.mark.parametrize("name", ["LPR_A_KONTAKT.csv", NOTE])
def test_D19_a_folder_a_pipe_or_a_broken_link_in_place_of_a_file(tmp_path, make, name):
    folder = lpr(tmp_path)
    (folder / name).unlink()
    make(folder / name)
    problem = refused(folder).problems[0]
    assert problem.code == ("K-MANIFEST" if name == NOTE else "K-UNREADABLE")
    assert problem.where.file == name


def test_D19_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    def forbidden(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    folder, loaded = lpr(tmp_path), world()
    monkeypatch.setattr(Path, "read_bytes", forbidden)
    with pytest.raises(BadInput) as caught:
        read_delivery("lpr_a", folder, loaded)
    problems = caught.value.problems
    assert codes(caught.value) == {"K-UNREADABLE"}
    assert "læse" in problems[0].remedy.da


@pytest.mark.parametrize("path", ["/dev/null", "/tmp/" + "a" * 5000])
def test_D19_a_path_that_is_neither_file_nor_folder(store, path):
    with pytest.raises(BadInput) as caught:
        take_in(store, Path(path), source="lpr_a")
    assert codes(caught.value) == {"K-PATH"}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        '{"x":' + "[" * 200_000 + "]" * 200_000 + "}",
        '{"x":' + "9" * 10_000 + "}",
        " " * 2_000_000 + "{}",
    ],
)
def test_C04_a_note_too_deep_or_too_large(tmp_path, text):
    folder = lpr(tmp_path)
    (folder / NOTE).write_text(text)
    assert codes(refused(folder)) == {"K-MANIFEST"}


# -- personal numbers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"source": CPR[0]},
        {"files": [f"{CPR[0]}.csv"]},
        {"covers": [{"file": CPR[0], "from": "2026-01-01", "to": "2026-02-01", "units": None}]},
        {
            "covers": [
                {
                    "file": "LPR_A_KONTAKT",
                    "from": "2026-01-01",
                    "to": "2026-02-01",
                    "units": [CPR[0]],
                }
            ]
        },
        {"comment": f"ring til {CPR[0]}"},
        {CPR[0]: 1},
    ],
)
def test_D21_cpr_anywhere_in_the_delivery_note(tmp_path, changes):
    error = refused(noted(lpr(tmp_path), **changes))
    assert codes(error) == {"D21"}
    assert CPR[0][6:] not in said(error)


@pytest.mark.parametrize("name", ["udtraek{}", "{}b", "Jens{}Jensen", "a_{}_b"])
def test_D21_cpr_beside_letters_in_a_file_name(tmp_path, name):
    folder = lpr(tmp_path)
    (folder / f"{name.format(CPR[0])}.csv").write_text("a;b\n1;2\n")
    error = refused(folder)
    assert codes(error) == {"D21"}
    assert CPR[0] not in said(error)


@pytest.mark.parametrize("name", ["patient {}", "udtraek{}"])
def test_D21_cpr_in_the_name_of_the_folder(tmp_path, store, name):
    folder = write_ssi(tmp_path, name.format(CPR[0]), [DAY])
    (report,) = receive_deliveries(
        store,
        [folder],
        source="ssi_covid",
        world=world(),
        permit=OPERATOR,
        published=date(2020, 6, 3),
    )
    assert report.outcome == "refused" and report.refusal is not None
    assert codes(report.refusal) == {"D21"}
    assert CPR[0] not in said(report.refusal) + report.place
    assert store.deliveries() == ()


# -- days that cannot be ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end"), [("0001-01-01", "2026-02-01"), ("2026-01-01", "9999-12-31")]
)
def test_D08_a_cover_of_years_that_no_register_has(tmp_path, start, end):
    window = {"file": "LPR_A_KONTAKT", "from": start, "to": end, "units": None}
    assert codes(refused(noted(lpr(tmp_path), covers=[window]))) == {"K-MANIFEST"}


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_D08_a_day_of_publication_that_cannot_be(tmp_path, day):
    assert codes(refused(noted(lpr(tmp_path), published=day))) == {"K-PUBLISHED"}


def test_D08_real_figures_cannot_have_been_published_tomorrow(tmp_path, store):
    """One typing error in the year would let an old delivery win over all that follow."""
    folder = write_lpr(tmp_path, "2052-02-10", [contact(1, START)], synthetic=False)
    with pytest.raises(BadInput) as caught:
        take_in(store, folder, source="lpr_a")
    assert codes(caught.value) == {"K-PUBLISHED"}
    assert store.deliveries() == ()


def test_C16_another_day_than_the_notes_cannot_be_given_from_outside(tmp_path):
    """An early day would put a held delivery before all that it is judged against."""
    folder = write_lpr(tmp_path, "2026-02-10", [contact(1, START)])
    with pytest.raises(BadInput, match="but the delivery note says 2026-02-10") as caught:
        read_delivery("lpr_a", folder, world(), published=date(2025, 12, 29))
    assert codes(caught.value) == {"K-PUBLISHED"}
    assert read_delivery("lpr_a", folder, world(), published=date(2026, 2, 10))
