"""Reads definition files into frozen values and checks them against registers and code lists."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from tvaerblik.catalogue.codelists import Codelist, load_codelists
from tvaerblik.catalogue.fields import Fields
from tvaerblik.catalogue.language import (
    Annotation,
    Change,
    Indicator,
    Measure,
    National,
    Owner,
    Proportion,
    Rate,
    Reported,
    Target,
)
from tvaerblik.catalogue.measures import load_measure
from tvaerblik.catalogue.registers import Register, SourceCard, load_registers, load_source_cards
from tvaerblik.catalogue.strict_yaml import read_strict_yaml
from tvaerblik.catalogue.units import UnitRegister, load_units
from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.core.texts import Text

LATER_STATUSES = ("wanted", "planned", "paused", "retired")


@dataclass(frozen=True)
class Catalogue:
    """Everything in the definitions folder, loaded and checked against itself."""

    indicators: dict[str, Indicator]
    registers: dict[str, Register]
    sources: dict[str, SourceCard]
    codelists: dict[str, Codelist]
    units: UnitRegister

    def get(self, indicator: str) -> Indicator:
        if indicator in self.indicators:
            return self.indicators[indicator]
        known = ", ".join(self.indicators)
        raise NotKnown(
            Problem(
                "K-INDICATOR",
                Text(
                    f"Der er ingen indikator »{indicator}«.",
                    f"There is no indicator '{indicator}'.",
                ),
                Text(f"Kendte: {known}.", f"Known: {known}."),
            )
        )

    def source_of(self, table: str) -> SourceCard:
        """The source that delivers a table; a derived table has its parents' source."""
        register = self.registers[table]
        name = register.built_from[0] if register.built_from else table
        return next(card for card in self.sources.values() if name in card.tables)


def load_catalogue(folder: Path) -> Catalogue:
    """Raises DefinitionError with file, path and remedy for the first thing that is wrong."""
    registers = load_registers(folder / "registers")
    codelists = load_codelists(folder / "codelists")
    indicators = {}
    for path in sorted((folder / "indicators").glob("*.yaml")):
        if not path.name.endswith(".cases.yaml"):
            indicators[path.stem] = load_indicator(path, registers, codelists)
    return Catalogue(
        indicators,
        registers,
        load_source_cards(folder / "sources"),
        codelists,
        load_units(folder / "units"),
    )


def load_indicator(
    path: Path, registers: dict[str, Register], codelists: dict[str, Codelist]
) -> Indicator:
    fields = Fields(read_strict_yaml(path), path)
    indicator = _read_indicator(fields, registers, codelists)
    fields.done()
    if indicator.id != path.stem:
        raise fields.error(
            "E04",
            "Indikatorens id og filens navn er forskellige.",
            "The id and the file's name differ.",
            "Giv dem samme navn.",
            "Give them the same name.",
            "id",
        )
    return indicator


def _read_indicator(
    fields: Fields, registers: dict[str, Register], codelists: dict[str, Codelist]
) -> Indicator:
    measure = load_measure(fields, registers, codelists)
    values: dict[str, Any] = {
        **_read_names(fields),
        **_read_responsibility(fields),
        **_read_grain(fields, measure, registers),
        "measure": measure,
        "interval": fields.one_of("interval", "wilson", "byar", "none"),
        "decimals": fields.integer_in("decimals", 0, 6),
        "settle_days": _days(fields, "settle"),
        "lag_days": _days(fields, "lag"),
        "look_back_days": _days(fields, "look_back"),
        "targets": fields.each("targets", _target),
        "annotations": fields.each("annotations", _annotation),
        "changes": fields.each("changes", _change),
    }
    return fields.made(lambda: Indicator(**values))


def _read_names(fields: Fields) -> dict[str, Any]:
    return {
        "id": fields.text("id"),
        "version": fields.text("version"),
        "status": fields.one_of("status", "live", "preview", later=LATER_STATUSES),
        "title": fields.both("title"),
        "short_title": fields.both("short_title"),
        "unit_text": fields.both("unit_text"),
        "purpose": fields.both("purpose"),
        "caveats": fields.both("caveats"),
        "theme": fields.text("theme"),
        "goals": tuple(str(goal) for goal in fields.items("goals")),
        "polarity": fields.one_of("polarity", "higher", "lower", "none"),
    }


