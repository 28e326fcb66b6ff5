"""The form of a samarbejdsaftale, with what was typed still in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.pages.agreement_texts import TEXTS
from tvaerblik.presentation.pages.agreements import AgreementFacts
from tvaerblik.presentation.pages.places import Choice, ChoiceGroup, alphabetical, choices_of
from tvaerblik.presentation.pages.words_of_pages import Words, words_in
from tvaerblik.release.reader import Release

# More goals than are filled in, so that there is room for another; and indicators of each
SPARE_GOALS, LEAST_GOALS, INDICATORS = 1, 3, 3
# More than anybody follows up, and what stops a form of any length
MOST_GOALS, MOST_INDICATORS = 20, 20

Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class TypedGoal:
    text: str
    target: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypedAgreement:
    """What was typed, days as text; goals without a word or an indicator are left out."""

    title: str
    parties: tuple[str, ...]
    valid_from: str
    valid_to: str
    target_group: str
    unit: str
    theme: str
    goals: tuple[TypedGoal, ...]
    counts_from: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GoalFields:
    """`choosers`: for each indicator its number, its label and what can be chosen."""

    n: int
    heading: str
    text: str
    target: str
    choosers: tuple[tuple[int, str, tuple[Choice, ...]], ...]


@dataclass(frozen=True, slots=True)
class AgreementForm:
    t: Words
    heading: str
    typed: TypedAgreement
    parties: str
    units: tuple[ChoiceGroup, ...]
    goals: tuple[GoalFields, ...]


def read_agreement_form(typed: Typed) -> TypedAgreement:
    goals = (_goal(typed, n) for n in range(1, MOST_GOALS + 1))
    lines = (line.strip() for line in _one(typed, "parter").splitlines())
    return TypedAgreement(
        title=_one(typed, "navn"),
        parties=tuple(filter(None, lines)),
        valid_from=_one(typed, "fra"),
        valid_to=_one(typed, "til"),
        target_group=_one(typed, "maalgruppe"),
        unit=_one(typed, "enhed"),
        theme=_one(typed, "tema"),
        goals=tuple(goal for goal in goals if goal.text or goal.target or goal.indicators),
        counts_from=_one(typed, "gaelder"),
        reason=_one(typed, "hvorfor"),
    )


def typed_of(facts: AgreementFacts) -> TypedAgreement:
    """The form of an agreement as it is now."""
    return TypedAgreement(
        title=facts.title,
        parties=tuple(name for name, _ in facts.parties),
        valid_from=facts.valid_from.isoformat() if facts.valid_from else "",
        valid_to=facts.valid_to.isoformat() if facts.valid_to else "",
        target_group=facts.target_group,
        unit=facts.unit,
        theme=facts.theme,
        goals=tuple(TypedGoal(one.text, one.target, one.indicators) for one in facts.goals),
    )


def build_agreement_form(
    typed: TypedAgreement, release: Release, lang: Lang, *, is_new: bool
) -> AgreementForm:
    t = words_in(TEXTS, lang)
    n = min(max(LEAST_GOALS, len(typed.goals) + SPARE_GOALS), MOST_GOALS)
    empty = (TypedGoal("", "", ()),) * (n - len(typed.goals))
    titles = sorted(
        ((card.id, card.short_title.in_(lang)) for card in release.indicators()),
        key=lambda one: alphabetical(one[1]),
    )
    return AgreementForm(
        t=t,
        heading=t["form_new" if is_new else "form_change"],
        typed=typed,
        parties="\n".join(typed.parties),
        units=choices_of(release, typed.unit, lang),
        goals=tuple(
            _fields(place, goal, titles, t)
            for place, goal in enumerate((*typed.goals, *empty), start=1)
        ),
    )


def _fields(n: int, goal: TypedGoal, titles: list[tuple[str, str]], t: Words) -> GoalFields:
    """Always one chooser more than is chosen, and those that the release does not show stay chosen."""
    slots = min(max(INDICATORS, len(goal.indicators) + 1), MOST_INDICATORS)
    chosen = (*goal.indicators, *("",) * (slots - len(goal.indicators)))
    return GoalFields(
        n=n,
        heading=t["goal"].format(n=n),
        text=goal.text,
        target=goal.target,
        choosers=tuple(
            (place, t["goal_indicator"].format(n=place), _choices(one, titles, t))
            for place, one in enumerate(chosen, start=1)
        ),
    )


def _choices(chosen: str, titles: list[tuple[str, str]], t: Words) -> tuple[Choice, ...]:
    known = {id_ for id_, _ in titles}
    unknown = [Choice(chosen, chosen, True)] if chosen and chosen not in known else []
    listed = [Choice(id_, title, id_ == chosen) for id_, title in titles]
    return (Choice("", t["no_indicator"], not chosen), *unknown, *listed)


def _goal(typed: Typed, n: int) -> TypedGoal:
    chosen = (_one(typed, f"maal-{n}-indikator-{place}") for place in range(1, MOST_INDICATORS + 1))
    return TypedGoal(
        _one(typed, f"maal-{n}-tekst"),
        _one(typed, f"maal-{n}-maaltal"),
        tuple(dict.fromkeys(filter(None, chosen))),
    )


def _one(typed: Typed, name: str) -> str:
    values = typed.get(name, ())
    return values[-1].strip() if values else ""
