"""Standard populations: the weights of direct standardisation, with their source."""

from dataclasses import dataclass
from itertools import product
from pathlib import Path

from tvaerblik.catalogue.fields import Fields
from tvaerblik.catalogue.strata import AGE_BANDS, SEXES
from tvaerblik.catalogue.strict_csv import read_strict_csv
from tvaerblik.catalogue.strict_yaml import read_strict_yaml, yaml_files
from tvaerblik.core.errors import DefinitionError, Problem, Where
from tvaerblik.core.texts import Text

_COLUMNS = ("age_band", "sex", "persons")
# Weights are multiplied with counts in 128-bit integers; no country's stratum is larger.
MOST_PERSONS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Standard:
    """Persons of every age band and sex, all of them there."""

    id: str
    version: str
    title: Text
    source: str
    note: Text
    persons: tuple[tuple[str, str, int], ...]  # age band, sex, persons

    def weight(self, age_band: str | None, sex: str | None) -> int:
        """Persons of a stratum; None is all bands, or both sexes."""
        return sum(
            persons
            for band, one_sex, persons in self.persons
            if age_band in (None, band) and sex in (None, one_sex)
        )


def load_standards(folder: Path) -> dict[str, Standard]:
    return {path.stem: _load(path) for path in yaml_files(folder)}


def _load(path: Path) -> Standard:
    fields = Fields(read_strict_yaml(path), path)
    found = Standard(
        id=path.stem,
        version=fields.text("version"),
        title=fields.both("title"),
        source=fields.text("source"),
        note=fields.both("note"),
        persons=_read_persons(path.with_suffix(".csv")),
    )
    fields.done()
    return found


def _read_persons(path: Path) -> tuple[tuple[str, str, int], ...]:
    rows = read_strict_csv(path, _COLUMNS)
    for number, row in enumerate(rows, start=2):
        text = row["persons"]
        if not text.isascii() or not text.isdigit() or not 0 < int(text) <= MOST_PERSONS:
            raise _wrong(
                path,
                number,
                Text(f"»{text}« er ikke et antal borgere.", f"'{text}' is no number of persons."),
                Text("Skriv et helt tal over 0.", "Write a whole number above 0."),
            )
    found = tuple((row["age_band"], row["sex"], int(row["persons"])) for row in rows)
    strata = [(band, sex) for band, sex, _ in found]
    if sorted(strata) != sorted(product((band.id for band in AGE_BANDS), SEXES)):
        raise _wrong(
            path,
            1,
            Text(
                "Hver aldersgruppe skal stå én gang for hvert køn.",
                "Each age band must stand once for each sex.",
            ),
            Text(
                f"Aldersgrupperne er {', '.join(band.id for band in AGE_BANDS)}.",
                f"The age bands are {', '.join(band.id for band in AGE_BANDS)}.",
            ),
        )
    return found


def _wrong(path: Path, row: int, what: Text, remedy: Text) -> DefinitionError:
    return DefinitionError(Problem("E04", what, remedy, Where(file=path.name, row=row)))
