"""Two versions of a definition: what differs, in words, and whether the version says so."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tvaerblik.catalogue.differences import Difference, differences
from tvaerblik.catalogue.digest import digest_of
from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.catalogue.versions import version_problems

READMISSION = "genindlaeggelse-30-dage-somatik"
PREVENTABLE = "forebyggelige-indlaeggelser-65"
HOME_VISIT = "opfoelgende-hjemmebesoeg-7-dage"


@dataclass(frozen=True)
class Changed:
    """The project's definitions and a copy in which something else stands."""

    then: Catalogue
    now: Catalogue

    def found(self, indicator: str) -> tuple[Difference, ...]:
        return differences(*self._both(indicator), self.then, self.now)

    def problems(self, indicator: str) -> list[str]:
        found = version_problems(*self._both(indicator), self.found(indicator))
        return [problem.in_("en") for problem in found]

    def moved(self, indicator: str) -> bool:
        before, after = self._both(indicator)
        return digest_of(before, self.then) != digest_of(after, self.now)

    def _both(self, indicator: str) -> tuple[Indicator, Indicator]:
        return self.then.get(indicator), self.now.get(indicator)


class Change:
    def __init__(self, definitions: Path, folder: Path) -> None:
        self.definitions, self.folder = definitions, folder
        shutil.copytree(definitions, folder)

    def __call__(self, *changes: tuple[str, str, str]) -> Changed:
        """Each change is a file of the definitions folder, what to replace, and with what."""
        for name, old, new in changes:
            path = self.folder / name
            text = path.read_text(encoding="utf-8")
            assert old in text, old
            path.write_text(text.replace(old, new), encoding="utf-8")
        return Changed(load_catalogue(self.definitions), load_catalogue(self.folder))


@pytest.fixture
def change(definitions: Path, tmp_path: Path) -> Change:
    return Change(definitions, tmp_path / "definitions")


def of(indicator: str, old: str, new: str) -> tuple[str, str, str]:
    return f"indicators/{indicator}.yaml", old, new


WINDOW_SAID = (
    "Tidsrum: fra »mere end 4 timer og højst 30 dage senere« til "
    "»mere end 4 timer og højst 14 dage senere«."
)
# indicator, the change, clause, the sentence in Danish, whether it moves the number
SAID = [
    (
        READMISSION,
        of(READMISSION, "at_most: 30 days}", "at_most: 14 days}"),
        "Tæller",
        WINDOW_SAID,
        True,
    ),
    (
        READMISSION,
        of(READMISSION, "          - priority: ATA1\n", ""),
        "Tæller",
        "Ikke længere et krav: opholdet begyndte akut.",
        True,
    ),
    (
        READMISSION,
        of(
            READMISSION,
            "        - sector: somatic\n      date",
            "        - sector: psychiatric\n      date",
        ),
        "Nævner",
        "Betingelsen: fra »opholdet er somatisk« til »opholdet er psykiatrisk«.",
        True,
    ),
    (
        READMISSION,
        of(READMISSION, 'unknown: "no"', "unknown: exclude"),
        "Mål",
        "Manglende oplysninger: fra »hændelsen opfylder ikke kravet« til »hændelsen er ikke med«.",
        True,
    ),
    (
        READMISSION,
        of(READMISSION, "index: any", "index: acute"),
        "Mål",
        "Den første indlæggelse: fra »alle« til »akut«.",
        True,
    ),
    (
        HOME_VISIT,
        of(
            HOME_VISIT,
            "        from: ended",
            "          - resource: completed\n        from: ended",
        ),
        "Tæller",
        "Nyt krav: indsatsen er gennemført.",
        True,
    ),
    (
        PREVENTABLE,
        of(PREVENTABLE, "    population:\n      where:\n        - age: {at_least: 65}\n", ""),
        "Nævner",
        "Ikke længere et krav: borgeren er mindst 65 år.",
        True,
    ),
    (
        PREVENTABLE,
        of(PREVENTABLE, "denominator: person_years", "denominator: mid_period"),
        "Nævner",
        "Befolkningen tælles som: fra »personår« til »borgere midt i perioden«.",
        True,
    ),
    (
        PREVENTABLE,
        ("codelists/forebyggelige-indlaeggelser.csv", "DL89;Tryksår", "DL890;Tryksår"),
        "Kodelisten »Diagnosegrupper for forebyggelige sygehusophold«",
        "Koder fjernet: DL89 Tryksår.",
        True,
    ),
    (
        PREVENTABLE,
        ("codelists/forebyggelige-indlaeggelser.csv", "DL89;Tryksår", "DL89;Liggesår"),
        "Kodelisten »Diagnosegrupper for forebyggelige sygehusophold«",
        "Tekst eller gyldighed ændret: DL89.",
        False,
    ),
    (
        PREVENTABLE,
        ("registers/hospital_stay.yaml", "gap_hours: 4", "gap_hours: 6"),
        "Registret »Sygehusophold«",
        "»gap_hours«: fra »4« til »6«.",
        True,
    ),
    (
        PREVENTABLE,
        of(PREVENTABLE, "[month, quarter, year]", "[quarter, year]"),
        "Perioder",
        "Fjernet: måned.",
        True,
    ),
    (
        PREVENTABLE,
        of(PREVENTABLE, "breakdowns: [age_band, sex]", "breakdowns: [sex]"),
        "Opdelinger",
        "Fjernet: alder.",
        True,
    ),
    (
        PREVENTABLE,
        of(PREVENTABLE, "settle: 0 days", "settle: 1 day"),
        "Opfølgningstid",
        "fra »0 dage« til »1 dag«.",
        True,
    ),
    (
        PREVENTABLE,
        of(PREVENTABLE, "lag: 45 days", "lag: 60 days"),
        "Registreringsforsinkelse",
        "fra »45 dage« til »60 dage«.",
        False,
    ),
    (
        PREVENTABLE,
        of(PREVENTABLE, 'en: "Preventable admissions 65+"', 'en: "Avoidable admissions 65+"'),
        "Kort titel",
        "kun den engelske tekst er ændret.",
        False,
    ),
    (
        PREVENTABLE,
        of(PREVENTABLE, "status: deviates", "status: not_comparable"),
        "National indikator",
        "Status: fra »afviger« til »kan ikke sammenlignes«.",
        False,
    ),
    (
        PREVENTABLE,
        of(PREVENTABLE, "goals: [nationale-maal-2, ", "goals: ["),
        "Mål for aftalen",
        "Fjernet: nationale-maal-2.",
        False,
    ),
]


