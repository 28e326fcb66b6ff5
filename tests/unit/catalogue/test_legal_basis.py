"""Real data are let in by a text that states the law: one without words is refused when it is loaded."""

from pathlib import Path

import pytest

from tvaerblik.catalogue.linkages import load_linkages
from tvaerblik.catalogue.registers import load_registers, load_source_cards
from tvaerblik.core.errors import DefinitionError

NOTHING = ("-", "–", "?", "§ 5", "n/a", "N.A.", "xxx", "XXXX", "ingen", "Ukendt", "TBD", "todo", "(mangler)", "None", "Kommer senere", "not known")  # fmt: skip
SOMETHING = ("Sundhedsloven § 157", "SUL § 42 d", "Retspsykiatriloven", "Færdige tal uden personoplysninger")  # fmt: skip


def card(own_definitions: Path, folder: Path, kind: str, name: str, fields: str) -> Path:
    """A copy of one card with more fields at its end."""
    (folder / kind).mkdir()
    text = (own_definitions / kind / f"{name}.yaml").read_text(encoding="utf-8")
    (folder / kind / f"{name}.yaml").write_text(f"{text.rstrip()}\n{fields}\n", encoding="utf-8")
    return folder / kind


def check_words(error: DefinitionError, said: str, field: str) -> None:
    (problem,) = error.problems
    assert problem.where.path == field and problem.where.file
    assert f"»{said}«" in problem.what.da and f"'{said}'" in problem.what.en
    assert "med ord" in problem.remedy.da and "in words" in problem.remedy.en


@pytest.mark.parametrize("said", NOTHING)
def test_a_register_whose_law_has_no_words_is_refused(own_definitions, tmp_path, said):
    folder = card(own_definitions, tmp_path, "registers", "clinic", f'legal_basis: "{said}"')
    with pytest.raises(DefinitionError) as refusal:
        load_registers(folder)
    check_words(refusal.value, said, "legal_basis")


@pytest.mark.parametrize("said", SOMETHING)
def test_a_register_with_a_law_keeps_it(own_definitions, tmp_path, said):
    folder = card(own_definitions, tmp_path, "registers", "clinic", f'legal_basis: "{said}"')
    assert load_registers(folder)["clinic"].legal_basis == said


@pytest.mark.parametrize("field", ["legal_basis", "approved_by", "dpia"])
def test_a_linkage_whose_law_or_approval_has_no_words_is_refused(own_definitions, tmp_path, field):
    said = {
        "legal_basis": "Sundhedsloven § 157",
        "approved_by": "Direktionen 2026-11-01",
        "dpia": "Sag 12, oktober",
    }
    lines = "\n".join(f'{name}: "{text}"' for name, text in (said | {field: "-"}).items())
    folder = card(own_definitions, tmp_path, "linkages", "hospital-kommune", lines)
    with pytest.raises(DefinitionError) as refusal:
        load_linkages(folder, load_registers(own_definitions / "registers"))
    check_words(refusal.value, "-", field)


@pytest.mark.parametrize("field", ["licence", "approver"])
def test_a_public_source_whose_licence_has_no_words_is_refused(own_definitions, tmp_path, field):
    said = {"address": "www.example.dk", "licence": "Fri brug", "approver": "Sekretariatet"} | {
        field: "-"
    }
    line = ", ".join(f'{name}: "{text}"' for name, text in said.items())
    folder = card(own_definitions, tmp_path, "sources", "lsr", f"already_public: {{{line}}}")
    with pytest.raises(DefinitionError) as refusal:
        load_source_cards(folder)
    check_words(refusal.value, "-", f"already_public.{field}")
