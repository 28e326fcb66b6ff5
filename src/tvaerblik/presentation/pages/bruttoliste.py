"""*Bruttolisten* of a day: the wishes by how clarified they are, and the indicators no wish is about."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.bruttoliste_texts import TEXTS
from tvaerblik.presentation.pages.case_facts import CaseFacts
from tvaerblik.presentation.pages.case_texts import TEXTS as OF_CASES
from tvaerblik.presentation.pages.names import THEMES, name_in
from tvaerblik.presentation.pages.places import Choice, alphabetical
from tvaerblik.presentation.pages.query import Chooser, unknown_choice
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.release.cards import IndicatorCard, ListedCard
from tvaerblik.release.reader import Release

# As the list is read: what can go up first, what has left it last
GROUPS = ("groen", "gul", "roed", "ingen", "bero", "paa_dash", "slut")
COLOURS = ("groen", "gul", "roed", "ingen")
STAGES = tuple(key.removeprefix("stage_") for key in OF_CASES if key.startswith("stage_"))
# Of a case in one of these it is no longer asked how clarified it is
_PLACED = {
    "bero": "bero",
    "paa_dash": "paa_dash",
    "genbesoeg": "paa_dash",
    **dict.fromkeys(("udgaaet", "afvist", "trukket"), "slut"),
}
NO_THEME = "uden"

Card = IndicatorCard | ListedCard
Cards = Mapping[str, Card]


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What stands in the address. `remark`: the key of a sentence about a day that could not be used."""

    day: date
    today: date
    stage: str = ""
    colour: str = ""
    forum: str = ""
    theme: str = ""
    remark: str = ""
    asked: str = ""

    @property
    def is_today(self) -> bool:
        return self.day >= self.today

    @property
    def chosen(self) -> Mapping[str, str]:
        filters = {
            "trin": self.stage,
            "farve": self.colour,
            "forum": self.forum,
            "tema": self.theme,
        }
        return {name: value for name, value in filters.items() if value}

    @property
    def address(self) -> str:
        day = {} if self.is_today else {"dato": self.day.isoformat()}
        return urlencode({**day, **self.chosen})


@dataclass(frozen=True, slots=True)
class Line:
    """A wish. `indicator` is empty where the release has no page of it; `colour` is a key.
    `same_wording`: the line above it was decided by the same words at the same meeting."""

    number: str
    title: str
    asked_by: str
    indicator: str
    theme: str
    national: str
    colour: str
    colour_word: str
    reason: str
    coloured: str
    stage: str
    priority: int | None
    priority_word: str
    forum: str
    forum_id: str
    decided: str
    meeting_on: date | None
    wording: str
    same_wording: bool
    excepted: bool
    ahead: str
    said: str
    said_on: str
    serial: int
    reason_label: str


@dataclass(frozen=True, slots=True)
class ListGroup:
    id: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class OtherLine:
    """An indicator that no wish on the list is about. `page`: whether it has figures to read."""

    id: str
    title: str
    status: str
    theme: str
    national: str
    page: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    t: Words
    query: ListQuery
    heading: str
    sentence: str
    remark: str
    shown: str
    legend: tuple[tuple[str, str, str], ...]
    choosers: tuple[Chooser, ...]
    days: tuple[tuple[str, str, bool], ...]
    groups: tuple[ListGroup, ...]
    others: tuple[OtherLine, ...]
    others_sentence: str
    printed: str


def read_list_query(asked: Mapping[str, str], today: date) -> ListQuery:
    """A day that cannot be used is told of, and the list is today's."""
    text, remark, day = asked.get("dato", "").strip(), "", today
    if text:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            remark = "not_a_day"
        if day > today:
            remark, day = "day_ahead", today
    stage, colour, forum, theme = (asked.get(one, "") for one in ("trin", "farve", "forum", "tema"))
    return ListQuery(day, today, stage, colour, forum, theme, remark, text)


