"""The form that sets up a body or changes it, with what was typed still in it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tvaerblik.core.texts import Text
from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.pages.case_texts import TEXTS as OF_CASES
from tvaerblik.presentation.pages.fora import LEVELS, BodyFacts
from tvaerblik.presentation.pages.fora_texts import TEXTS
from tvaerblik.presentation.pages.places import Choice, alphabetical
from tvaerblik.presentation.pages.words_of_pages import Words, words_in

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 80
_NO_NAME = Text("–", "–")


@dataclass(frozen=True, slots=True)
class BodyForm:
    """What was typed, as values; `problem` is the first thing that cannot be read."""

    id: str
    name: Text
    kind: str
    level: str
    above: str
    units: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    problem: str


@dataclass(frozen=True, slots=True)
class BodyFormPage:
    t: Words
    typed: Mapping[str, str]
    kinds: tuple[Choice, ...]
    levels: tuple[Choice, ...]
    above: tuple[Choice, ...]


def build_body_form(
    bodies: Sequence[BodyFacts], typed: Mapping[str, str], lang: Lang
) -> BodyFormPage:
    t = words_in(TEXTS, lang)
    ordered = sorted(bodies, key=lambda body: alphabetical(body.name.in_(lang)))
    above = typed.get("over", "")
    names = ("id", "navn", "navn-en", "enheder", "fra", "til", "stempel")
    return BodyFormPage(
        t=t,
        typed={name.replace("-", "_"): typed.get(name, "") for name in names},
        kinds=_words("body", typed.get("art", ""), lang),
        levels=tuple(
            Choice(one, OF_CASES[f"level_{one}"].in_(lang), one == typed.get("niveau", ""))
            for one in reversed(LEVELS)
        ),
        above=(
            Choice("", t["none"], not above),
            *(Choice(body.id, body.name.in_(lang), body.id == above) for body in ordered),
        ),
    )


def _words(family: str, chosen: str, lang: Lang) -> tuple[Choice, ...]:
    ids = [key.partition("_")[2] for key in OF_CASES if key.startswith(f"{family}_")]
    return tuple(Choice(one, OF_CASES[f"{family}_{one}"].in_(lang), one == chosen) for one in ids)


def read_body_form(
    typed: Mapping[str, str],
    own_id: str,
    units: Collection[str],
    kinds: Collection[str],
    lang: Lang,
) -> BodyForm:
    """`own_id`: of the body that is changed; empty for a new one. `units`: those there are; without any
    nothing can be said of them."""
    t = words_in(TEXTS, lang)
    id_ = own_id or typed.get("id", "").strip()
    da, en = (typed.get(name, "").strip() for name in ("navn", "navn-en"))
    of = tuple(dict.fromkeys(typed.get("enheder", "").split()))
    (start, bad_start), (end, bad_end) = (_day(typed.get(name, ""), t) for name in ("fra", "til"))
    unknown = [unit for unit in of if units and unit not in units]
    problems = (
        "" if ID.fullmatch(id_) and len(id_) <= LONGEST_ID else t["bad_id"],
        "" if da and en else t["no_name"],
        "" if typed.get("art") in kinds else t["bad_kind"],
        t["bad_unit"].format(unit=unknown[0]) if unknown else "",
        bad_start,
        bad_end,
    )
    return BodyForm(
        id=id_,
        name=Text(da, en) if da and en else _NO_NAME,
        kind=typed.get("art", ""),
        level=typed.get("niveau", ""),
        above=typed.get("over", ""),
        units=of,
        valid_from=start,
        valid_to=end,
        problem=next(filter(None, problems), ""),
    )


def _day(text: str, t: Words) -> tuple[date | None, str]:
    if not text:
        return None, ""
    try:
        return date.fromisoformat(text), ""
    except ValueError:
        return None, t["bad_day"].format(asked=text)
