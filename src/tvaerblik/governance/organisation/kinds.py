"""What kinds of bodies there are, at what level they decide, and in what capacity one sits in them."""

from django.db import models


class BodyKind(models.TextChoices):
    PROJEKTGRUPPE = "projektgruppe", "Projektgruppe"
    FORUM = "forum", "Forum"
    UDVALG = "udvalg", "Udvalg"
    KLYNGESTYREGRUPPE = "klyngestyregruppe", "Klyngestyregruppe"
    STYREGRUPPE = "styregruppe", "Styregruppe"
    TEMAGRUPPE = "temagruppe", "Temagruppe"
    SUNDHEDSRAAD = "sundhedsraad", "Sundhedsråd"
    ORGANISATION = "organisation", "Organisation"


class Level(models.TextChoices):
    """Of a cluster's forums: each refers a matter to the one above and hears of it from there."""

    DRIFT = "drift", "Driftsforum"
    CHEF = "chef", "Chefforum"
    DIREKTOER = "direktoer", "Direktørforum"
    POLITISK = "politisk", "Politisk niveau"
    INTET = "", "Uden niveau"


ABOVE: dict[Level, Level] = {
    Level.DRIFT: Level.CHEF,
    Level.CHEF: Level.DIREKTOER,
    Level.DIREKTOER: Level.POLITISK,
}


class Capacity(models.TextChoices):
    FORMAND = "formand", "Formand"
    NAESTFORMAND = "naestformand", "Næstformand"
    MEDLEM = "medlem", "Medlem"
    STEDFORTRAEDER = "stedfortraeder", "Stedfortræder"
    SEKRETAER = "sekretaer", "Sekretær"
    OBSERVATOER = "observatoer", "Observatør"
