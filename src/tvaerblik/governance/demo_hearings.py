"""A demonstration's hearings (two open, one closed with a silent member) and tasks of the project group."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.answer_hearing import answer_hearing
from tvaerblik.governance.actions.close_hearing import close_hearing
from tvaerblik.governance.actions.give_task import give_task
from tvaerblik.governance.actions.start_hearing import start_hearing
from tvaerblik.governance.cases.working_days import after_working_days
from tvaerblik.governance.hearings.models import Hearing, Position
from tvaerblik.governance.organisation.models import Body
from tvaerblik.governance.tasks.models import Task

OWNER = "sekretariat"


@dataclass(frozen=True, slots=True)
class Planned:
    """A hearing before it is sent; `begun` days from today. `answers`: by whom, in the order they came.
    With `summary` it is over."""

    title: str
    question: str
    people: tuple[str, ...] = ()
    body: str = ""
    begun: int = 0
    answers: tuple[tuple[str, Position, str], ...] = ()
    summary: str = ""


HEARINGS = (
    Planned(
        "Skabelonen for henvendelser",
        "Formandskabet foreslår, at alle ønsker til Dash Boardet skrives i den samme skabelon: hvad "
        "der ønskes vist og hvorfor, hvem det berører, og hvilke data der kan findes.\n\n"
        "Kan den bruges hos jer? Er der spørgsmål, der mangler eller er for mange? Svarene samles "
        "til det næste møde i projektgruppen.",
        people=("analytiker", "godkender", "klyngekoordinator-midt"),
        answers=(
            (
                "analytiker",
                Position.BEMAERKNING,
                "Den er god, men eksemplerne må gerne være kortere.",
            ),
        ),
    ),
    Planned(
        "Ord på siden om opfølgende hjemmebesøg",
        "Siden om opfølgende hjemmebesøg bliver læst af borgere. Der står, hvor mange ældre der får "
        "besøg af kommunen og den praktiserende læge efter en indlæggelse, og hvem tallet ikke "
        "omfatter.\n\n"
        "Kan patienter og pårørende forstå teksten? Mangler der noget, som er vigtigt for jer?",
        body="patientinddragelsesudvalget",
    ),
    Planned(
        "Status på Dash Boardet hver anden måned",
        "Fælles FU har besluttet, at der hver anden måned sendes en status om Dash Boardet. Den "
        "skal være så kort som muligt: ændrede indikatorer, nye indikatorer og afvigelser fra de "
        "nationale.\n\n"
        "Er de tre afsnit nok, og hvem skal have den?",
        people=("godkender", "klyngekoordinator-midt", "formandskab"),
        begun=-22,
        answers=(
            ("godkender", Position.ENIG, ""),
            (
                "klyngekoordinator-midt",
                Position.BEMAERKNING,
                "Skriv også, når der ingen ændringer er, så ingen tror, at den er glemt.",
            ),
        ),
        summary="To af tre svarede, og begge er enige i de tre afsnit. »Ingen ændringer« skrives og "
        "sendes også. Den sendes til Strategisk Sundhedsforum, klyngestyregrupperne og "
        "driftsforaene.",
    ),
)
WORKING_DAYS = 10
# Title, owner, days from today
TASKS = (
    ("Send referatet fra projektgruppen til driftsforaene", "sekretariat", -2),
    ("Aftal med BI, hvornår de grønne kan komme på Dash Boardet", "analytiker", 9),
    ("Spørg kommunerne, om de har data om IV-behandling", "klyngekoordinator-midt", 5),
)


def seed_hearings(by: Any) -> None:
    """Doing it again changes nothing: what was done to them in the meantime stays."""
    today = timezone.localdate()
    people = {user.username: user for user in User.objects.all()}
    for plan in HEARINGS:
        if not Hearing.objects.filter(title=plan.title).exists():
            _seed_hearing(plan, people, today, by)
    for title, owner, days in TASKS:
        if not Task.objects.filter(title=title).exists():
            give_task(title, people[owner], today + timedelta(days=days), by=by)


def _seed_hearing(plan: Planned, people: dict[str, User], today: date, by: Any) -> None:
    begun = today + timedelta(days=plan.begun)
    hearing = start_hearing(
        plan.title,
        plan.question,
        after_working_days(begun, WORKING_DAYS),
        bodies=Body.objects.filter(pk=plan.body),
        people=[people[name] for name in plan.people],
        owner=people[OWNER],
        on=begun,
        by=by,
    )
    for days, (name, position, text) in enumerate(plan.answers):
        seat = hearing.seats.get(member=people[name])
        on = begun + timedelta(days=days) if plan.begun else None
        answer_hearing(seat.pk, position, text, seen=0, on=on, by=people[name])
    if plan.summary:
        closed_on = after_working_days(hearing.deadline, 1)
        close_hearing(hearing.pk, plan.summary, seen=hearing.serial, on=closed_on, by=people[OWNER])
