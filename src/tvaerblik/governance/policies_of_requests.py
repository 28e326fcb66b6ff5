"""Whether a request is in a state where something can be done to it; who may is in `permissions_of_requests`."""

from collections.abc import Mapping

from tvaerblik.catalogue.strict_yaml import MAX_BYTES
from tvaerblik.core.errors import BadInput, Blocked, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.cases.kinds import SHORT_KINDS, CaseKind, EntryKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import ENDED, Stage
from tvaerblik.governance.requests.template import (
    KNOWN,
    LONGEST_ANSWER,
    LONGEST_MAIL,
    LONGEST_TITLE,
    MAIL,
    required_of,
)

# The body that prioritises larger tasks
STRATEGIC = "strategisk-sundhedsforum"
# What it means that a task is under way; before, it is being found out what it is
_BEYOND_PRIORITISING = frozenset({Stage.OPSAETNING, Stage.KLAR, Stage.PAA_DASH})
_DECIDES = (EntryKind.BESLUTNING, EntryKind.PRIORITET)
DRAFTED_IN = frozenset(
    {
        *(Stage.MODTAGET, Stage.AFKLARING, Stage.FINDES_DATA, Stage.FREMSTILLING, Stage.HOERING),
        *(Stage.PRIORITERING, Stage.OPSAETNING, Stage.KLAR, Stage.GENBESOEG),
    }
)


def check_is_draft(case: Case) -> None:
    if case.stage != Stage.KLADDE:
        raise Blocked(
            Problem(
                "G-SENT",
                Text(
                    "Henvendelsen er sendt og kan ikke rettes.",
                    "The request has been sent and cannot be changed.",
                ),
                Text(
                    "Svar på et spørgsmål i sagen, eller skriv til sekretariatet.",
                    "Answer a question in the case, or write to the secretariat.",
                ),
            )
        )


def check_is_filled_in(title: str, answers: Mapping[str, str]) -> None:
    """Of a draft already: a title to find it by, known questions, and no more than there is room for."""
    if not title.strip():
        raise BadInput(
            Problem(
                "G-TITLE",
                Text("Henvendelsen mangler en titel.", "The request has no title."),
                Text(
                    "Skriv med få ord, hvad den handler om.", "Say in a few words what it is about."
                ),
            )
        )
    if len(title) > LONGEST_TITLE:
        raise BadInput(_too_long("titel", len(title), LONGEST_TITLE))
    for name, text in answers.items():
        if name not in KNOWN:
            raise BadInput(
                Problem(
                    "G-QUESTION",
                    Text(f"Skabelonen har intet spørgsmål »{name}«.", f"No question '{name}'."),
                    Text("Hent siden igen.", "Load the page again."),
                )
            )
        room = LONGEST_MAIL if name == MAIL else LONGEST_ANSWER
        if len(text) > room:
            raise BadInput(_too_long(name, len(text), room))


def check_can_send(case: Case) -> None:
    check_is_draft(case)
    lacks = unanswered(CaseKind(case.kind), case.answers)
    if lacks:
        raise Blocked(
            Problem(
                "G-UNANSWERED",
                Text(
                    f"{len(lacks)} spørgsmål mangler svar, før henvendelsen kan sendes.",
                    f"{len(lacks)} questions lack an answer before the request can be sent.",
                ),
                Text(
                    "De er mærket herunder. Ved du det ikke, så skriv »ved ikke«.",
                    "They are marked below. If you do not know, write 'do not know'.",
                ),
            )
        )


