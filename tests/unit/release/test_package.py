"""A release folder: immutable, whole, the same content the same cells, and every flipped bit found."""

import fcntl
import shutil
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from support.result_rows import result_rows
from support.sample_release import MADE_AT, make_sample_content
from tvaerblik.core.errors import Blocked, IntegrityError, NotKnown
from tvaerblik.release.cells import cells_sha256, sorted_cells
from tvaerblik.release.disclosure import apply_disclosure_control
from tvaerblik.release.package import (
    ReleaseContent,
    finished_releases,
    remove_leftovers,
    write_release,
)
from tvaerblik.release.policy import PLATFORM_POLICY
from tvaerblik.release.reader import open_release
from tvaerblik.release.verify import verify_release

FILES = (
    "assessments.json",
    "cells.duckdb",
    "definitions.json",
    "deliveries.json",
    "front.json",
    "listed.json",
    "manifest.json",
    "steps.json",
    "texts.json",
    "units.json",
    "versions.json",
)


@pytest.fixture(scope="module")
def content(catalogue) -> ReleaseContent:
    return make_sample_content(catalogue)


@pytest.fixture(scope="module")
def small(content, share) -> ReleaseContent:
    """Three cells, for tests that write often."""
    rows = result_rows(share, *CELLS)
    found = apply_disclosure_control(rows, share, PLATFORM_POLICY, already_public=False)
    return replace(content, indicators=(share,), rows=(found.rows,), audits=(found.audit,))


def codes(folder: Path) -> list[tuple[str, str]]:
    return [(problem.code, problem.where.file) for problem in verify_release(folder)]


def test_a_release_is_these_files_and_is_sound(sample_folder):
    assert tuple(sorted(path.name for path in sample_folder.iterdir())) == FILES
    assert codes(sample_folder) == []


def test_released_files_cannot_be_written(sample_folder):
    for path in sample_folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o444, path.name


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("place", [0, 0.5, 0.999])
def test_a_flipped_bit_is_found_in_every_file(small, tmp_path, name, place):
    folder = write_release(tmp_path / "releases", small).folder
    path = folder / name
    content = bytearray(path.read_bytes())
    content[int(len(content) * place)] ^= 1
    path.chmod(0o644)
    path.write_bytes(content)
    assert codes(folder) == [("K-RELEASE-CHANGED", name)]


def test_every_bit_of_the_manifest_counts(small, tmp_path):
    folder = write_release(tmp_path / "releases", small).folder
    path = folder / "manifest.json"
    path.chmod(0o644)
    sound = path.read_bytes()
    for place in range(0, len(sound), 7):
        changed = bytearray(sound)
        changed[place] ^= 1 << (place % 7)
        path.write_bytes(changed)
        assert codes(folder) != [], place


def test_a_manifest_that_says_the_same_in_other_bytes_is_changed(small, tmp_path):
    folder = write_release(tmp_path / "releases", small).folder
    path = folder / "manifest.json"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b",", b", ", 1))
    assert codes(folder) == [("K-RELEASE-CHANGED", "manifest.json")]


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_found(small, tmp_path, name):
    folder = write_release(tmp_path / "releases", small).folder
    (folder / name).unlink()
    assert codes(folder) == [("K-RELEASE-MISSING", name)]
    with pytest.raises((IntegrityError, NotKnown)):
        open_release(folder)


def test_an_extra_file_and_another_name_are_found(small, tmp_path):
    folder = write_release(tmp_path / "releases", small).folder
    (folder / "notes.txt").write_text("x")
    assert codes(folder) == [("K-RELEASE-EXTRA", "notes.txt")]
    (folder / "notes.txt").unlink()
    moved = folder.rename(folder.with_name("2026-01-01-01-00000000"))
    assert codes(moved) == [("K-RELEASE-NAME", "manifest.json")]


def test_a_problem_is_said_in_two_languages(small, tmp_path):
    folder = write_release(tmp_path / "releases", small).folder
    (folder / "texts.json").unlink()
    (problem,) = verify_release(folder)
    assert "texts.json" in problem.in_("da") and "mangler" in problem.in_("da")
    assert "is missing" in problem.in_("en")


def test_opening_checks_the_manifest_that_was_published(small, tmp_path):
    package = write_release(tmp_path / "releases", small)
    with open_release(package.folder, expected_manifest_sha256=package.manifest_sha256) as release:
        assert release.id == package.id
    with pytest.raises(IntegrityError, match=r"manifest\.json"):
        open_release(package.folder, expected_manifest_sha256="0" * 64)


def test_a_changed_text_is_not_read(small, tmp_path):
    folder = write_release(tmp_path / "releases", small).folder
    path = folder / "texts.json"
    content = path.read_bytes().replace(b"Akutte", b"Akotte", 1)
    path.chmod(0o644)
    path.write_bytes(content)
    with open_release(folder) as release, pytest.raises(IntegrityError, match=r"texts\.json"):
        release.indicators()


# Names, order, leftovers -------------------------------------------------------------------------


