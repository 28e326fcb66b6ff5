"""The way of a definition to its approval as tables: steps, moves, who acts, and when who is reminded."""

from django.db import models

from tvaerblik.governance.accounts.roles import Role


class Step(models.TextChoices):
    SKREVET = "skrevet", "Skrevet, venter på faglig kontrol"
    KONTROLLERET = "kontrolleret", "Kontrolleret, venter på godkendelse"
    GODKENDT = "godkendt", "Godkendt"
    SENDT_TILBAGE = "sendt_tilbage", "Sendt tilbage"
    TRUKKET_TILBAGE = "trukket_tilbage", "Godkendelsen er trukket tilbage"


class Act(models.TextChoices):
    SKREV = "skrev", "Skrev"
    KONTROLLEREDE = "kontrollerede", "Kontrollerede"
    GODKENDTE = "godkendte", "Godkendte"
    SENDTE_TILBAGE = "sendte_tilbage", "Sendte tilbage"
    GENBESOEGTE = "genbesoegte", "Genbesøgte"
    TRAK_TILBAGE = "trak_tilbage", "Trak godkendelsen tilbage"


# A definition that was sent back is written anew; one that is approved stays so for its digest, until
# somebody who answers for it takes the approval back. What has ended is sent for checks anew.
APPROVAL_MOVES: dict[Step, frozenset[Step]] = {
    Step.SKREVET: frozenset({Step.KONTROLLERET, Step.SENDT_TILBAGE}),
    Step.KONTROLLERET: frozenset({Step.GODKENDT, Step.SENDT_TILBAGE}),
    Step.GODKENDT: frozenset({Step.TRUKKET_TILBAGE}),
    Step.SENDT_TILBAGE: frozenset(),
    Step.TRUKKET_TILBAGE: frozenset(),
}
OVER = frozenset({Step.SENDT_TILBAGE, Step.TRUKKET_TILBAGE})

# Whose turn it is
STEP_OWNERS: dict[Step, Role] = {
    Step.SKREVET: Role.FAGLIG_KONTROL,
    Step.KONTROLLERET: Role.GODKENDER,
}

# Days after the day a review is due (before it, where negative), and who is then reminded of it. Four
# weeks ahead there is time to have a meeting about it; a fortnight late the secretariat asks why; two
# more, and the chair knows.
REVIEW_REMINDERS: tuple[tuple[int, Role], ...] = (
    (-28, Role.INDIKATORANSVARLIG),
    (0, Role.INDIKATORANSVARLIG),
    (14, Role.SEKRETARIAT),
    (28, Role.FORMANDSKAB),
)

# Days that a person has for a review that is overdue already when it becomes a task
REVIEW_TASK_DAYS = 14

# A definition that nobody need look at for longer than this is one that nobody looks at
LONGEST_REVIEW_DAYS = 2 * 366

# How many organisations approve an indicator that more than one answers for
ORGANISATIONS_OF_SHARED = 2
