"""Reads definition files into frozen values and checks them against registers and code lists."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from tvaerblik.catalogue.breaks import load_breaks, with_breaks
from tvaerblik.catalogue.chart_rules import charts_for
from tvaerblik.catalogue.codelists import Codelist, load_codelists
from tvaerblik.catalogue.composed import check_composed
from tvaerblik.catalogue.fields import Fields
from tvaerblik.catalogue.front import Front, load_front
from tvaerblik.catalogue.grains import check_grains
from tvaerblik.catalogue.language import (
    Annotation,
    Change,
    ChartName,
    Composed,
    Indicator,
    Measure,
    National,
    Owner,
    Ratio,
    Standardise,
    Standing,
    Target,
    counts_persons,
)
from tvaerblik.catalogue.linkages import Linkage, load_linkages, pairs_joined, roots_of
from tvaerblik.catalogue.named_units import check_named_units
from tvaerblik.catalogue.phases import load_phases, with_phases
from tvaerblik.catalogue.read_measures import load_measure, read_strata
from tvaerblik.catalogue.registers import (
    Register,
    SourceCard,
    load_registers,
    load_source_cards,
    main_source,
)
from tvaerblik.catalogue.standards import Standard, load_standards
from tvaerblik.catalogue.strict_yaml import read_strict_yaml, yaml_files
from tvaerblik.catalogue.twins import check_twins
from tvaerblik.catalogue.units import UnitRegister, load_units
from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.core.periods import PERIOD_KINDS
from tvaerblik.core.texts import Text

GRAINS = ("municipality", "region", "hospital", "clinic")


@dataclass(frozen=True)
class Catalogue:
    """Everything in the definitions folder, loaded and checked against itself."""

    indicators: dict[str, Indicator]
    registers: dict[str, Register]
    sources: dict[str, SourceCard]
    codelists: dict[str, Codelist]
    standards: dict[str, Standard]
    units: UnitRegister
    linkages: dict[str, Linkage] = field(default_factory=dict)
    front: Front | None = None

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

    def components(self, indicator: Indicator) -> tuple[Indicator, ...]:
        """The indicators that a composed one is made of; itself, for any other."""
        measure = indicator.measure
        if isinstance(measure, Ratio):
            return self.get(measure.of), self.get(measure.over)
        return (self.get(measure.of),) if isinstance(measure, Composed) else (indicator,)

    def tables_behind(self, indicator: Indicator) -> tuple[str, ...]:
        """Every table the figure rests on, those of a composed measure's components included."""
        found = (table for part in self.components(indicator) for table in part.tables)
        return tuple(dict.fromkeys(found))

    def linkages_of(self, indicator: Indicator) -> tuple[Linkage, ...]:
        """What allows the registers behind the figure to be joined by person; loading has seen to it
        that each pair has one."""
        found = (
            linkage
            for part in self.components(indicator)
            for pair in pairs_joined(part, self.registers, self.sources.values())
            for linkage in self.linkages.values()
            if linkage.covers(pair)
        )
        return tuple(dict.fromkeys(found))

    def source_of(self, table: str) -> SourceCard | None:
        """The source that delivers a table, None while there is none; a derived table has its
        parents' source."""
        name = next(roots_of(table, self.registers))
        return main_source(name, self.sources.values())


def load_catalogue(folder: Path) -> Catalogue:
    """Raises DefinitionError with file, path and remedy for the first thing that is wrong, and
    FileNotFoundError for a folder that is not there: nobody's definition is at fault."""
    folder.resolve(strict=True)
    registers = load_registers(folder / "registers")
    codelists = load_codelists(folder / "codelists")
    standards = load_standards(folder / "standards")
    units = load_units(folder / "units")
    indicators = {}
    for path in yaml_files(folder / "indicators"):
        if not path.name.endswith(".cases.yaml"):
            indicators[path.stem] = load_indicator(path, registers, codelists, standards)
    check_composed(folder / "indicators", indicators, units)
    check_twins(folder / "indicators", indicators)
    check_units(folder / "indicators", indicators, units)
    breaks = load_breaks(folder / "breaks", registers, units)
    phases = load_phases(folder / "phases", indicators, units)
    indicators = {
        name: with_phases(with_breaks(indicator, breaks, registers), phases)
        for name, indicator in indicators.items()
    }
    sources = load_source_cards(folder / "sources")
    linkages = load_linkages(folder / "linkages", registers)
    check_linkages(folder / "indicators", indicators, registers, sources, linkages)
    front = load_front(folder / "front.yaml", indicators)
    return Catalogue(indicators, registers, sources, codelists, standards, units, linkages, front)


