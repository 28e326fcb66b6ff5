"""From the catalogue to the cards of a release."""

from tvaerblik.catalogue.chart_rules import chart_rule
from tvaerblik.catalogue.digest import codelists_of, digest_of
from tvaerblik.catalogue.language import (
    Indicator,
    Percentile,
    Proportion,
    Rate,
    Reported,
    StandardisedRatio,
    counts_persons,
    measure_kind,
)
from tvaerblik.catalogue.linkages import roots_of
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.units import Unit, UnitRegister
from tvaerblik.catalogue.words import denominator_words, numerator_words
from tvaerblik.release.cards import (
    CaseCard,
    CodeLine,
    CodelistCard,
    ComputeWarning,
    Coverage,
    IndicatorCard,
    LinkageRef,
    ListedCard,
    MemberRef,
    NotCounted,
    SourceRef,
    StandardisedBy,
    UnitCard,
)

# Fields that a card takes over from the definition as they stand.
_SAME = (
    *("id", "version", "status", "title", "short_title", "unit_text", "purpose", "caveats"),
    *("theme", "goals", "polarity", "owners", "authored_by", "checked_by", "reviewed"),
    *("next_review", "visibility", "sensitivity", "national", "settle_days", "lag_days", "periods"),
    *("grain", "breakdowns", "decimals", "targets", "annotations", "changes"),
    "phases",
)
_LISTED = ("id", "version", "status", "title", "short_title", "purpose", "theme", "standing")


def tables_of(indicator: Indicator, catalogue: Catalogue) -> tuple[str, ...]:
    """Every delivered table an indicator rests on: a derived table stands for those it is built from."""
    found: dict[str, None] = {}
    for table in catalogue.tables_behind(indicator):
        found.update(dict.fromkeys(roots_of(table, catalogue.registers)))
    return tuple(found)


def is_already_public(indicator: Indicator, catalogue: Catalogue) -> bool:
    """Every table comes from a source that is declared so."""
    sources = [catalogue.source_of(table) for table in tables_of(indicator, catalogue)]
    return all(source is not None and source.already_public is not None for source in sources)


def indicator_card(
    indicator: Indicator,
    catalogue: Catalogue,
    *,
    synthetic: frozenset[str],
    coverage: tuple[Coverage, ...],
    cases: tuple[CaseCard, ...] = (),
    warnings: tuple[ComputeWarning, ...] = (),
    not_counted: tuple[NotCounted, ...] = (),
) -> IndicatorCard:
    """`synthetic` names the tables with an invented delivery; `coverage` is of any tables."""
    tables = tables_of(indicator, catalogue)
    return IndicatorCard(
        **{name: getattr(indicator, name) for name in _SAME},
        digest=digest_of(indicator, catalogue),
        numerator=numerator_words(indicator, catalogue),
        denominator=denominator_words(indicator, catalogue),
        measure=measure_kind(indicator.measure),
        per=getattr(indicator.measure, "per", None),
        percentile=indicator.measure.p if isinstance(indicator.measure, Percentile) else None,
        standardised=standardised_by(indicator, catalogue),
        adds_up=_adds_up(indicator),
        interval=indicator.interval,
        chart=chart_rule(indicator),
        codelists=_codelist_cards(indicator, catalogue),
        sources=source_refs((indicator,), catalogue, synthetic=synthetic),
        coverage=tuple(line for line in coverage if line.table in tables),
        cases=cases,
        warnings=warnings,
        not_counted=not_counted,
        linkages=tuple(
            LinkageRef(one.id, one.title, one.purpose, one.legal_basis)
            for one in catalogue.linkages_of(indicator)
        ),
    )


def _adds_up(indicator: Indicator) -> bool:
    """Not of persons who count in several places, nor of a figure that is no quotient of counts."""
    in_many = counts_persons(indicator.measure) and indicator.attribute == "none"
    quotient = (
        isinstance(indicator.measure, Rate | Proportion | Reported)
        and indicator.standardise is None
    )
    return quotient and not in_many


def listed_card(indicator: Indicator) -> ListedCard:
    return ListedCard(**{name: getattr(indicator, name) for name in _LISTED})


def standardised_by(indicator: Indicator, catalogue: Catalogue) -> StandardisedBy | None:
    measure = indicator.measure
    if isinstance(measure, StandardisedRatio):
        return StandardisedBy(measure.by, catalogue.units.get(measure.reference).name, False)
    if indicator.standardise is not None:
        standard = catalogue.standards[indicator.standardise.standard]
        return StandardisedBy(indicator.standardise.by, standard.title, True)
    return None


def _codelist_cards(indicator: Indicator, catalogue: Catalogue) -> tuple[CodelistCard, ...]:
    lists = (catalogue.codelists[name] for name in sorted(codelists_of(indicator)))
    return tuple(
        CodelistCard(
            id=found.id,
            version=found.version,
            title=found.title,
            owner=found.owner,
            provisional=found.provisional,
            status=found.status,
            codes=tuple(CodeLine(code.code, code.text, code.group) for code in found.codes),
        )
        for found in lists
    )


def source_refs(
    indicators: tuple[Indicator, ...], catalogue: Catalogue, *, synthetic: frozenset[str]
) -> tuple[SourceRef, ...]:
    """The sources behind some indicators, by name."""
    tables = {table for indicator in indicators for table in tables_of(indicator, catalogue)}
    found = (catalogue.source_of(table) for table in tables)
    cards = {card.name: card for card in found if card is not None}
    return tuple(
        SourceRef(
            name=card.name,
            title=card.title,
            supplier=card.supplier,
            attribution=card.attribution,
            synthetic=not synthetic.isdisjoint(tables.intersection(card.tables)),
            already_public=card.already_public.address if card.already_public else None,
            lawless=any(
                catalogue.registers[table].legal_basis is None
                for table in tables.intersection(card.tables)
            ),
        )
        for _, card in sorted(cards.items())
    )


def unit_cards(
    units: UnitRegister, organisations: dict[str, tuple[str, ...]]
) -> tuple[UnitCard, ...]:
    """Every unit of the register, in its order; those without figures too, so that a question about
    one of them can be answered with "not collected" instead of "unknown"."""
    return tuple(
        _unit_card(unit, units, organisations.get(unit.id, ())) for unit in units.units.values()
    )


def _unit_card(unit: Unit, units: UnitRegister, organisations: tuple[str, ...]) -> UnitCard:
    members = tuple(
        MemberRef(membership.member, membership.valid_from, membership.valid_to)
        for membership in units.memberships
        if membership.group == unit.id
    )
    return UnitCard(
        id=unit.id,
        kind=unit.kind,
        code=unit.code,
        name=unit.name,
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
        members=members,
        municipalities=_municipalities(unit.id, units),
        organisations=organisations,
    )


def _municipalities(group: str, units: UnitRegister) -> tuple[str, ...]:
    if units.units[group].kind == "municipality":
        return (group,)
    found: set[str] = set()
    for membership in units.memberships:
        if membership.group == group:
            found.update(_municipalities(membership.member, units))
    return tuple(sorted(found))
