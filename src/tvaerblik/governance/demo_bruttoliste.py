"""The bruttoliste of the demonstration, with its history up to the project group's meeting of 11-12-2020.

What was decided is from the minutes. Where they give no day, the log says so; which of the four yellow
comes first they do not say, so all four are priority 1.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tvaerblik.governance.actions.colour_case import colour_case, log_in_case
from tvaerblik.governance.actions.move_case import move_case
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.actions.record_meeting import record_meeting
from tvaerblik.governance.cases.kinds import CaseKind, Colour, EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.organisation.models import Body

# The autumn of 2020: the minutes name the season and no day
AUTUMN, LATE_AUTUMN = date(2020, 9, 1), date(2020, 11, 30)
DECIDED, MET, NEXT = date(2020, 12, 1), date(2020, 12, 11), date(2021, 2, 12)
# When the definitions of this demonstration were reviewed; the day each went up is in no paper
LIVE = date(2026, 10, 1)

LEFT_OUT = "Overbelægning"
UP_TO_SETTING_UP = (
    *(Stage.AFKLARING, Stage.FINDES_DATA, Stage.FREMSTILLING),
    *(Stage.PRIORITERING, Stage.OPSAETNING),
)
GREEN_DECIDED = (
    "Der arbejdes videre med de grønne, undtagen overbelægning. Det, der ikke kan afklares i forhold "
    "til nationale data, kan komme på Dash Boardet nu. Status hver anden måned."
)
YELLOW_DECIDED = (
    "Af de gule tages disse fire først: forebyggelige indlæggelser, opfølgende hjemmebesøg, "
    "færdigmeldte patienter og IV-aktivitetsdata."
)
NO_PRIORITISING = (
    "Efterårets møder gav ingen prioritering af bruttolisten. Mødernes datoer er ikke oplyst."
)
CANCELLED = "Efterårets sidste møde blev aflyst (Covid-19). Mødets dato er ikke oplyst."
BEFORE_CHRISTMAS = "Skal være på Dash Boardet primo januar 2021."
NEXT_MEETING = "Bruttolisten er på til næste møde i Strategisk Sundhedsforum."
ON_HOLD = "Sat i bero: ikke for tiden af tværsektoriel interesse. Kan tages op igen."
NOW_LIVE = "Vises i denne demonstration; dagen, den kom på, er ikke oplyst."
NOT_TOLD = "Hvad der siden skete, fortæller papirerne ikke."
COLOURED = "Efterårets liste; skrevet ind pr. 1. september, dagen er ikke oplyst."


@dataclass(frozen=True, slots=True)
class Wish:
    """`live`: whether its indicator is among those that the demonstration computes."""

    title: str
    colour: Colour
    indicator: str = ""
    live: bool = True


WISHES = (
    Wish("Forebyggende børneundersøgelser", Colour.GROEN, "forebyggende-boerneundersoegelser"),
    Wish("Videokonsultationer (hospital)", Colour.GROEN, "videokonsultationer-hospital"),
    Wish("FMK (hospital)", Colour.GROEN, "fmk-ajourfoering-udskrivelse"),
    Wish(
        "Henvisning til kommunal rehabilitering", Colour.GROEN, "henvisning-kommunal-rehabilitering"
    ),
    Wish("IV-aktivitet", Colour.GROEN, "iv-behandling-kommunal"),
    Wish(LEFT_OUT, Colour.GROEN, "overbelaegning", live=False),
    Wish("Forebyggelige indlæggelser", Colour.GUL, "forebyggelige-indlaeggelser-65"),
    Wish("Opfølgende hjemmebesøg", Colour.GUL, "opfoelgende-hjemmebesoeg-7-dage"),
    Wish("Færdigmeldte patienter (som ikke udskrives)", Colour.GUL, "faerdigmeldte-ikke-udskrevet"),
    Wish("IV-aktivitetsdata", Colour.GUL, "iv-behandling-kommunal"),
)
FROM_KLYNGE_MIDT = "Ønsker fra Klynge Midt"
TEMPLATE = "Skabelon for nye ønsker"
WISHES_OF_MIDT = (
    "Klynge Midt har ønsker efter et onlinemøde med Aalborg og Jammerbugt. "
    "De enkelte ønsker er ikke oplyst."
)
TASK = "Opgave: Formandskabet sender et forslag til skabelonen i høring."


def seed_bruttoliste(by: Any) -> None:
    """Doing it again changes nothing; the list is the demonstration's first cases or not there."""
    if Case.objects.filter(title=WISHES[0].title).exists():
        return
    wishes = {wish: _opened(wish, by) for wish in WISHES}
    _what_the_autumn_brought(wishes, by)
    _what_faelles_fu_decided(wishes, by)
    _what_the_project_group_met_about(wishes, by)
    _what_is_live_now(wishes, by)