def check_linkages(
    folder: Path,
    indicators: dict[str, Indicator],
    registers: dict[str, Register],
    sources: dict[str, SourceCard],
    linkages: dict[str, Linkage],
) -> None:
    for indicator in indicators.values():
        for pair in pairs_joined(indicator, registers, sources.values()):
            if not any(linkage.covers(pair) for linkage in linkages.values()):
                da = " og ".join(f"»{registers[name].title.da}«" for name in sorted(pair))
                en = " and ".join(f"'{registers[name].title.en}'" for name in sorted(pair))
                named = ", ".join(sorted(pair))
                raise Fields({}, folder / f"{indicator.id}.yaml").error(
                    "K-LINK",
                    f"Ingen har beskrevet koblingen af {da} på person.",
                    f"Nobody has described the linkage of {en} by person.",
                    f"Skriv den i definitions/linkages (tables: [{named}]).",
                    f"Write it into definitions/linkages (tables: [{named}]).",
                    "measure",
                )


def check_units(folder: Path, indicators: dict[str, Indicator], units: UnitRegister) -> None:
    for indicator in indicators.values():
        named = [
            *((f"targets[{n}].unit", one.unit) for n, one in enumerate(indicator.targets)),
            *(
                (f"annotations[{n}].unit", note.unit)
                for n, note in enumerate(indicator.annotations)
            ),
        ]
        check_named_units(Fields({}, folder / f"{indicator.id}.yaml"), named, units)


def load_indicator(
    path: Path,
    registers: dict[str, Register],
    codelists: dict[str, Codelist],
    standards: dict[str, Standard],
) -> Indicator:
    return read_indicator(read_strict_yaml(path), path, registers, codelists, standards)


def read_indicator(
    values: dict[str, Any],
    path: Path,
    registers: dict[str, Register],
    codelists: dict[str, Codelist],
    standards: dict[str, Standard],
) -> Indicator:
    """`path` names it in what is said of it; it is not opened."""
    fields = Fields(values, path)
    indicator = _read_indicator(fields, registers, codelists, standards)
    fields.done()
    check_grains(fields, indicator, registers)
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
    fields: Fields,
    registers: dict[str, Register],
    codelists: dict[str, Codelist],
    standards: dict[str, Standard],
) -> Indicator:
    measure = load_measure(fields, registers, codelists)
    values: dict[str, Any] = {
        **_read_names(fields),
        **_read_responsibility(fields),
        **_read_grain(fields, measure),
        "measure": measure,
        "standardise": _standardise(fields, standards) if fields.has("standardise") else None,
        "interval": fields.one_of("interval", "wilson", "byar", "none"),
        "decimals": fields.integer_in("decimals", 0, 6),
        "settle_days": _days(fields, "settle"),
        "lag_days": _days(fields, "lag"),
        "look_back_days": _days(fields, "look_back"),
        "targets": fields.each("targets", _target),
        "annotations": fields.each("annotations", _annotation),
        "changes": fields.each("changes", _change),
    }
    values["chart"] = _chart(fields, measure, values["standardise"])
    return fields.made(lambda: Indicator(**values))


def _read_names(fields: Fields) -> dict[str, Any]:
    return {
        "id": fields.text("id"),
        "version": fields.text("version"),
        "status": fields.one_of(
            "status", "wanted", "planned", "preview", "live", "paused", "retired"
        ),
        "standing": _standing(fields.sub("standing")) if fields.has("standing") else None,
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
        "owners": _owners(fields),
        "authored_by": fields.text("authored_by"),
        "checked_by": fields.text("checked_by"),
        "reviewed": fields.day("reviewed"),
        "next_review": fields.day("next_review"),
        "visibility": fields.one_of(
            "visibility", "offentlig", "aftaleparter", "klynge", "enhed", "intern"
        ),
        "sensitivity": fields.one_of("sensitivity", "standard", "sensitive"),
        "national": _national(fields.sub("national")),
    }


