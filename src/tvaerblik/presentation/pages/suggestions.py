"""What already exists and is like what somebody is writing: plain search, with Danish endings cut off.

Nothing is learnt and nothing is kept: each thing is its title and its words, and a word counts for more
the fewer things have it.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

MOST = 5
# The title says what a thing is; its other words what it is about
_TITLE_COUNTS = 3
# A Danish word is often part of a longer one: »indlæggelse« in »genindlæggelse«
_SHORTEST_PART = 5
_OF_A_PART = 0.5
# Below this the likeness is of a word or two that many things share
_LEAST = 0.12
_WORD = re.compile(r"[a-z0-9]{3,}")
_ENDINGS = (
    *("elserne", "erne", "erens", "ernes", "elser", "elsen", "ende", "else", "inger", "ingen"),
    *("ene", "ens", "ets", "eren", "ere", "ing", "est", "en", "et", "er", "ed", "es", "e", "s"),
)
_SAID_OF_EVERYTHING = (
    "alle andel antal blev borgere dage data den der det disse efter eller ens for fordi fra gerne har "
    "hos hvad hver hvilke hvor hvordan ikke ind inden kan kommer kommune kommuner med meget men mere nok "
    "noget nogle også over per pga pr region samme set ses sin skal skulle som sundhed tal til ud uden "
    "under ved vi ville være vise vises with about and are for from not share that the this what which"
)


@dataclass(frozen=True, slots=True)
class Findable:
    """`kind`: indikator or sag. `words`: all that it can be found by besides its title."""

    kind: str
    id: str
    title: str
    words: str
    address: str


def suggest(text: str, things: Sequence[Findable], *, most: int = MOST) -> tuple[Findable, ...]:
    """The likest first; nothing where nothing is like it."""
    wanted = _stems(text)
    if not wanted:
        return ()
    weights = _weights(things)
    scored = [(_likeness(wanted, one, weights), one) for one in things]
    found = sorted(
        (one for one in scored if one[0] >= _LEAST), key=lambda one: (-one[0], one[1].title)
    )
    return tuple(one for _, one in found[:most])


def _likeness(wanted: frozenset[str], thing: Findable, weights: dict[str, float]) -> float:
    """How much of what was written the thing has, weighed by how telling each word is."""
    in_title, in_words = _stems(thing.title), _stems(thing.words)
    rarest = max(weights.values(), default=1.0)
    whole = sum(weights.get(stem, rarest) for stem in wanted) * _TITLE_COUNTS
    found = sum(
        weights.get(stem, rarest) * (_TITLE_COUNTS * _has(stem, in_title) or _has(stem, in_words))
        for stem in wanted
    )
    # Of a long text no thing has much: what counts is the thing's title found in it
    title = sum(weights.get(stem, rarest) for stem in in_title) or 1.0
    of_title = sum(weights.get(stem, rarest) * _has(stem, wanted) for stem in in_title) / title
    return max(found / whole, 0.5 * of_title if len(in_title) > 1 else 0.0)


def _has(stem: str, stems: Iterable[str]) -> float:
    if stem in stems:
        return 1.0
    parts = (
        one
        for one in stems
        if min(len(one), len(stem)) >= _SHORTEST_PART and (one in stem or stem in one)
    )
    return _OF_A_PART if any(parts) else 0.0


def _weights(things: Sequence[Findable]) -> dict[str, float]:
    counts: dict[str, int] = {}
    for thing in things:
        for stem in _stems(f"{thing.title} {thing.words}"):
            counts[stem] = counts.get(stem, 0) + 1
    return {stem: log(1 + len(things) / count) for stem, count in counts.items()}


@cache
def _stems(text: str) -> frozenset[str]:
    words = _WORD.findall(folded(text))
    return frozenset(_stem(word) for word in words if word not in _COMMON)


def folded(text: str) -> str:
    """Small letters without accents; æ, ø and å as those write them who have no such keys."""
    spelled = text.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    plain = unicodedata.normalize("NFD", spelled)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return _single(word.removesuffix(ending))
    return _single(word)


def _single(stem: str) -> str:
    """»akut« and »akutte«: the ending doubles the consonant before it."""
    return stem[:-1] if stem[-2:-1] == stem[-1] else stem


_COMMON = frozenset(folded(word) for word in _SAID_OF_EVERYTHING.split())
