"""The states of an approach from outside, the moves between them, and by which way it came."""

from django.db import models


class ClusterKind(models.TextChoices):
    """Two things that are both called *klynge*: always said in full."""

    SUNDHEDSKLYNGE = "sundhedsklynge", "Sundhedsklynge"
    KVALITETSKLYNGE = "kvalitetsklynge", "Kvalitetsklynge"


class Way(models.TextChoices):
    MAIL = "mail", "Mail"
    BREV = "brev", "Brev"
    TELEFON = "telefon", "Telefon"
    MOEDE = "moede", "Møde"
    ANDET = "andet", "På anden måde"


class ApproachState(models.TextChoices):
    MODTAGET = "modtaget", "Modtaget"
    SENDT_VIDERE = "sendt_videre", "Sendt videre til klynger"
    HOLDT = "holdt", "Holdt tilbage"
    BESVARET = "besvaret", "Besvaret"


# Passed on to one cluster it can go on to another, and stays where it is; an answer ends it
APPROACH_MOVES: dict[ApproachState | None, frozenset[ApproachState]] = {
    None: frozenset({ApproachState.MODTAGET}),
    ApproachState.MODTAGET: frozenset(
        {ApproachState.SENDT_VIDERE, ApproachState.HOLDT, ApproachState.BESVARET}
    ),
    ApproachState.SENDT_VIDERE: frozenset({ApproachState.BESVARET}),
    ApproachState.HOLDT: frozenset({ApproachState.SENDT_VIDERE, ApproachState.BESVARET}),
    ApproachState.BESVARET: frozenset(),
}
APPROACH_OWNERS = {
    ApproachState.MODTAGET: "sekretariat",
    ApproachState.SENDT_VIDERE: "klyngekoordinator, sekretariat",
    ApproachState.HOLDT: "sekretariat",
}
# Working days from the day it came until it must be answered, whatever became of it in between
ANSWER_DAYS = 10
APPROACH_DAYS = {
    ApproachState.MODTAGET: ANSWER_DAYS,
    ApproachState.SENDT_VIDERE: ANSWER_DAYS,
    ApproachState.HOLDT: ANSWER_DAYS,
}
REASON_NEEDED = frozenset({ApproachState.HOLDT})
