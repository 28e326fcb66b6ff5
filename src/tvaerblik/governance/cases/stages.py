"""The stages of a case as tables: the moves between them, who owns each, and how long it may take."""

from django.db import models

from tvaerblik.governance.accounts.roles import Role


class Stage(models.TextChoices):
    KLADDE = "kladde", "Kladde"
    MODTAGET = "modtaget", "Modtaget"
    AFKLARING = "afklaring", "Afklaring og udkast til definition"
    FINDES_DATA = "findes_data", "Findes data?"
    FREMSTILLING = "fremstilling", "Fremstilling og infotekst"
    HOERING = "hoering", "Høring"
    PRIORITERING = "prioritering", "Prioritering"
    OPSAETNING = "opsaetning", "Opsætning hos BI"
    KLAR = "klar", "Klar"
    PAA_DASH = "paa_dash", "På Dash Boardet"
    GENBESOEG = "genbesoeg", "Genbesøg"
    UDGAAET = "udgaaet", "Udgået"
    AFVIST = "afvist", "Afvist"
    TRUKKET = "trukket", "Trukket"
    BERO = "bero", "Sat i bero"


# A way out that is open from every stage before the number stands on the Dash Board
_OUT = frozenset({Stage.AFVIST, Stage.TRUKKET, Stage.BERO})
_UNDER_WAY = frozenset(
    {
        Stage.AFKLARING,
        Stage.FINDES_DATA,
        Stage.FREMSTILLING,
        Stage.HOERING,
        Stage.PRIORITERING,
        Stage.OPSAETNING,
    }
)

CASE_MOVES: dict[Stage, frozenset[Stage]] = {
    Stage.KLADDE: frozenset({Stage.MODTAGET, Stage.TRUKKET}),
    Stage.MODTAGET: frozenset({Stage.AFKLARING}) | _OUT,
    Stage.AFKLARING: frozenset({Stage.FINDES_DATA}) | _OUT,
    Stage.FINDES_DATA: frozenset({Stage.AFKLARING, Stage.FREMSTILLING}) | _OUT,
    Stage.FREMSTILLING: frozenset({Stage.AFKLARING, Stage.HOERING, Stage.PRIORITERING}) | _OUT,
    Stage.HOERING: frozenset({Stage.FREMSTILLING, Stage.PRIORITERING}) | _OUT,
    Stage.PRIORITERING: frozenset({Stage.FREMSTILLING, Stage.HOERING, Stage.OPSAETNING}) | _OUT,
    Stage.OPSAETNING: frozenset({Stage.FREMSTILLING, Stage.KLAR}) | _OUT,
    Stage.KLAR: frozenset({Stage.OPSAETNING, Stage.PAA_DASH}) | _OUT,
    Stage.PAA_DASH: frozenset({Stage.GENBESOEG, Stage.UDGAAET}),
    Stage.GENBESOEG: frozenset({Stage.PAA_DASH, Stage.AFKLARING, Stage.UDGAAET}),
    Stage.UDGAAET: frozenset({Stage.GENBESOEG}),
    Stage.AFVIST: frozenset({Stage.AFKLARING}),
    Stage.TRUKKET: frozenset(),
    Stage.BERO: _UNDER_WAY | {Stage.MODTAGET, Stage.AFVIST, Stage.TRUKKET},
}

# Kort spor: what two people settle between them
SHORT_MOVES: dict[Stage, frozenset[Stage]] = {
    **CASE_MOVES,
    Stage.AFKLARING: frozenset({Stage.OPSAETNING}) | _OUT,
    Stage.OPSAETNING: frozenset({Stage.AFKLARING, Stage.KLAR}) | _OUT,
}

# Where something is refused, paused or ended, those who asked are owed a why
REASON_NEEDED = frozenset({Stage.AFVIST, Stage.TRUKKET, Stage.BERO, Stage.UDGAAET, Stage.GENBESOEG})
ENDED = frozenset({Stage.UDGAAET, Stage.AFVIST, Stage.TRUKKET})

# Who acts in each; `bruger` is the one who asked
STAGE_OWNERS: dict[Stage, Role] = {
    Stage.KLADDE: Role.BRUGER,
    Stage.MODTAGET: Role.SEKRETARIAT,
    Stage.AFKLARING: Role.INDIKATORANSVARLIG,
    Stage.FINDES_DATA: Role.ANALYTIKER,
    Stage.FREMSTILLING: Role.INDIKATORANSVARLIG,
    Stage.HOERING: Role.SEKRETARIAT,
    Stage.PRIORITERING: Role.FORMANDSKAB,
    Stage.OPSAETNING: Role.ANALYTIKER,
    Stage.KLAR: Role.GODKENDER,
    Stage.PAA_DASH: Role.INDIKATORANSVARLIG,
    Stage.GENBESOEG: Role.INDIKATORANSVARLIG,
    Stage.UDGAAET: Role.SEKRETARIAT,
    Stage.AFVIST: Role.SEKRETARIAT,
    Stage.TRUKKET: Role.SEKRETARIAT,
    Stage.BERO: Role.SEKRETARIAT,
}

# Working days that a stage may take before it is overdue; one that waits for others has none
STAGE_DAYS: dict[Stage, int] = {
    Stage.MODTAGET: 5,
    Stage.AFKLARING: 20,
    Stage.FINDES_DATA: 15,
    Stage.FREMSTILLING: 20,
    Stage.OPSAETNING: 20,
    Stage.KLAR: 10,
    Stage.GENBESOEG: 20,
}


def moves_from(stage: Stage, *, short_track: bool = False) -> frozenset[Stage]:
    return (SHORT_MOVES if short_track else CASE_MOVES)[stage]
