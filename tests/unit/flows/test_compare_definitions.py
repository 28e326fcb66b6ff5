"""What a release tells of what became of its definitions: clause by clause, and carried on."""

from datetime import date
from pathlib import Path

import pytest

from support.first_six import copy_first_six
from support.result_rows import result_rows
from tvaerblik.catalogue.loader import load_catalogue
from tvaerblik.flows.build_release import build_release
from tvaerblik.flows.compare_definitions import catalogue_of
from tvaerblik.presentation.pages.about import build_about
from tvaerblik.release.package import ReleasePackage
from tvaerblik.release.reader import open_release
from tvaerblik.release.versions import DefinitionFile, read_definitions
from unit.release.test_flows import MADE_AT, OPERATOR, Computed, snapshot

SHARE = "genindlaeggelse-30-dage-somatik"


@pytest.fixture
def definitions(tmp_path: Path) -> Path:
    return copy_first_six(tmp_path / "definitions")


def build(tmp_path: Path, definitions: Path, previous: str | None = None) -> ReleasePackage:
    catalogue = load_catalogue(definitions)
    computed = Computed({SHARE: result_rows(catalogue.get(SHARE))}, snapshot())
    return build_release(
        computed,
        catalogue,
        tmp_path / "releases",
        OPERATOR,
        previous=previous,
        deliveries=(),
        definitions=definitions,
        now=MADE_AT,
    )


def change(definitions: Path, old: str, new: str) -> None:
    path = definitions / "indicators" / f"{SHARE}.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) >= 1, old
    path.write_text(text.replace(old, new), "utf-8")


def raise_version(definitions: Path, old: str, new: str) -> None:
    change(definitions, f"version: {old}\n", f"version: {new}\n")
    line = "  - {version: %s, date: 2026-11-22, reason: words, text: {da: Ændret, en: Changed}}\n"
    change(definitions, "changes:\n", "changes:\n" + line % new)


def test_the_first_release_has_nothing_to_differ_from(tmp_path: Path, definitions: Path) -> None:
    with open_release(build(tmp_path, definitions).folder) as release:
        assert release.version_steps() == ()
        assert {file.path for file in release.definitions()} >= {
            "units/units.csv",
            f"indicators/{SHARE}.yaml",
        }


def test_the_next_release_says_clause_by_clause_what_differs(
    tmp_path: Path, definitions: Path
) -> None:
    first = build(tmp_path, definitions)
    change(definitions, "lag: 45 days", "lag: 60 days")
    raise_version(definitions, "1.0.0", "1.1.0")
    with open_release(build(tmp_path, definitions, first.id).folder) as release:
        (step,) = release.version_steps()
        about = build_about(release, release.indicator(SHARE), "da")
    assert (step.indicator, step.before, step.after) == (SHARE, "1.0.0", "1.1.0")
    assert step.on == date(2026, 11, 22)
    assert any("45 dage" in one.what.da and "60 dage" in one.what.da for one in step.clauses)
    newest, oldest = about.history
    assert (newest.version, oldest.clauses) == ("1.1.0", ())
    assert any("60 dage" in what for _, _, what in newest.clauses)


def test_what_was_told_before_is_carried_on(tmp_path: Path, definitions: Path) -> None:
    first = build(tmp_path, definitions)
    change(definitions, "lag: 45 days", "lag: 60 days")
    raise_version(definitions, "1.0.0", "1.1.0")
    second = build(tmp_path, definitions, first.id)
    third = build(tmp_path, definitions, second.id)
    raise_version(definitions, "1.1.0", "1.1.1")
    change(definitions, "polarity: lower", "polarity: none")
    fourth = build(tmp_path, definitions, third.id)
    with open_release(third.folder) as release:
        assert [step.after for step in release.version_steps()] == ["1.1.0"]
    with open_release(fourth.folder) as release:
        assert [step.after for step in release.version_steps()] == ["1.1.0", "1.1.1"]


def test_definitions_that_are_refused_today_tell_of_nothing(definitions: Path) -> None:
    """The language grows stricter; an old release is still a release."""
    files = tuple(read_definitions(definitions))
    assert catalogue_of(files) is not None
    old = DefinitionFile(f"indicators/{SHARE}.yaml", "id: x\nword_of_old: 1\n")
    assert catalogue_of((*(one for one in files if one.path != old.path), old)) is None
    assert not any(file.path.endswith(".cases.yaml") for file in files)


def test_a_release_before_that_is_gone_stops_nothing(tmp_path: Path, definitions: Path) -> None:
    package = build(tmp_path, definitions, "2026-01-01-01-deadbeef")
    with open_release(package.folder) as release:
        assert release.version_steps() == ()
