"""A definition that is not in the folder yet: the same text, read and checked as if it were.

What is drafted in a case becomes a file only when it is approved, and then word for word.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from tvaerblik.catalogue.composed import check_composed
from tvaerblik.catalogue.digest import digest_of
from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.loader import Catalogue, check_linkages, check_units, read_indicator
from tvaerblik.catalogue.requirements import Requirements, requirement_words, requirements_of
from tvaerblik.catalogue.strict_yaml import MAX_BYTES, parse_strict_yaml
from tvaerblik.catalogue.twins import check_twins
from tvaerblik.catalogue.words import denominator_words, numerator_words
from tvaerblik.core.errors import DefinitionError, Problem
from tvaerblik.core.texts import Text

# As the files of the folder are named, and as addresses spell them
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Room for it in a file's name with what stands beside it, and in an address that is read aloud
LONGEST_ID, LONGEST_VERSION = 80, 30
UNNAMED = Path("udkast.yaml")


@dataclass(frozen=True)
class DraftRead:
    """`catalogue`: the one it was read against, with the draft in the place of its id."""

    indicator: Indicator
    catalogue: Catalogue

    @property
    def digest(self) -> str:
        return digest_of(self.indicator, self.catalogue)

    @property
    def numerator(self) -> Text:
        return numerator_words(self.indicator, self.catalogue)

    @property
    def denominator(self) -> Text:
        return denominator_words(self.indicator, self.catalogue)

    @property
    def requirements(self) -> Requirements:
        return requirements_of(self.indicator, self.catalogue)

    @property
    def needs(self) -> tuple[Text, ...]:
        return requirement_words(self.requirements)


def read_draft(text: str, catalogue: Catalogue) -> DraftRead:
    """Raises DefinitionError with field and remedy for the first thing that is wrong."""
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise DefinitionError(_too_large())
    values = parse_strict_yaml(text, UNNAMED)
    id_ = values.get("id")
    if not (isinstance(id_, str) and ID.fullmatch(id_) and len(id_) <= LONGEST_ID):
        raise DefinitionError(_no_id())
    indicator = read_indicator(
        values, Path(f"{id_}.yaml"), catalogue.registers, catalogue.codelists, catalogue.standards
    )
    if len(indicator.version) > LONGEST_VERSION:
        raise DefinitionError(_long_version())
    beside = replace(catalogue, indicators={**catalogue.indicators, indicator.id: indicator})
    folder = Path()
    check_composed(folder, beside.indicators, catalogue.units)
    check_twins(folder, beside.indicators)
    only = {indicator.id: indicator}
    check_units(folder, only, catalogue.units)
    check_linkages(folder, only, catalogue.registers, catalogue.sources, catalogue.linkages)
    return DraftRead(indicator, beside)


def _too_large() -> Problem:
    return Problem(
        "E02",
        Text("Udkastet er for stort.", "The draft is too large."),
        Text(f"Højst {MAX_BYTES // 1024} KiB.", f"At most {MAX_BYTES // 1024} KiB."),
    )


def _no_id() -> Problem:
    return Problem(
        "E04",
        Text("Udkastet mangler et id.", "The draft has no id."),
        Text(
            "Begynd med »id: « og et navn af små bogstaver, cifre og bindestreger, højst "
            f"{LONGEST_ID} tegn.",
            "Begin with 'id: ' and a name of small letters, digits and hyphens, at most "
            f"{LONGEST_ID} characters.",
        ),
    )


def _long_version() -> Problem:
    return Problem(
        "E04",
        Text(
            f"Udkastets version (»version«) er længere end {LONGEST_VERSION} tegn.",
            f"The draft's version ('version') is longer than {LONGEST_VERSION} characters.",
        ),
        Text("Skriv den som 1.0.0.", "Write it like 1.0.0."),
    )
