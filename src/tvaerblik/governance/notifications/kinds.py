"""Where a notification's mail has got to, and what can become of an attempt to send."""

from django.db import models


class MailState(models.TextChoices):
    VENTER = "venter", "Venter"
    SENDES = "sendes", "Sendes"
    SENDT = "sendt", "Sendt"
    KUN_SIDE = "kun_side", "Kun på Min side"
    OPGIVET = "opgivet", "Kunne ikke sendes"


class MailKind(models.TextChoices):
    ENKELT = "enkelt", "Én besked"
    SAMLET = "samlet", "Samlet"
    BEKRAEFT = "bekraeft", "Bekræft adressen"


class Outcome(models.TextChoices):
    """Of one attempt. The server's own words may hold the address, so they are not kept."""

    SENDT = "sendt", "Sendt"
    AFVIST = "afvist", "Serveren afviste modtageren"
    UTILGAENGELIG = "utilgaengelig", "Serveren kunne ikke nås"
    FEJL = "fejl", "Serveren svarede med en fejl"
    AFBRUDT = "afbrudt", "Afbrudt, uvist om den blev sendt"
    UDEN_ADGANG = "uden_adgang", "Modtageren må ikke længere se det"
