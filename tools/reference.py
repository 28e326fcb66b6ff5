"""Writes the generated parts of docs/reference. `check_documents` compares them with what stands there."""

import inspect
from pathlib import Path

from manual import manual
from problem_ids import problems_told
from states import states_document

from tvaerblik.catalogue.cases import Case, load_cases
from tvaerblik.catalogue.codelists import Codelist
from tvaerblik.catalogue.digest import codelists_of, digest_of
from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.linkages import Linkage
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.catalogue.registers import Register
from tvaerblik.catalogue.requirements import requirement_words, requirements_of
from tvaerblik.catalogue.words import (
    attribute_words,
    denominator_words,
    numerator_words,
    standardise_words,
    unknown_words,
)
from tvaerblik.core import errors

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "reference"
MADE = "<!-- Made by tools/reference.py; change the definitions or the code, then `make reference`. -->\n"


def made_documents() -> dict[str, str]:
    """File name → text of every generated document."""
    catalogue = load_catalogue(ROOT / "definitions")
    return {
        "indicators.md": _indicators(catalogue),
        "registers.md": _registers(catalogue),
        "errors.md": _errors(),
        "language.md": manual(),
        "states.md": states_document(MADE),
    }


def _indicators(catalogue: Catalogue) -> str:
    cases = load_cases(ROOT / "definitions", catalogue)
    parts = [f"# Indicators\n\n{MADE}"]
    parts += [
        _indicator(indicator, catalogue, cases.get(indicator.id, ()))
        for indicator in catalogue.indicators.values()
    ]
    return "\n".join(parts)


def _indicator(indicator: Indicator, catalogue: Catalogue, cases: tuple[Case, ...]) -> str:
    numerator = numerator_words(indicator, catalogue)
    denominator = denominator_words(indicator, catalogue)
    digest = digest_of(indicator, catalogue)
    chosen = [
        say(indicator, catalogue) for say in (attribute_words, unknown_words, standardise_words)
    ]
    lines = [
        f"## {indicator.title.da}",
        "",
        f"*{indicator.title.en}* – `{indicator.id}` {indicator.version}, digest `{digest[:12]}`",
        "",
        f"- Formål: {indicator.purpose.da}",
        f"- Tæller: {numerator.da}",
        f"- Nævner: {denominator.da}",
        f"- Numerator: {numerator.en}",
        f"- Denominator: {denominator.en}",
        *(f"- Valg: {text.da}" for text in chosen if text is not None),
        f"- Forbehold: {indicator.caveats.da}",
        *(_codelist(catalogue.codelists[name]) for name in sorted(codelists_of(indicator))),
        *(
            f"- Kræver: {text.da}"
            for text in requirement_words(requirements_of(indicator, catalogue))
        ),
        *(f"- Eksempel `{case.id}`: {case.shows.da}" for case in cases),
        "",
    ]
    return "\n".join(lines)


def _linkage(linkage: Linkage) -> str:
    law = linkage.legal_basis or "ingen; kobles kun på syntetiske data"
    tables = ", ".join(f"`{name}`" for name in linkage.tables)
    return f"- **{linkage.title.da}** ({tables}). Formål: {linkage.purpose}. Hjemmel: {law}. {linkage.retention}."


def _codelist(codelist: Codelist) -> str:
    codes = ", ".join(code.code for code in codelist.codes)
    return f"- Kodeliste »{codelist.title.da}« {codelist.version} ({codelist.status.da}): {codes}"


def _registers(catalogue: Catalogue) -> str:
    parts = [f"# Registers\n\n{MADE}"]
    parts += [_register(register) for register in catalogue.registers.values()]
    parts += ["## Koblinger på person", ""]
    parts += [_linkage(linkage) for linkage in catalogue.linkages.values()]
    return "\n".join(parts) + "\n"


def _register(register: Register) -> str:
    lines = [f"## `{register.table}` – {register.title.da}", "", register.meaning.da, ""]
    lines += ["| column | type | meaning |", "|---|---|---|"]
    lines += [f"| `{c.name}` | {c.type} | {c.meaning.da} |" for c in register.columns]
    places = [f"{name} = `{column}`" for name, column in _places(register)]
    if places:
        lines += ["", f"Sted (`place`): {', '.join(places)}."]
    if register.spoken_moments:
        moments = ", ".join(f"`{name}`" for name in register.spoken_moments)
        lines += ["", f"Tidspunkter, en definition kan bruge: {moments}."]
    if register.parameters:
        parameters = ", ".join(f"{name} = {value}" for name, value in register.parameters)
        lines += ["", f"Parametre: {parameters}."]
    basis = register.legal_basis or "ingen; tager kun imod syntetiske data"
    lines += ["", f"Dataansvarlig: {register.controller}. Hjemmel: {basis}.", ""]
    return "\n".join(lines)


def _places(register: Register) -> list[tuple[str, str]]:
    found = ((name, register.place(name)) for name in ("residence", "provider", "clinic"))
    return [(name, column) for name, column in found if column is not None]


def _errors() -> str:
    lines = [f"# Errors and exit codes\n\n{MADE}", "| class | exit code |", "|---|---|"]
    for name, cls in inspect.getmembers(errors, inspect.isclass):
        if issubclass(cls, errors.TvaerblikError) and cls not in (
            errors.TvaerblikError,
            errors.UserError,
        ):
            lines.append(f"| `{name}` | {cls.exit_code} |")
    return "\n".join([*lines, "", *_problems(), ""])


_PROBLEMS = """## Problems

Every problem has an id, a sentence in Danish and in English, and what to do (→). `…` is filled in when it is
told. One without a remedy is a remark on a delivery: a person decides whether it is taken in.
"""


def _problems() -> list[str]:
    lines = [_PROBLEMS]
    for code, told in problems_told().items():
        lines += [f"### `{code}`", ""]
        for one in told:
            lines += [
                f"- {_with_remedy(one.da, one.remedy_da)}",
                f"  *{_with_remedy(one.en, one.remedy_en)}*",
            ]
        lines.append("")
    return lines[:-1]


def _with_remedy(sentence: str, remedy: str) -> str:
    said = f"{sentence} → {remedy}" if remedy else sentence
    return said.replace("<", "&lt;").replace("*", "\\*").replace("\n", " ")


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in made_documents().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
