"""Tell readers of something wrong at a source, tell it anew, and mark it as solved."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from tvaerblik.core.errors import BadInput, Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.freetext import check_no_cpr
from tvaerblik.governance.permissions import check_may_note_trouble
from tvaerblik.governance.sources.models import KnownTrouble, TroubleEntry

LONGEST_TROUBLE = 500  # characters: it stands on top of the first page


def note_trouble(
    source: str,
    text: Text,
    *,
    since: date,
    expected: date | None = None,
    solved_on: date | None = None,
    indicators: Sequence[str] = (),
    on: date | None = None,
    seen: int | None = None,
    by: Any,
) -> KnownTrouble:
    """Tells readers of something wrong at a source. Saying it again for the same day replaces it, so
    that it is also how trouble is marked as solved; what was told before is kept in its log.

    `seen`: the serial that stood there, 0 for none, or None for whoever has not looked. `on`: the day
    from which it was told."""
    check_may_note_trouble(by)
    tidy = trouble_text(text.da, text.en)
    _check_days(since, solved_on)
    facts = {
        "text_da": tidy.da,
        "text_en": tidy.en,
        "expected": expected,
        "solved_on": solved_on,
        "indicators": sorted(set(indicators)),
    }
    with transaction.atomic():
        trouble = _changed(source, since, facts, seen)
        number = trouble.serial
        day, who = on or timezone.localdate(), actor_of(by)
        TroubleEntry.objects.create(trouble=trouble, number=number, on=day, by=who.name, **facts)
        record(who, "trouble.note", source, {**_detail(facts), "since": str(since), "on": str(day)})
    return trouble


def _changed(source: str, since: date, facts: dict[str, Any], seen: int | None) -> KnownTrouble:
    there = KnownTrouble.objects.select_for_update().filter(source=source, since=since).first()
    if seen is not None and seen != (there.serial if there else 0):
        raise Blocked(_came_between())
    if there is None:
        return _made(source, since, facts)
    for name, value in facts.items():
        setattr(there, name, value)
    there.serial += 1
    there.save()
    return there


def _made(source: str, since: date, facts: dict[str, Any]) -> KnownTrouble:
    try:
        with transaction.atomic():
            return KnownTrouble.objects.create(source=source, since=since, **facts)
    except IntegrityError:  # another was first
        raise Blocked(_came_between()) from None


def _detail(facts: dict[str, Any]) -> dict[str, Any]:
    """The words stand in the trouble's own log; here only which they were."""
    words = f"{facts['text_da']}\n{facts['text_en']}"
    days = {name: str(facts[name]) if facts[name] else None for name in ("expected", "solved_on")}
    return {
        **days,
        "indicators": facts["indicators"],
        "sha256": hashlib.sha256(words.encode()).hexdigest(),
    }


def trouble_text(da: str, en: str) -> Text:
    """On one line in either language. Raises BadInput."""
    check_no_cpr(f"{da}\n{en}")
    tidy = [" ".join(one.split()) for one in (da, en)]
    if not all(0 < len(one) <= LONGEST_TROUBLE for one in tidy):
        raise BadInput(
            Problem(
                "G-TROUBLE-TEXT",
                Text(
                    f"Teksten mangler på dansk eller engelsk, eller er længere end {LONGEST_TROUBLE} "
                    "tegn.",
                    f"The text is missing in Danish or English, or longer than {LONGEST_TROUBLE} "
                    "characters.",
                ),
                Text("Skriv den kort på begge sprog.", "Write it shortly in both languages."),
            )
        )
    return Text(*tidy)


def _check_days(since: date, solved_on: date | None) -> None:
    if solved_on is not None and solved_on < since:
        raise BadInput(
            Problem(
                "G-TROUBLE-DAYS",
                Text("Problemet er løst, før det begyndte.", "It is solved before it began."),
                Text("Ret en af datoerne.", "Mend one of the dates."),
            )
        )


def _came_between() -> Problem:
    return Problem(
        "G-SERIAL",
        Text(
            "En anden har skrevet om problemet, siden du åbnede siden. Intet er gemt.",
            "Somebody else has written of it since you opened the page. Nothing is stored.",
        ),
        Text("Se, hvad der står nu, og ret det.", "See what it says now, and mend that."),
    )
