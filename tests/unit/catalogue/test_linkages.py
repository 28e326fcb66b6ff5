"""Registers joined by person: each pair is described, or the definition is refused."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from tvaerblik.catalogue.linkages import pairs_joined, roots_of
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.core.errors import Blocked, DefinitionError
from tvaerblik.flows.lawful import check_linkages

VISITS = "opfoelgende-hjemmebesoeg-7-dage"


@pytest.fixture(scope="module")
def catalogue(definitions: Path) -> Catalogue:
    return load_catalogue(definitions)


@pytest.fixture
def copied(definitions: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(definitions, tmp_path / "definitions"))


def test_a_join_of_two_sources_is_a_linkage_and_of_one_is_none(catalogue: Catalogue) -> None:
    joined = {
        name: pairs_joined(
            catalogue.get(name), catalogue.registers, list(catalogue.sources.values())
        )
        for name in (VISITS, "genindlaeggelse-30-dage-somatik", "indlaeggelser-pr-1000")
    }
    assert joined[VISITS] == (frozenset({"hospital_contact", "municipal_service"}),)
    assert joined["genindlaeggelse-30-dage-somatik"] == ()
    assert joined["indlaeggelser-pr-1000"] == ()  # its population is counted by itself


def test_a_table_derived_from_a_derived_one_has_delivered_roots(catalogue: Catalogue) -> None:
    assert list(roots_of("ready_for_discharge", catalogue.registers)) == [
        "pathway_marker",
        "hospital_contact",
    ]


def test_a_join_that_nobody_described_is_refused(copied: Path) -> None:
    (copied / "linkages" / "hospital-kommune.yaml").unlink()
    with pytest.raises(DefinitionError, match=r"Hospital contacts.*Municipal services") as caught:
        load_catalogue(copied)
    assert caught.value.problems[0].code == "K-LINK"


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("id: hospital-kommune", "id: andet", "differ"),
        ("hospital_contact, diagnosis", "hospital_kontakt, diagnosis", "hospital_kontakt"),
        ("retention:", "legal_basis: Sundhedsloven\nretention:", "approved"),
        ("purpose:", "paragraf: 1\npurpose:", "paragraf"),
    ],
)
def test_a_wrong_card_is_refused_with_its_file(
    copied: Path, before: str, after: str, named: str
) -> None:
    path = copied / "linkages" / "hospital-kommune.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")
    with pytest.raises(DefinitionError, match=named) as caught:
        load_catalogue(copied)
    assert "hospital-kommune.yaml" in str(caught.value)


def _delivery(table: str, *, synthetic: bool, state: str = "accepted") -> SimpleNamespace:
    return SimpleNamespace(state=state, synthetic=synthetic, tables=(SimpleNamespace(table=table),))


@pytest.mark.parametrize("table", ["hospital_contact", "municipal_service"])
def test_real_persons_are_not_joined_without_a_legal_basis(
    catalogue: Catalogue, table: str
) -> None:
    with pytest.raises(Blocked, match="no legal basis") as caught:
        check_linkages([catalogue.get(VISITS)], catalogue, [_delivery(table, synthetic=False)])
    assert caught.value.problems[0].code == "K-LINK-LAW"


@pytest.mark.parametrize(
    "delivery",
    [
        _delivery("hospital_contact", synthetic=True),
        _delivery("hospital_contact", synthetic=False, state="held"),
        _delivery("population", synthetic=False),
    ],
)
def test_invented_persons_and_counts_may_be_used(
    catalogue: Catalogue, delivery: SimpleNamespace
) -> None:
    check_linkages([catalogue.get(VISITS)], catalogue, [delivery])


def test_an_approved_basis_lets_real_persons_be_joined(copied: Path) -> None:
    path = copied / "linkages" / "hospital-kommune.yaml"
    basis = "legal_basis: Bekendtgørelse\napproved_by: Direktionen 2026-11-01\nretention:"
    text = path.read_text(encoding="utf-8").replace("retention:", basis, 1)
    path.write_text(text, encoding="utf-8")
    approved = load_catalogue(copied)
    real = _delivery("hospital_contact", synthetic=False)
    check_linkages([approved.get(VISITS)], approved, [real])