def _read_responsibility(fields: Fields) -> dict[str, Any]:
    return {
        "owners": fields.each("owner", _owner),
        "authored_by": fields.text("authored_by"),
        "checked_by": fields.text("checked_by"),
        "reviewed": fields.day("reviewed"),
        "next_review": fields.day("next_review"),
        "visibility": fields.one_of(
            "visibility", "offentlig", later=("aftaleparter", "klynge", "enhed", "intern")
        ),
        "sensitivity": fields.one_of("sensitivity", "standard", "sensitive"),
        "national": _national(fields.sub("national")),
    }


def _read_grain(fields: Fields, measure: Measure, registers: dict[str, Register]) -> dict[str, Any]:
    grains = fields.sub("grains")
    found = {
        "periods": tuple(
            _word(fields, "periods", item, ("day", "month", "quarter", "year"))
            for item in fields.items("periods")
        ),
        "grain": grains.one_of("units", "municipality", "region"),
        "breakdowns": tuple(
            _word(fields, "breakdowns", item, ("age_band", "sex"))
            for item in grains.items("breakdowns")
        ),
        "attribute": _attribute(fields, measure),
    }
    grains.done()
    if not found["periods"]:
        raise fields.error(
            "E04",
            "Mindst én periode skal nævnes.",
            "At least one period must be named.",
            "Skriv fx [month, quarter, year].",
            "Write e.g. [month, quarter, year].",
            "periods",
        )
    return found


def _attribute(fields: Fields, measure: Measure) -> str:
    """Rows are counted by where they happened: saying to which stratum a person counts is needed
    only where distinct persons are counted, and is an error where it would change nothing."""
    if fields.has("attribute"):
        fields.one_of("attribute", "none", later=("last_residence_in_period", "first_event"))
    assert isinstance(measure, Rate | Proportion | Reported)
    return "none"


def _word(fields: Fields, name: str, value: Any, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise fields.error(
            "E04",
            f"»{value}« kendes ikke.",
            f"'{value}' is not known.",
            f"Brug {' | '.join(allowed)}.",
            f"Use {' | '.join(allowed)}.",
            name,
        )
    return cast(str, value)


def _days(fields: Fields, name: str) -> int:
    """A number of days, spelled '30 days' so that the unit is read with the number."""
    text = fields.text(name)
    amount, _, unit = text.partition(" ")
    if not amount.isdigit() or unit not in ("day", "days"):
        raise fields.error(
            "E04",
            f"»{text}« er ikke et antal dage.",
            f"'{text}' is not a number of days.",
            "Skriv fx »30 days«.",
            "Write e.g. '30 days'.",
            name,
        )
    return int(amount)


def _national(fields: Fields) -> National:
    found = National(
        status=fields.one_of(
            "status", "reconciled", "deviates", "not_comparable", "cannot_be_clarified"
        ),
        counterpart=fields.optional_text("counterpart"),
        deviation=fields.both("deviation") if fields.has("deviation") else None,
    )
    if found.status == "deviates" and found.deviation is None:
        fields.take("deviation")
    fields.done()
    return found


def _owner(fields: Fields) -> Owner:
    return Owner(fields.text("body"), fields.text("sector"), fields.day("from"))


def _target(fields: Fields) -> Target:
    return Target(
        fields.text("unit"),
        fields.day("from"),
        Decimal(fields.decimal("value")),
        fields.both("source"),
    )


def _annotation(fields: Fields) -> Annotation:
    return Annotation(
        fields.day("date"), fields.one_of("kind", "break", "event"), fields.both("text")
    )


def _change(fields: Fields) -> Change:
    return Change(
        fields.text("version"), fields.day("date"), fields.text("reason"), fields.both("text")
    )
