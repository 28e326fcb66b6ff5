"""A demonstration's hearing of the template, half answered, and tasks of the project group."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.answer_hearing import answer_hearing
from tvaerblik.governance.actions.give_task import give_task
from tvaerblik.governance.actions.start_hearing import start_hearing
from tvaerblik.governance.cases.working_days import after_working_days
from tvaerblik.governance.hearings.models import Hearing, Position
from tvaerblik.governance.tasks.models import Task

OWNER = "sekretariat"
ASKED = ("analytiker", "godkender", "klyngekoordinator-midt")
TITLE = "Skabelonen for henvendelser"
QUESTION = (
    "Formandskabet foreslår, at alle ønsker til Dash Boardet skrives i den samme skabelon: hvad "
    "der ønskes vist og hvorfor, hvem det berører, og hvilke data der kan findes.\n\n"
    "Kan den bruges hos jer? Er der spørgsmål, der mangler eller er for mange? Svarene samles til "
    "det næste møde i projektgruppen."
)
ANSWER = "Den er god, men eksemplerne må gerne være kortere."
# Title, owner, days from today
TASKS = (
    ("Send referatet fra projektgruppen til driftsforaene", "sekretariat", -2),
    ("Aftal med BI, hvornår de grønne kan komme på Dash Boardet", "analytiker", 9),
    ("Spørg kommunerne, om de har data om IV-behandling", "klyngekoordinator-midt", 5),
)


def seed_hearings(by: Any) -> None:
    """Doing it again changes nothing: what was done to them in the meantime stays."""
    today = timezone.localdate()
    people = {user.username: user for user in User.objects.filter(username__in={OWNER, *ASKED})}
    if not Hearing.objects.filter(title=TITLE).exists():
        _seed_hearing(people, today, by)
    for title, owner, days in TASKS:
        if not Task.objects.filter(title=title).exists():
            give_task(title, people[owner], today + timedelta(days=days), by=by)


def _seed_hearing(people: dict[str, User], today: date, by: Any) -> None:
    hearing = start_hearing(
        TITLE,
        QUESTION,
        after_working_days(today, 10),
        people=[people[name] for name in ASKED],
        owner=people[OWNER],
        by=by,
    )
    first = hearing.seats.get(member=people[ASKED[0]])
    answer_hearing(first.pk, Position.BEMAERKNING, ANSWER, seen=0, by=people[ASKED[0]])