def _read_grain(fields: Fields, measure: Measure) -> dict[str, Any]:
    grains = fields.sub("grains")
    found: dict[str, Any] = {
        "periods": tuple(
            _word(fields, "periods", item, PERIOD_KINDS) for item in fields.items("periods")
        ),
        "grain": grains.one_of("units", *GRAINS),
        "breakdowns": tuple(
            _word(fields, "breakdowns", item, ("age_band", "sex"))
            for item in grains.items("breakdowns")
        ),
        "attribute": _attribute(fields, measure),
    }
    grains.done()
    for name in ("periods", "breakdowns"):
        if len(set(found[name])) != len(found[name]):
            raise fields.error(
                "E04",
                f"Noget står to gange i »{name}«.",
                f"Something stands twice in '{name}'.",
                "Nævn hver én gang.",
                "Name each once.",
                name,
            )
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
    """Compulsory where distinct persons are counted; rows are counted where they happened."""
    if counts_persons(measure) or fields.has("attribute"):
        return fields.one_of("attribute", "last_residence_in_period", "first_event", "none")
    return "none"


def _chart(fields: Fields, measure: Measure, standardise: Standardise | None) -> ChartName | None:
    """One that can be drawn of the measure; left out, it is the measure's own."""
    if not fields.has("chart"):
        return None
    return fields.one_of("chart", *charts_for(measure, standardise is not None))


def _standardise(fields: Fields, standards: dict[str, Standard]) -> Standardise:
    inner = fields.sub("standardise")
    found = Standardise(read_strata(inner, "by"), inner.text("standard"))
    inner.done()
    if found.standard not in standards:
        raise inner.error(
            "E04",
            f"Der er ingen standardbefolkning »{found.standard}«.",
            f"There is no standard population '{found.standard}'.",
            f"Kendte: {', '.join(standards)}.",
            f"Known: {', '.join(standards)}.",
            "standard",
        )
    return found


def _standing(fields: Fields) -> Standing:
    found = Standing(
        fields.text("by"),
        fields.day("on"),
        fields.both("why"),
        fields.optional_text("replaced_by"),
    )
    fields.done()
    return found


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


_DAYS = re.compile(r"([0-9]{1,4}) days?")


def _days(fields: Fields, name: str) -> int:
    """A number of days, spelled '30 days' so that the unit is read with the number."""
    text = fields.text(name)
    match = _DAYS.fullmatch(text)
    if match is None:
        raise fields.error(
            "E04",
            f"»{text}« er ikke et antal dage.",
            f"'{text}' is not a number of days.",
            "Skriv fx »30 days«.",
            "Write e.g. '30 days'.",
            name,
        )
    return int(match[1])


def _national(fields: Fields) -> National:
    found = National(
        status=fields.one_of(
            "status", "reconciled", "deviates", "not_comparable", "cannot_be_clarified"
        ),
        counterpart=fields.optional_text("counterpart"),
        deviation=fields.both("deviation") if fields.has("deviation") else None,
        beside=fields.optional_text("beside"),
    )
    if found.status == "deviates" and found.deviation is None:
        fields.take("deviation")
    fields.done()
    return found


def _owners(fields: Fields) -> tuple[Owner, ...]:
    found = fields.each("owner", _owner)
    if not found:
        raise fields.error(
            "E04",
            "Indikatoren har ingen ansvarlig (owner).",
            "The indicator has nobody responsible (owner).",
            "Skriv mindst én under owner.",
            "Write at least one under owner.",
            "owner",
        )
    begins = [(owner.sector, owner.from_) for owner in found]
    if len(set(begins)) != len(begins):
        raise fields.error(
            "E04",
            "To ansvarlige for den samme sektor begynder den samme dag.",
            "Two owners of one sector begin on the same day.",
            "Giv dem hver sin sektor, eller ret den enes dag.",
            "Give each a sector of its own, or mend the day of one.",
            "owner",
        )
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
        fields.day("date"),
        fields.one_of("kind", "break", "event"),
        fields.both("text"),
        fields.optional_text("unit"),
    )


def _change(fields: Fields) -> Change:
    return Change(
        fields.text("version"), fields.day("date"), fields.text("reason"), fields.both("text")
    )
