"""What a thread, and what a text in it, can be; and how a thread moves between them."""

from django.db import models


class ThreadState(models.TextChoices):
    AABEN = "aaben", "Åben"
    BESVARET = "besvaret", "Besvaret"
    LUKKET = "lukket", "Lukket uden svar"


THREAD_MOVES: dict[ThreadState, frozenset[ThreadState]] = {
    ThreadState.AABEN: frozenset({ThreadState.BESVARET, ThreadState.LUKKET}),
    ThreadState.BESVARET: frozenset({ThreadState.AABEN}),
    ThreadState.LUKKET: frozenset({ThreadState.AABEN}),
}


class TextState(models.TextChoices):
    SYNLIG = "synlig", "Vises"
    TRUKKET = "trukket", "Trukket tilbage"
    SKJULT = "skjult", "Fjernet af sekretariatet"


# A text that is gone is gone: there is nothing left to show again
TEXT_MOVES: dict[TextState, frozenset[TextState]] = {
    TextState.SYNLIG: frozenset({TextState.TRUKKET, TextState.SKJULT}),
    TextState.TRUKKET: frozenset(),
    TextState.SKJULT: frozenset(),
}
