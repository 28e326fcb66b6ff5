"""Of what kind a case is, how clarified it is, and what its log can tell."""

from django.db import models


class CaseKind(models.TextChoices):
    INDIKATOR = "indikator", "Ny eller ændret indikator"
    TEKST = "tekst", "Tekst"
    MAALTAL = "maaltal", "Måltal"
    ANNOTATION = "annotation", "Annotation"
    STOERRE_OPGAVE = "stoerre_opgave", "Større opgave"
    ANDET = "andet", "Andet"


# What two people may settle between them, without the whole way
SHORT_KINDS = frozenset({CaseKind.TEKST, CaseKind.MAALTAL, CaseKind.ANNOTATION})


class Colour(models.TextChoices):
    """How clarified a wish is, never how well anybody does."""

    GROEN = "groen", "Grøn: afklaret, kan på Dash Boardet"
    GUL = "gul", "Gul: mangler afklaring"
    ROED = "roed", "Rød: kan ikke afklares nu"
    INGEN = "", "Ikke vurderet"


class EntryKind(models.TextChoices):
    OPRETTET = "oprettet", "Oprettet"
    TRIN = "trin", "Nyt trin"
    FARVE = "farve", "Ny farve"
    PRIORITET = "prioritet", "Prioritering"
    BESLUTNING = "beslutning", "Beslutning"
    UDEN_BESLUTNING = "uden_beslutning", "Behandlet uden beslutning"
    AFLYST = "aflyst", "Møde aflyst"
    VURDERING = "vurdering", "Vurdering"
    SPOERGSMAAL = "spoergsmaal", "Spørgsmål"
    SVAR = "svar", "Svar"
    NOTE = "note", "Note"
    ANSVAR = "ansvar", "Ansvarlig og frist"
    JOURNAL = "journal", "Journalnummer"
    BILAG = "bilag", "Bilag lagt på sagen"
    BILAG_TRUKKET = "bilag_trukket", "Bilag trukket tilbage"