def build_list(
    cases: Sequence[CaseFacts],
    release: Release | None,
    query: ListQuery,
    lang: Lang,
    *,
    days: Sequence[date] = (),
) -> ListPage:
    """`days`: of meetings, whose list is a click away."""
    maker = _Maker(_cards_of(release), query, lang)
    lines = tuple(map(maker.line, cases))
    _check_choices(query, cases)
    shown = [line for line in zip(cases, lines, strict=True) if maker.passes(line[0])]
    t = maker.t
    others = tuple(maker.others(cases)) if query.is_today and not query.chosen else ()
    return ListPage(
        t=t,
        query=query,
        heading=t["title"],
        sentence=maker.sentence(cases),
        remark=t[query.remark].format(asked=query.asked) if query.remark else "",
        shown=t["shown_some"].format(n=len(shown), all=len(cases)) if query.chosen else "",
        legend=tuple(_legend(maker.of_cases)),
        choosers=tuple(maker.choosers(cases)),
        days=tuple((day.isoformat(), date_text(day, lang), day == query.day) for day in days),
        groups=tuple(_groups(shown, t)),
        others=others,
        others_sentence=_others_sentence(query, others, t),
        printed=t["printed"].format(day=date_text(query.today, lang)),
    )


def group_of(case: CaseFacts) -> str:
    return _PLACED.get(case.stage) or case.colour or "ingen"


def _legend(t: Words) -> Iterator[tuple[str, str, str]]:
    for colour in COLOURS[:3]:
        yield colour, t[f"colour_{colour}"], t[f"means_{colour}"]


def _others_sentence(query: ListQuery, others: Sequence[OtherLine], t: Words) -> str:
    if query.chosen:
        return ""
    if not query.is_today:
        return t["others_then"]
    return t["others_sentence"].format(n=len(others)) if others else ""


def _groups(shown: Sequence[tuple[CaseFacts, Line]], t: Words) -> Iterator[ListGroup]:
    for id_ in GROUPS:
        of_group = [pair for pair in shown if group_of(pair[0]) == id_]
        of_group.sort(key=lambda pair: (pair[0].priority or 100, pair[0].number))
        if of_group:
            lines = tuple(_said_once([line for _, line in of_group]))
            yield ListGroup(id_, t[f"group_{id_}"], lines)


def _said_once(lines: Sequence[Line]) -> Iterator[Line]:
    above = None
    for line in lines:
        words = (line.decided, line.wording)
        yield replace(line, same_wording=bool(line.wording) and words == above)
        above = words


def _cards_of(release: Release | None) -> Cards:
    if release is None:
        return {}
    cards: tuple[Card, ...] = (*release.listed(), *release.indicators())
    return {card.id: card for card in cards}


_VALUES: Mapping[str, Callable[["_Maker", CaseFacts], str]] = {
    "trin": lambda maker, case: case.stage,
    "farve": lambda maker, case: case.colour or "ingen",
    "forum": lambda maker, case: case.body.id if case.body else "",
    "tema": lambda maker, case: maker.theme(case),
}


def _check_choices(query: ListQuery, cases: Sequence[CaseFacts]) -> None:
    """Raises NotKnown for what no list could hold; a forum or theme that this one lacks leaves none."""
    for value, known in ((query.stage, STAGES), (query.colour, COLOURS)):
        if value and value not in known:
            raise unknown_choice(value, known)


