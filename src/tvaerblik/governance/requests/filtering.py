"""What has been judged, said and asked in a case, read from its log: the newest of each counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models

from tvaerblik.governance.cases.kinds import EntryKind
from tvaerblik.governance.cases.models import Case, CaseEntry
from tvaerblik.governance.cases.stages import Stage


class Judgement(models.TextChoices):
    TVAERSEKTORIEL = "tvaersektoriel", "Er det tværsektorielt?"
    EGNET = "egnet", "Egner det sig til Dash Boardet?"


class Verdict(models.TextChoices):
    JA = "ja", "Ja"
    DELVIST = "delvist", "Delvist"
    NEJ = "nej", "Nej"


class DataAnswer(models.TextChoices):
    JA = "ja", "Ja"
    NEJ = "nej", "Nej"
    VED_IKKE = "ved_ikke", "Ved ikke"


@dataclass(frozen=True, slots=True)
class Said:
    """An answer, the words that go with it, who gave it and when."""

    answer: str
    text: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Question:
    """A question to whoever asked for the figure; `answer` is None while it waits."""

    id: int
    text: str
    by: str
    on: date
    answer: Said | None


def judgements_of(log: Iterable[CaseEntry]) -> Mapping[Judgement, Said]:
    found = {}
    for entry in log:
        if "judgement" in entry.facts:
            found[Judgement(entry.facts["judgement"])] = _said(entry, entry.facts["verdict"])
    return found


def data_answers_of(log: Iterable[CaseEntry]) -> Mapping[str, Said]:
    """By unit."""
    found = {}
    for entry in log:
        if "has_data" in entry.facts:
            found[entry.facts["unit"]] = _said(entry, entry.facts["has_data"])
    return found


def questions_of(log: Iterable[CaseEntry]) -> tuple[Question, ...]:
    """In the order they were asked; of several answers to one the newest."""
    entries = tuple(log)
    answers = {
        entry.facts["answers"]: _said(entry, "")
        for entry in entries
        if entry.kind == EntryKind.SVAR and "answers" in entry.facts
    }
    return tuple(
        Question(entry.pk, entry.text, entry.by, entry.on, answers.get(entry.pk))
        for entry in entries
        if entry.kind == EntryKind.SPOERGSMAAL
    )


def _said(entry: CaseEntry, answer: str) -> Said:
    return Said(answer, entry.text, entry.by, entry.on)


# The way ------------------------------------------------------------------------------------------

_WAY = (
    *(Stage.MODTAGET, Stage.AFKLARING, Stage.FINDES_DATA, Stage.FREMSTILLING, Stage.HOERING),
    *(Stage.PRIORITERING, Stage.OPSAETNING, Stage.KLAR, Stage.PAA_DASH),
)
_SHORT_WAY = (*(Stage.MODTAGET, Stage.AFKLARING, Stage.OPSAETNING, Stage.KLAR, Stage.PAA_DASH),)


def way_of(case: Case) -> tuple[Stage, ...]:
    """The stages in the row in which most cases pass them; a review comes after the last."""
    way = _SHORT_WAY if case.short_track else _WAY
    return (*way, Stage.GENBESOEG) if case.stage == Stage.GENBESOEG else way
