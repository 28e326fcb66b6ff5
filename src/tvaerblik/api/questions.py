"""What a question for figures may say, checked: a name that is not there is never a figure of 0."""

from collections.abc import Iterable
from dataclasses import dataclass

from tvaerblik.api.problems import bad_parameter
from tvaerblik.catalogue.strata import AGE_BANDS, SEXES
from tvaerblik.core.periods import PERIOD_KINDS, PeriodKind, parse_period
from tvaerblik.core.rows import AS_WAS
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow


@dataclass(frozen=True, slots=True)
class Question:
    """Either one unit, or a kind of unit in one period."""

    indicator: str
    unit: str | None
    unit_kind: str | None
    period: str | None
    from_period: str | None
    to_period: str | None
    period_kind: PeriodKind | None
    age_band: str | None
    sex: str | None
    organisation: str
    step: int | None = None  # a week around the event, of a profile only


def ask(release: Release, question: Question) -> tuple[ReleasableRow, ...]:
    card = release.indicator(question.indicator)
    check_question(question, release, card)
    if question.unit is None:
        assert question.period is not None and question.unit_kind is not None
        return release.comparison(
            card.id,
            question.period,
            question.unit_kind,
            question.organisation,
            step=question.step,
        )
    stratum = {
        "age_band": question.age_band,
        "sex": question.sex,
        "organisation": question.organisation,
    }
    if question.period is not None and card.is_profile and question.step is None:
        return release.profile(card.id, question.unit, question.period, **stratum)
    if question.period is not None:
        one = release.value(card.id, question.unit, question.period, step=question.step, **stratum)
        return (one,)
    kind = question.period_kind or card.periods[-1]
    rows = release.series(card.id, question.unit, kind, step=question.step, **stratum)
    return tuple(_between(rows, question))


def check_question(question: Question, release: Release, card: IndicatorCard) -> None:
    check_stratum(question.age_band, question.sex, card)
    check_known("periodetype", question.period_kind, PERIOD_KINDS)
    check_organisation(question.organisation, release)
    if (question.unit is None) == (question.unit_kind is None):
        raise bad_parameter(
            "Der skal stå enten »enhed« eller »enhedstype«.",
            "Either 'enhed' or 'enhedstype' must be given.",
            "Fx enhed=region-nordjylland, eller enhedstype=municipality&periode=2026-03.",
            "E.g. enhed=region-nordjylland, or enhedstype=municipality&periode=2026-03.",
        )
    _check_step(question, card)
    if question.unit_kind is not None:
        _check_comparison(question, release)


def _check_step(question: Question, card: IndicatorCard) -> None:
    if question.step is not None and not card.is_profile:
        raise bad_parameter(
            "Kun et forløb har uger før og efter en hændelse.",
            "Only a profile has weeks before and after an event.",
            "Udelad uge.",
            "Leave out uge.",
        )
    one_period = question.unit is not None and question.period is not None
    if card.is_profile and question.step is None and not one_period:
        raise bad_parameter(
            "Et forløb har ét tal for hver uge før og efter hændelsen.",
            "A profile has a figure for each week before and after the event.",
            "Skriv uge, fx uge=0, eller enhed og periode for at få alle uger.",
            "Give uge, e.g. uge=0, or enhed and periode to get every week.",
        )


def _check_comparison(question: Question, release: Release) -> None:
    check_known("enhedstype", question.unit_kind, sorted({unit.kind for unit in release.units()}))
    if question.period is None or question.age_band or question.sex:
        raise bad_parameter(
            "Enheder sammenlignes i én periode, for alle aldre og begge køn.",
            "Units are compared in one period, for all ages and both sexes.",
            "Skriv periode, og udelad alder og koen.",
            "Write periode, and leave out alder and koen.",
        )


def check_stratum(age_band: str | None, sex: str | None, card: IndicatorCard) -> None:
    bands = [band.id for band in AGE_BANDS] if "age_band" in card.breakdowns else []
    sexes = list(SEXES) if "sex" in card.breakdowns else []
    check_known("alder", age_band, bands)
    check_known("koen", sex, sexes)


def check_organisation(organisation: str, release: Release) -> None:
    check_known("organisation", organisation, (AS_WAS, *release.manifest.organisations))


def check_known(name: str, value: str | None, known: Iterable[str]) -> None:
    listed = list(dict.fromkeys(known))
    if value is not None and value not in listed:
        choices = ", ".join(listed) or "–"
        raise bad_parameter(
            f"{name} kan ikke være »{value}«.",
            f"{name} cannot be '{value}'.",
            f"Vælg blandt: {choices}.",
            f"Choose among: {choices}.",
        )


def _between(rows: Iterable[ReleasableRow], question: Question) -> Iterable[ReleasableRow]:
    first = parse_period(question.from_period).start if question.from_period else None
    last = parse_period(question.to_period).end if question.to_period else None
    for row in rows:
        if (first is None or row.period_start >= first) and (
            last is None or row.period_end <= last
        ):
            yield row