@pytest.mark.parametrize(("indicator", "edit", "clause", "sentence", "moves"), SAID)
def test_each_change_is_said_once_in_its_clause(
    change: Change,
    indicator: str,
    edit: tuple[str, str, str],
    clause: str,
    sentence: str,
    moves: bool,
) -> None:
    changed = change(edit)
    said = [(found.clause.da, found.what.da, found.moves) for found in changed.found(indicator)]
    assert (clause, sentence, moves) in said
    assert changed.moved(indicator) == moves == any(moved for _, _, moved in said)


def test_nothing_differs_from_itself(change: Change) -> None:
    same = change()
    assert all(same.found(indicator) == () for indicator in same.now.indicators)


def test_another_kind_of_measure_is_said_as_such(change: Change) -> None:
    changed = change()
    both = changed.then.get(READMISSION), changed.now.get(PREVENTABLE)
    found = differences(*both, changed.then, changed.now)
    assert found[0].what.en == "Kind: from 'share' to 'figure per residents'."


def test_another_order_moves_the_digest_and_is_told(change: Change) -> None:
    edit = of(
        PREVENTABLE,
        "        - inpatient: true\n        - priority: ATA1\n",
        "        - priority: ATA1\n        - inpatient: true\n",
    )
    (found,) = change(edit).found(PREVENTABLE)
    assert found.moves
    assert "another order" in found.what.en


LAG = of(PREVENTABLE, "lag: 45 days", "lag: 60 days")
WINDOW = of(PREVENTABLE, "at_least: 65", "at_least: 75")
LOG = of(
    PREVENTABLE,
    "changes:\n",
    "changes:\n  - {version: NEW, date: 2026-11-01, reason: age, text: {da: Alder, en: Age}}\n",
)
VERSIONS = [
    # what changed, the new version, what is wrong
    (WINDOW, "0.2.0", "is still 0.2.0"),
    (WINDOW, "0.2.1", "only goes from 0.2.0 to 0.2.1"),
    (WINDOW, "0.3.0", None),
    (WINDOW, "1.0.0", None),
    (WINDOW, "0.1.9", "back to 0.1.9"),
    (WINDOW, "newer", "not a version"),
    (LAG, "0.2.0", None),
    (LAG, "0.2.1", None),
]


@pytest.mark.parametrize(("edit", "version", "wrong"), VERSIONS)
def test_the_version_says_what_the_change_does(
    change: Change, edit: tuple[str, str, str], version: str, wrong: str | None
) -> None:
    log = (LOG[0], LOG[1], LOG[2].replace("NEW", version))
    bump = of(PREVENTABLE, "version: 0.2.0\nstatus", f"version: {version}\nstatus")
    problems = change(edit, bump, log).problems(PREVENTABLE)
    assert len(problems) == (wrong is not None)
    assert wrong is None or wrong in problems[0]


def test_a_new_version_must_be_in_the_change_log(change: Change) -> None:
    bump = of(PREVENTABLE, "version: 0.2.0\nstatus", "version: 0.3.0\nstatus")
    (problem,) = change(WINDOW, bump).problems(PREVENTABLE)
    assert "says nothing of version 0.3.0" in problem