def _opened(wish: Wish, by: Any) -> str:
    number = open_case(
        wish.title,
        stage=Stage.MODTAGET,
        indicator=wish.indicator,
        on=AUTUMN,
        by=by,
    ).number
    colour_case(number, wish.colour, reason=COLOURED, seen=None, on=AUTUMN, by=by)
    way = UP_TO_SETTING_UP[:-1] if wish.colour == Colour.GROEN else UP_TO_SETTING_UP[:1]
    _walk(number, way, AUTUMN, "", by)
    return number


def _what_the_autumn_brought(wishes: dict[Wish, str], by: Any) -> None:
    forum = _body("strategisk-sundhedsforum")
    seen: dict[str, int | None] = dict.fromkeys(wishes.values())
    for kind, text, instead in (
        (EntryKind.UDEN_BESLUTNING, NO_PRIORITISING, None),
        (EntryKind.AFLYST, CANCELLED, _body("faelles-fu")),
    ):
        record_meeting(
            kind,
            forum,
            text,
            cases=seen,
            meeting_on=None,
            asked_instead=instead,
            on=LATE_AUTUMN,
            by=by,
        )


def _what_faelles_fu_decided(wishes: dict[Wish, str], by: Any) -> None:
    forum = _body("faelles-fu")
    left_out = next(number for wish, number in wishes.items() if wish.title == LEFT_OUT)
    green, yellow = (_numbers(wishes, colour) for colour in (Colour.GROEN, Colour.GUL))
    record_meeting(
        EntryKind.BESLUTNING,
        forum,
        GREEN_DECIDED,
        cases=dict.fromkeys(green),
        meeting_on=DECIDED,
        excepted=[left_out],
        by=by,
    )
    record_meeting(
        EntryKind.BESLUTNING,
        forum,
        YELLOW_DECIDED,
        cases=dict.fromkeys(yellow),
        meeting_on=DECIDED,
        priority=1,
        by=by,
    )
    move_case(
        left_out,
        Stage.BERO,
        reason=ON_HOLD,
        seen=None,
        body=forum,
        meeting_on=DECIDED,
        on=DECIDED,
        by=by,
    )
    for number in green:
        if number != left_out:
            _walk(number, UP_TO_SETTING_UP[-1:], DECIDED, "", by)


def _what_the_project_group_met_about(wishes: dict[Wish, str], by: Any) -> None:
    group, forum = _body("projektgruppen-ledelsesinformation"), _body("strategisk-sundhedsforum")
    for wish, number in wishes.items():
        if wish.title == LEFT_OUT:
            continue
        if wish.colour == Colour.GROEN:
            _note(number, BEFORE_CHRISTMAS, group, MET, by)
        _note(number, NEXT_MEETING, forum, NEXT, by)
    for title, asked_by, said in (
        (
            FROM_KLYNGE_MIDT,
            "Klynge Midt",
            WISHES_OF_MIDT,
        ),
        (
            TEMPLATE,
            "Projektgruppen for Ledelsesinformation",
            TASK,
        ),
    ):
        number = open_case(
            title,
            kind=CaseKind.ANDET,
            stage=Stage.MODTAGET,
            asked_by=asked_by,
            on=MET,
            by=by,
        ).number
        _note(number, said, group, MET, by)
        _walk(number, (Stage.AFKLARING,), MET, "", by)
        _walk(number, (Stage.BERO,), LIVE, NOT_TOLD, by)


def _what_is_live_now(wishes: dict[Wish, str], by: Any) -> None:
    for wish, number in wishes.items():
        if not wish.live:
            continue
        done = Stage(Case.objects.get(number=number).stage)
        rest = UP_TO_SETTING_UP[UP_TO_SETTING_UP.index(done) + 1 :]
        _walk(number, (*rest, Stage.KLAR, Stage.PAA_DASH), LIVE, NOW_LIVE, by)


def _walk(number: str, stages: tuple[Stage, ...], day: date, why: str, by: Any) -> None:
    for stage in stages:
        move_case(number, stage, reason=why, seen=None, on=day, by=by)


def _note(number: str, text: str, body: Body, meeting_on: date, by: Any) -> None:
    log_in_case(number, EntryKind.NOTE, text, body=body, meeting_on=meeting_on, on=MET, by=by)


def _numbers(wishes: dict[Wish, str], colour: Colour) -> list[str]:
    return [number for wish, number in wishes.items() if wish.colour == colour]


def _body(id_: str) -> Body:
    return Body.objects.get(id=id_)