def test_the_id_is_day_number_and_hash(small, tmp_path):
    first = write_release(tmp_path / "releases", small)
    second = write_release(tmp_path / "releases", replace(small, previous=first.id))
    third = write_release(
        tmp_path / "releases", replace(small, made_at=MADE_AT + timedelta(days=1))
    )
    assert first.id.startswith("2026-11-22-01-") and len(first.id) == 22
    assert second.id.startswith("2026-11-22-02-") and second.manifest.previous == first.id
    assert third.id.startswith("2026-11-23-01-")
    assert finished_releases(tmp_path / "releases") == (first.id, second.id, third.id)


def test_the_same_content_is_the_same_cells_and_id(content, catalogue, tmp_path):
    again = make_sample_content(catalogue)
    one, two = (
        write_release(tmp_path / name / "releases", c) for name, c in (("a", content), ("b", again))
    )
    assert one.manifest.cells_sha256 == two.manifest.cells_sha256
    names = ("texts.json", "units.json", "assessments.json", "deliveries.json")
    for name in names:
        assert (one.folder / name).read_bytes() == (two.folder / name).read_bytes(), name


CELLS = (
    {"numerator": 50, "denominator": 400},
    {"numerator": 3, "denominator": 400, "period": "2026-02"},
    {"numerator": 0, "denominator": 400, "period": "2026-01"},
)


def hash_of(indicator, *cells) -> str:
    rows = result_rows(indicator, *cells)
    found = apply_disclosure_control(rows, indicator, PLATFORM_POLICY, already_public=False)
    return cells_sha256(sorted_cells((found.rows,)))


def test_the_order_of_rows_does_not_matter(share):
    assert hash_of(share, *CELLS) == hash_of(share, *reversed(CELLS))


def test_any_other_figure_is_another_hash(small):
    table = sorted_cells(small.rows)
    place = table.schema.get_field_index("value")
    changed = table.set_column(place, "value", table["value"].take([0, 0, 2]))
    assert cells_sha256(changed) != cells_sha256(table)


def test_the_hash_of_cells_stays_what_it_is(share):
    """Golden: a change here means that older releases can no longer be compared with new ones."""
    golden = "855ded8b5832ba9dfe9d3288565b96391b8688ae289f72cb0df7d85ca49dcad0"
    assert hash_of(replace(share, version="1.0.0"), *CELLS) == golden


def test_two_answers_to_one_question_are_refused(small, tmp_path):
    with pytest.raises(ValueError, match="the same question"):
        write_release(tmp_path / "releases", replace(small, rows=small.rows * 2))
    assert finished_releases(tmp_path / "releases") == ()


def test_what_a_killed_build_left_is_removed_and_nothing_else(small, tmp_path):
    releases = tmp_path / "releases"
    kept = write_release(releases, small)
    left = releases / ".building-2026-11-22-02"
    left.mkdir()
    (left / "cells.duckdb").write_bytes(b"half")
    write_release(releases, small)
    assert not left.exists()
    assert codes(kept.folder) == []
    assert remove_leftovers(releases) == ()


def test_two_builds_at_once_are_refused(small, tmp_path):
    releases = tmp_path / "releases"
    releases.mkdir()
    with (releases / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(Blocked, match="K-BUILDING"):
            write_release(releases, small)
    write_release(releases, small)


def test_a_withdrawn_folder_is_nobody_elses_name(small, tmp_path):
    first = write_release(tmp_path / "releases", small)
    shutil.rmtree(first.folder)
    other = replace(small, made_at=MADE_AT + timedelta(seconds=1))
    assert write_release(tmp_path / "releases", other).id != first.id


def test_cells_that_nobody_collects_are_no_figures_of_a_unit(small, share, tmp_path):
    """A council of next year has cells for the organisation as it was, but nothing in them."""
    council = {"unit": "sundhedsraad-limfjorden"}
    rows = result_rows(
        share,
        *CELLS,
        {**council, "state": "not_collected"},
        {**council, "organisation": "2027-01-01", "numerator": 50, "denominator": 400},
    )
    found = apply_disclosure_control(rows, share, PLATFORM_POLICY, already_public=False)
    package = write_release(tmp_path / "releases", replace(small, rows=(found.rows,)))
    assert open_release(package.folder).unit(council["unit"]).organisations == ("2027-01-01",)


# The sealed audit --------------------------------------------------------------------------------


def test_the_reasons_are_sealed_outside_the_release(small, tmp_path):
    package = write_release(tmp_path / "releases", small)
    path = tmp_path / "sealed" / f"{package.id}.parquet"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert pq.read_table(path)["rule"].to_pylist() == ["numerator"]


def test_no_reason_stands_in_the_release(small, tmp_path):
    folder = write_release(tmp_path / "releases", small).folder
    for path in folder.iterdir():
        assert b"numerator_persons" not in path.read_bytes(), path.name


def test_a_release_of_another_version_is_named_as_that_and_not_as_damaged(small, tmp_path):
    folder = write_release(tmp_path / "releases", small).folder
    path = folder / "manifest.json"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b'"format":2', b'"format":1', 1))
    assert codes(folder) == [("K-RELEASE-FORMAT", None)]
    with pytest.raises(IntegrityError, match="K-RELEASE-FORMAT"):
        open_release(folder)