class _Maker:
    """What each line and choice is made from."""

    def __init__(self, cards: Cards, query: ListQuery, lang: Lang) -> None:
        self.cards, self.query, self.lang = cards, query, lang
        self.t, self.of_cases = words_in(TEXTS, lang), words_in(OF_CASES, lang)

    def sentence(self, cases: Sequence[CaseFacts]) -> str:
        counts = {id_: sum(group_of(case) == id_ for case in cases) for id_ in GROUPS}
        if not cases and not self.query.is_today:
            return self.t["empty_then"]
        key = "sentence_today" if self.query.is_today else "sentence_then"
        day = date_text(self.query.day, self.lang)
        return self.t[key].format(n=len(cases), day=day, **counts)

    def line(self, case: CaseFacts) -> Line:
        card = self.cards.get(case.indicator)
        body = case.body.name.in_(self.lang) if case.body else ""
        return Line(
            number=case.number,
            title=case.title,
            asked_by=self.t["from_whom"].format(name=case.asked_by) if case.asked_by else "",
            indicator=card.id if isinstance(card, IndicatorCard) else "",
            theme=name_in(THEMES, card.theme, self.lang) if card else "",
            national=self.national(card),
            colour=case.colour or "ingen",
            colour_word=self.of_cases[f"colour_{case.colour}"],
            reason=case.reason,
            coloured=self._day(case.coloured_on),
            stage=self.of_cases[f"stage_{case.stage}"],
            priority=case.priority,
            priority_word=self.t["priority"].format(n=case.priority) if case.priority else "",
            forum=body,
            forum_id=case.body.id if case.body else "",
            decided=self.meeting(body, case.meeting_on) if body else self.t["not_decided"],
            meeting_on=case.meeting_on,
            wording=case.wording,
            same_wording=False,
            excepted=case.excepted,
            ahead=self._ahead(case),
            said=case.said,
            said_on=self._day(case.said_on),
            serial=case.serial,
            reason_label=self.t["reason_for"].format(title=case.title),
        )

    def meeting(self, forum: str, day: date | None) -> str:
        if day is None:
            return self.t["day_unknown"].format(forum=forum)
        return self.t["of_meeting"].format(forum=forum, day=self._day(day))

    def _ahead(self, case: CaseFacts) -> str:
        if case.ahead is None:
            return ""
        body, day = case.ahead
        return self.t["ahead"].format(forum=body.name.in_(self.lang), day=self._day(day))

    def _day(self, day: date | None) -> str:
        return date_text(day, self.lang, short=True) if day else ""

    def national(self, card: Card | None) -> str:
        if not isinstance(card, IndicatorCard):
            return ""
        return self.t["national"].format(status=self.t[f"national_{card.national.status}"])

    def theme(self, case: CaseFacts) -> str:
        card = self.cards.get(case.indicator)
        return card.theme if card else NO_THEME

    def others(self, cases: Sequence[CaseFacts]) -> Iterator[OtherLine]:
        known = {case.indicator for case in cases}
        left = [card for id_, card in self.cards.items() if id_ not in known]
        for card in sorted(left, key=lambda one: alphabetical(one.title.in_(self.lang))):
            has_page = isinstance(card, IndicatorCard)
            yield OtherLine(
                id=card.id,
                title=card.title.in_(self.lang),
                status=self.t[f"status_{card.status}"],
                theme=name_in(THEMES, card.theme, self.lang),
                national=self.t[f"national_{card.national.status}"]
                if isinstance(card, IndicatorCard)
                else "",
                page=has_page,
            )

    # The bar -----------------------------------------------------------------------------------------

    def passes(self, case: CaseFacts, *, but: str = "") -> bool:
        return all(
            _VALUES[name](self, case) == value
            for name, value in self.query.chosen.items()
            if name != but
        )

    def choosers(self, cases: Sequence[CaseFacts]) -> Iterator[Chooser]:
        names: Mapping[str, Mapping[str, str]] = {
            "trin": {id_: self.of_cases[f"stage_{id_}"] for id_ in STAGES},
            "farve": {id_: self.of_cases[f"colour_{id_.replace('ingen', '')}"] for id_ in COLOURS},
            "forum": self._forums(cases),
            "tema": self._themes(cases),
        }
        for name, labels in names.items():
            yield self._chooser(name, labels, cases)

    def _chooser(self, name: str, labels: Mapping[str, str], cases: Sequence[CaseFacts]) -> Chooser:
        """Each choice tells how many wishes it would leave beside the other choices."""
        left = [_VALUES[name](self, case) for case in cases if self.passes(case, but=name)]
        chosen = self.query.chosen.get(name, "")
        choices = [Choice("", self.t["all_of_them"], not chosen)]
        choices += [
            Choice(id_, self.t["counted"].format(name=label, n=left.count(id_)), id_ == chosen)
            for id_, label in labels.items()
            if id_ in left or id_ == chosen or name == "farve"
        ]
        return Chooser(name, self.t[name], tuple(choices))

    def _forums(self, cases: Sequence[CaseFacts]) -> Mapping[str, str]:
        bodies = {case.body.id: case.body.name.in_(self.lang) for case in cases if case.body}
        return dict(sorted(bodies.items(), key=lambda pair: alphabetical(pair[1])))

    def _themes(self, cases: Sequence[CaseFacts]) -> Mapping[str, str]:
        ids = {self.theme(case) for case in cases} - {NO_THEME}
        named = {id_: name_in(THEMES, id_, self.lang) for id_ in ids}
        return {
            **dict(sorted(named.items(), key=lambda pair: alphabetical(pair[1]))),
            NO_THEME: self.t["no_theme"],
        }