def unanswered(kind: CaseKind, answers: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(name for name in required_of(kind) if not answers.get(name, "").strip())


def check_is_open(case: Case) -> None:
    if case.stage in ENDED or case.stage == Stage.KLADDE:
        raise Blocked(
            Problem(
                "G-ENDED",
                Text(
                    f"Sag {case.number} er på trinnet »{Stage(case.stage).label}«.",
                    f"Case {case.number} is at the stage '{case.stage}'.",
                ),
                Text("Tag den op igen først.", "Take it up again first."),
            )
        )


def check_can_draft(case: Case) -> None:
    if case.stage not in DRAFTED_IN:
        raise Blocked(
            Problem(
                "G-STAGE",
                Text(
                    f"Der skrives ikke udkast på trinnet »{Stage(case.stage).label}«.",
                    f"No definition is drafted at the stage '{case.stage}'.",
                ),
                Text(
                    "Flyt sagen til afklaring eller genbesøg først.",
                    "Move the case to clarification or review first.",
                ),
            )
        )


def check_can_be_short(kind: CaseKind) -> None:
    if kind not in SHORT_KINDS:
        names = ", ".join(one.label.lower() for one in CaseKind if one in SHORT_KINDS)
        raise Blocked(
            Problem(
                "G-SHORT",
                Text(
                    f"Kort spor er for små sager: {names}.",
                    "The short track is for small matters: text, target, annotation.",
                ),
                Text(
                    "Giv sagen en af de slags, eller lad den gå hele vejen.",
                    "Give the case one of those kinds, or let it go the whole way.",
                ),
            )
        )


def check_is_of_a_size(draft: str) -> None:
    """A definition is longer than what people write of a case, and no longer than a file that is read."""
    if not draft.strip() or len(draft.encode()) > MAX_BYTES:
        raise BadInput(
            Problem(
                "G-DRAFT",
                Text(
                    f"Udkastet er tomt eller fylder mere end {MAX_BYTES // 1024} KiB.",
                    f"The draft is empty or takes more than {MAX_BYTES // 1024} KiB.",
                ),
                Text(
                    "Skriv definitionen som i mappens filer.",
                    "Write the definition as in the folder's files.",
                ),
            )
        )


def check_is_decided_on(case: Case, to: Stage) -> None:
    """A larger task is begun only when Strategisk Sundhedsforum has decided it."""
    if case.kind != CaseKind.STOERRE_OPGAVE or to not in _BEYOND_PRIORITISING:
        return
    if not case.log.filter(kind__in=_DECIDES, body_id=STRATEGIC).exists():
        raise Blocked(
            Problem(
                "G-STRATEGIC",
                Text(
                    "En større opgave sættes først i gang, når Strategisk Sundhedsforum har besluttet det.",
                    "A larger task is begun only when Strategisk Sundhedsforum has decided it.",
                ),
                Text(
                    "Skriv forummets beslutning i loggen med mødets dato.",
                    "Write the forum's decision into the log with the date of the meeting.",
                ),
            )
        )


def check_is_resumed(case: Case, to: Stage) -> None:
    """A pause is no way past a stage: a case goes on where it was paused, or before."""
    if case.stage != Stage.BERO or to not in DRAFTED_IN:
        return
    moved = case.log.filter(kind__in=(EntryKind.TRIN, EntryKind.OPRETTET)).order_by("-id")
    stages = [entry.facts["stage"] for entry in moved if "stage" in entry.facts]
    paused = next((Stage(one) for one in stages if one != Stage.BERO), None)
    order = list(Stage)
    if paused is not None and order.index(to) > order.index(paused):
        raise Blocked(
            Problem(
                "G-PAUSED",
                Text(
                    f"Sagen blev sat i bero på trinnet »{paused.label}« og kan ikke springe frem.",
                    f"The case was put on hold at the stage '{paused}' and cannot skip ahead.",
                ),
                Text(
                    "Tag den op dér, hvor den blev sat i bero.",
                    "Take it up where it was put on hold.",
                ),
            )
        )


def _too_long(name: str, length: int, room: int) -> Problem:
    return Problem(
        "G-LONG",
        Text(
            f"Svaret »{name}« er på {length} tegn; der er plads til {room}.",
            f"The answer '{name}' has {length} characters; there is room for {room}.",
        ),
        Text("Skriv det kortere.", "Write it shorter."),
    )
