"""What a party can answer to its figures, and what can differ between two figures of one thing."""

from django.db import models


class AnswerKind(models.TextChoices):
    BEKRAEFTET = "bekraeftet", "Enig"
    KOMMENTAR = "kommentar", "Kommentar"
    INDSIGELSE = "indsigelse", "Indsigelse"
    DATA_FORKERTE = "data_forkerte", "Vores data er forkerte"


# What is only a yes needs no words
NEEDS_WORDS = frozenset(set(AnswerKind) - {AnswerKind.BEKRAEFTET})


class ReportState(models.TextChoices):
    AABEN = "aaben", "Åben"
    BESVARET = "besvaret", "Besvaret"


class Differs(models.TextChoices):
    PERIODE = "periode", "Periode"
    POPULATION = "population", "Hvem der tælles med"
    DEFINITION = "definition", "Definition"
    KILDE = "kilde", "Kilde"
    STED = "sted", "Område"
    UKENDT = "ukendt", "Ved det ikke"


class BroughtState(models.TextChoices):
    AABEN = "aaben", "Åben"
    SAG = "sag", "Blevet til en sag"
    LUKKET = "lukket", "Lukket"


BROUGHT_MOVES: dict[BroughtState, frozenset[BroughtState]] = {
    BroughtState.AABEN: frozenset({BroughtState.SAG, BroughtState.LUKKET}),
    BroughtState.SAG: frozenset(),
    BroughtState.LUKKET: frozenset(),
}
