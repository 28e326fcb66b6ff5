"""The pages *Samarbejdsaftaler*: the list, and one agreement with its goals and the latest figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tvaerblik.presentation.numbers import Lang, date_text, period_text
from tvaerblik.presentation.pages.agreement_texts import TEXTS
from tvaerblik.presentation.pages.figures import Figure, Writing, figure_of
from tvaerblik.presentation.pages.names import THEMES, name_in
from tvaerblik.presentation.pages.places import place_of
from tvaerblik.presentation.pages.profile_series import UnitSeries, series_of_profile
from tvaerblik.presentation.pages.words_of_pages import Words, join_words, words_in
from tvaerblik.presentation.words import synthetic_text
from tvaerblik.release.assessments import target_of
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.reader import Release


@dataclass(frozen=True, slots=True)
class GoalFacts:
    text: str
    indicators: tuple[str, ...]
    target: str


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """What a version says; what is empty is not known. `parties`: name, and the unit's id or nothing."""

    id: str
    number: int
    counts_from: date
    title: str
    parties: tuple[tuple[str, str], ...]
    valid_from: date | None
    valid_to: date | None
    target_group: str
    goals: tuple[GoalFacts, ...]
    unit: str
    theme: str


@dataclass(frozen=True, slots=True)
class HappenedFacts:
    """`body`: the forum that met, by its name and id, or nothing."""

    kind: str
    on: date
    text: str
    body: str
    body_id: str
    case: str


@dataclass(frozen=True, slots=True)
class AgreementLine:
    id: str
    title: str
    state: str
    validity: str
    parties: str
    goals: str
    indicators: str


@dataclass(frozen=True, slots=True)
class AgreementsPage:
    t: Words
    lines: tuple[AgreementLine, ...]


def build_agreements(facts: Sequence[AgreementFacts], today: date, lang: Lang) -> AgreementsPage:
    t = words_in(TEXTS, lang)
    return AgreementsPage(t, tuple(_line(one, today, t, lang) for one in facts))


def _line(one: AgreementFacts, today: date, t: Words, lang: Lang) -> AgreementLine:
    indicators = {name for goal in one.goals for name in goal.indicators}
    return AgreementLine(
        id=one.id,
        title=one.title,
        state=_state(one, today, t),
        validity=_validity(one, t, lang),
        parties=_parties(one, t, lang),
        goals=str(len(one.goals)) if one.goals else t["not_known"],
        indicators=str(len(indicators)) if one.goals else t["not_known"],
    )


def _state(one: AgreementFacts, today: date, t: Words) -> str:
    """Empty where nobody has said from when or until when."""
    if one.valid_to is not None and one.valid_to <= today:
        return t["state_udloebet"]
    if one.valid_from is None:
        return ""
    return t["state_gaelder" if one.valid_from <= today else "state_kommer"]


def _validity(one: AgreementFacts, t: Words, lang: Lang) -> str:
    """The last day is told as the last that it holds."""
    first = date_text(one.valid_from, lang) if one.valid_from else ""
    last = date_text(one.valid_to - timedelta(days=1), lang) if one.valid_to else ""
    key = {(True, True): "from_to", (True, False): "from_on", (False, True): "until"}
    named = key.get((bool(first), bool(last)), "not_known")
    return t[named].format(first=first, last=last)


def _parties(one: AgreementFacts, t: Words, lang: Lang) -> str:
    return join_words([name for name, _ in one.parties], lang) or t["not_known"]


# One agreement -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FollowedLine:
    """An indicator with its latest figure; `figure` is None where there is none, and `reason` says why."""

    id: str
    title: str
    figure: Figure | None
    unit_text: str
    period: str
    target: str
    reason: str


@dataclass(frozen=True, slots=True)
class GoalView:
    heading: str
    target: str
    lines: tuple[FollowedLine, ...]


@dataclass(frozen=True, slots=True)
class HappenedView:
    when: str
    what: str
    text: str
    body: str
    body_id: str
    case: str


@dataclass(frozen=True, slots=True)
class VersionView:
    number: int
    label: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """`known`: terms and what is known. `meanwhile`: what is shown while no goal names an indicator."""

    t: Words
    id: str
    title: str
    state: str
    old: str
    known: tuple[tuple[str, str], ...]
    goals: tuple[GoalView, ...]
    unit: str
    unit_name: str
    caption: str
    release: str
    meanwhile: str
    theme_lines: tuple[FollowedLine, ...]
    happened: tuple[HappenedView, ...]
    cases: tuple[tuple[str, str], ...]
    versions: tuple[VersionView, ...]


