"""What an indicator's page has besides its figures: whom to ask, what happened, who is alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from tvaerblik.presentation.charts import RunChartPicture
from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.pages.asking import Asking, build_asking
from tvaerblik.presentation.pages.data import TroubleFacts
from tvaerblik.presentation.pages.happenings import Happenings, Series, build_happenings
from tvaerblik.presentation.pages.pattern import pattern_of
from tvaerblik.presentation.pages.similar import Similar, build_similar
from tvaerblik.presentation.pages.standings import is_final
from tvaerblik.presentation.pages.twin import Twin, build_twin
from tvaerblik.release.cards import IndicatorCard, UnitCard
from tvaerblik.release.reader import Release
from tvaerblik.release.rows import ReleasableRow


@dataclass(frozen=True, slots=True)
class Subject:
    """What the page is about. `compared` are the cells of the period that units are compared in."""

    card: IndicatorCard
    place: UnitCard
    rows: Sequence[ReleasableRow]
    picture: RunChartPicture | None
    compared: Sequence[ReleasableRow]
    organisation: str
    troubles: Sequence[TroubleFacts] = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """`pattern`: the contact pattern that a profile belongs to, else empty. A profile has no series
    that anything could have happened in."""

    asking: Asking
    happenings: Happenings | None
    similar: Similar | None
    twin: Twin | None
    pattern: str


def build_parts(release: Release, subject: Subject, lang: Lang) -> Parts:
    card, place = subject.card, subject.place
    series = Series(card, place, subject.rows, subject.picture, subject.troubles)
    has_series = bool(subject.rows) and not card.is_profile
    return Parts(
        asking=build_asking(release, card, lang),
        happenings=build_happenings(release, series, lang) if has_series else None,
        similar=_similar(release, subject, lang),
        twin=build_twin(release, card, place, subject.organisation, lang),
        pattern=pattern_of(release, card),
    )


def _similar(release: Release, subject: Subject, lang: Lang) -> Similar | None:
    """In the period that all are compared in; of small ones most months are hidden, so else in a year."""
    card, place = subject.card, subject.place
    if not subject.compared:
        return None
    found = build_similar(release, card, place, subject.compared, lang)
    if found is not None or "year" not in card.periods:
        return found
    years = release.series(card.id, place.id, "year", organisation=subject.organisation)
    final = [row.period for row in years if is_final(row)]
    if not final:
        return None
    rows = release.comparison(card.id, final[-1], "municipality", subject.organisation)
    return build_similar(release, card, place, rows, lang)
