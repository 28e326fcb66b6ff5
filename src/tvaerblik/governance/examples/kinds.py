"""The states of a good example, and the moves between them."""

from django.db import models


class ExampleState(models.TextChoices):
    KLADDE = "kladde", "Kladde"
    FORESLAAET = "foreslaaet", "Venter på sekretariatet"
    UDGIVET = "udgivet", "Udgivet"
    TRUKKET = "trukket", "Trukket tilbage"


# What is published can be written anew: the new draft waits while the public reads the version before it
EXAMPLE_MOVES: dict[ExampleState | None, frozenset[ExampleState]] = {
    None: frozenset({ExampleState.KLADDE}),
    ExampleState.KLADDE: frozenset({ExampleState.FORESLAAET, ExampleState.TRUKKET}),
    ExampleState.FORESLAAET: frozenset(
        {ExampleState.KLADDE, ExampleState.UDGIVET, ExampleState.TRUKKET}
    ),
    ExampleState.UDGIVET: frozenset({ExampleState.KLADDE, ExampleState.TRUKKET}),
    ExampleState.TRUKKET: frozenset(),
}
EXAMPLE_OWNERS = {
    ExampleState.KLADDE: "bruger",
    ExampleState.FORESLAAET: "sekretariat",
    ExampleState.UDGIVET: "sekretariat",
}
REASON_NEEDED = frozenset({ExampleState.TRUKKET})


class Sector(models.TextChoices):
    HOSPITAL = "hospital", "Hospital"
    KOMMUNE = "kommune", "Kommune"
    ALMEN_PRAKSIS = "almen-praksis", "Almen praksis"
    REGION = "region", "Region"
    APOTEK = "apotek", "Apotek"
    CIVILSAMFUND = "civilsamfund", "Patientforeninger og frivillige"


class Profession(models.TextChoices):
    LAEGE = "laege", "Læger på hospital"
    PRAKTISERENDE = "praktiserende", "Praktiserende læger"
    SYGEPLEJERSKE = "sygeplejerske", "Sygeplejersker"
    SOSU = "sosu", "Social- og sundhedspersonale"
    TERAPEUT = "terapeut", "Fysio- og ergoterapeuter"
    FARMACEUT = "farmaceut", "Farmaceuter"
    SOCIALRAADGIVER = "socialraadgiver", "Socialrådgivere og visitatorer"
    LEDER = "leder", "Ledere"
    DATA = "data", "Data- og kvalitetsfolk"