def build_agreement(
    one: AgreementFacts,
    release: Release | None,
    *,
    newest: int,
    versions: Sequence[tuple[int, date]],
    happened: Sequence[HappenedFacts],
    cases: Sequence[tuple[str, str]],
    today: date,
    lang: Lang,
) -> AgreementPage:
    """`newest`: the number of the version that counts today; another is shown as it was."""
    t = words_in(TEXTS, lang)
    follow = _Following(release, one.unit, today, t, lang)
    has_indicators = any(goal.indicators for goal in one.goals)
    theme = "" if has_indicators else one.theme
    day = date_text(one.counts_from, lang)
    return AgreementPage(
        t=t,
        id=one.id,
        title=one.title,
        state=_state(one, today, t),
        old=t["old_version"].format(number=one.number, day=day) if one.number != newest else "",
        known=(
            (t["parties"], _parties(one, t, lang)),
            (t["validity"], _validity(one, t, lang)),
            (t["target_group"], one.target_group or t["not_known"]),
            (t["followed"], follow.unit_name or t["not_known"]),
        ),
        goals=tuple(
            GoalView(
                goal.text,
                t["reach"].format(target=goal.target) if goal.target else "",
                tuple(map(follow.line, goal.indicators)),
            )
            for goal in one.goals
        ),
        unit=one.unit,
        unit_name=follow.unit_name,
        caption=t["figures_for"].format(unit=follow.unit_name) if follow.unit_name else "",
        release=follow.told_of_release,
        meanwhile=_meanwhile(theme, t, lang),
        theme_lines=follow.of_theme(theme) if theme else (),
        happened=tuple(_happened(entry, t, lang) for entry in happened),
        cases=tuple(cases),
        versions=tuple(
            VersionView(
                number,
                t["version_line"].format(number=number, day=date_text(day, lang)),
                number == one.number,
            )
            for number, day in versions
        ),
    )


def _meanwhile(theme: str, t: Words, lang: Lang) -> str:
    if not theme:
        return ""
    name = name_in(THEMES, theme, lang)
    return t["meanwhile"].format(theme=name[:1].lower() + name[1:])


def _happened(entry: HappenedFacts, t: Words, lang: Lang) -> HappenedView:
    when, what = date_text(entry.on, lang), t[f"kind_{entry.kind}"]
    return HappenedView(when, what, entry.text, entry.body, entry.body_id, entry.case)


class _Following:
    """The latest figures of a unit; none of an agreement that names no unit with figures."""

    def __init__(
        self, release: Release | None, unit: str, today: date, t: Words, lang: Lang
    ) -> None:
        self.release, self.today, self.t, self.lang = release, today, t, lang
        self.cards: dict[str, IndicatorCard] = {}
        self.series: Mapping[str, UnitSeries] = {}
        self.unit, self.unit_name = unit, ""
        if release is None or unit not in {card.id for card in release.units()}:
            return
        place = place_of(release, unit)
        found, without = series_of_profile(release, place)
        self.unit_name = place.name.in_(lang)
        self.series = {one.card.id: one for one in found}
        self.cards = {card.id: card for card in (*(one.card for one in found), *without)}

    @property
    def told_of_release(self) -> str:
        if self.release is None:
            return ""
        told = self.t["release"].format(release=self.release.id)
        invented = any(card.is_synthetic for card in self.release.indicators())
        return f"{told} {synthetic_text(self.lang)}" if invented else told

    def of_theme(self, theme: str) -> tuple[FollowedLine, ...]:
        return tuple(self.line(card.id) for card in self.cards.values() if card.theme == theme)

    def line(self, indicator: str) -> FollowedLine:
        card, series = self.cards.get(indicator), self.series.get(indicator)
        if card is None:
            title = indicator.replace("-", " ").capitalize()
            return FollowedLine(indicator, title, None, "", "", "", self.t["not_shown"])
        newest = series.newest if series else None
        title, unit_text = card.short_title.in_(self.lang), card.unit_text.in_(self.lang)
        if newest is None:
            reason = self.t["no_figure"]
            return FollowedLine(indicator, title, None, "", "", self._target(card), reason)
        figure = figure_of(newest, Writing(card.is_share, card.decimals), self.lang)
        return FollowedLine(
            indicator,
            title,
            figure,
            unit_text if figure.is_number else "",
            period_text(newest.period, self.lang),
            self._target(card),
            "",
        )

    def _target(self, card: IndicatorCard) -> str:
        value = target_of(card.targets, self.unit, self.today)
        if value is None:
            return self.t["none_target"]
        return Writing(card.is_share, card.decimals).value(value, self.lang)
