"""The template for who wants an indicator: the questions by their ids, and which must be answered.

What they say, with a good and a bad answer to each, stands with the texts of the page.
"""

from django.db import models

from tvaerblik.governance.cases.kinds import SHORT_KINDS, CaseKind

QUESTIONS = (
    "vises",
    "hvorfor",
    "beslutning",
    "hvem",
    "data",
    "visning",
    "national",
    "haster",
    "aftale",
)
# What a mail said, word for word less its sender; the template is filled in by asking
MAIL = "mail"
KNOWN = (*QUESTIONS, MAIL)

# A small matter says what and why; who has no idea of the data says so, but says it
_OF_SMALL = ("vises", "hvorfor")
_OF_OTHERS = ("vises", "hvorfor", "beslutning", "hvem", "data")

# What a person can ask for; what is a larger task is found out afterwards
ASKED_FOR = (
    CaseKind.INDIKATOR,
    CaseKind.TEKST,
    CaseKind.MAALTAL,
    CaseKind.ANNOTATION,
    CaseKind.ANDET,
)
# A page of text; what is longer is a document, and belongs among the case's papers
LONGEST_ANSWER = 4_000
LONGEST_MAIL = 20_000
LONGEST_TITLE = 200


class Urgency(models.TextChoices):
    INGEN = "ingen", "Ingen bestemt dato"
    HALVT_AAR = "halvt_aar", "Inden for et halvt år"
    MOEDE = "moede", "Til et bestemt møde eller en bestemt dato"
    STRAKS = "straks", "Straks: noget er forkert eller farligt"


def required_of(kind: CaseKind) -> tuple[str, ...]:
    return _OF_SMALL if kind in SHORT_KINDS else _OF_OTHERS
