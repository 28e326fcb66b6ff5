"""How fast a first answer is given: five working days are promised, and what was kept is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.utils import timezone

from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.cases.working_days import after_working_days, working_days_between

PROMISED_DAYS = 5


@dataclass(frozen=True, slots=True)
class FirstAnswers:
    """Of requests received. `late` counts answered too late and still open beyond the promise: both
    are broken promises. What still waits within the promise is counted in `waiting` alone."""

    answered: int
    within: int
    late: int
    waiting: int
    median_days: float | None  # of those answered
    longest_open: tuple[str, int] | None  # a case's number, and working days since it came

    @property
    def share(self) -> float | None:
        judged = self.within + self.late
        return self.within / judged if judged else None


def measure_first_answers(cases: Iterable[Case], today: date) -> FirstAnswers:
    """A request withdrawn before it was answered was owed no answer."""
    taken, opened = [], {}
    for case in cases:
        if case.received_on is None:
            continue
        if case.first_answer_at is not None:
            answered_on = timezone.localtime(case.first_answer_at).date()
            taken.append(working_days_between(case.received_on, answered_on))
        elif case.stage != Stage.TRUKKET:
            opened[case.number] = working_days_between(case.received_on, today)
    within = sum(days <= PROMISED_DAYS for days in taken)
    overdue = sum(days > PROMISED_DAYS for days in opened.values())
    longest = max(opened.items(), key=lambda item: item[1]) if opened else None
    return FirstAnswers(
        answered=len(taken),
        within=within,
        late=len(taken) - within + overdue,
        waiting=len(opened) - overdue,
        median_days=median(taken) if taken else None,
        longest_open=longest,
    )


def answer_due(case: Case) -> date | None:
    """The day by which a first answer is promised; None once it is given or not owed."""
    if case.received_on is None or case.first_answer_at is not None:
        return None
    return after_working_days(case.received_on, PROMISED_DAYS)
