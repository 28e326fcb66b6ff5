"""Requests of the demonstration, one at each of several stages; invented wishes, no person's name.

Their days are counted back from the day of the demonstration, so that the measure of first answers and
the board have something to tell whenever it is started.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.ask_requester import ask_requester
from tvaerblik.governance.actions.classify_case import classify_case
from tvaerblik.governance.actions.draft_definition import draft_definition
from tvaerblik.governance.actions.judge_case import judge_case, say_data
from tvaerblik.governance.actions.move_case import move_case
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.actions.submit_definition import submit_draft
from tvaerblik.governance.actions.take_in_mail import take_in_mail
from tvaerblik.governance.actions.write_request import save_request
from tvaerblik.governance.cases.kinds import CaseKind
from tvaerblik.governance.cases.models import Case
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.requests.filtering import DataAnswer, Judgement, Verdict

AGES = "Finere aldersgrupper i benchmark: 65-69, 70-74 … 90+"
AGES_ANSWERS = {
    "vises": "Indlæggelsesdage på medicinske afdelinger pr. 1.000 ældre i aldersgrupperne 65-69, 70-74, "
    "75-79, 80-84, 85-89 og 90+, for hver kommune og for klyngen.",
    "hvorfor": "Grupperne 65-79 og 80+ skjuler, at forskellen mellem kommunerne ligger hos de ældste.",
    "beslutning": "Chefforum Midt tager stilling til, om indsatsen skal rettes mod de over 85-årige.",
    "hvem": "De ældste borgere, de medicinske afdelinger og kommunernes hjemmesygepleje.",
    "data": "Landspatientregisteret og befolkningstallene; begge har fødselsdag.",
    "visning": "En kurve for hver aldersgruppe, og kommunerne ved siden af hinanden for det seneste år.",
    "haster": "moede",
    "aftale": "Nej",
}
TRAINING = "Ventetid til avanceret genoptræning"
TRAINING_ANSWERS = {
    "vises": "Ventetiden i dage fra genoptræningsplanen er sendt, til den avancerede træning begynder.",
    "hvorfor": "Vi viser kun ventetiden til almen genoptræning og ved ikke, om den avancerede er længere.",
    "beslutning": "Bruges, når regionen overtager opgaven 1. januar 2027.",
    "hvem": "Borgere med behov for avanceret genoptræning, kommunerne og regionen.",
    "data": "Genoptræningsplanerne har feltet niveau.",
    "national": "Ved ikke",
    "haster": "halvt_aar",
}
AUTHOR = "indikatoransvarlig"
UNSIGNED = "Demonstration. Ingen person har skrevet under."
WAITING = "Ventetid på hjælpemidler efter udskrivelse"
WORDS = "»Færdigmeldt« og »færdigbehandlet« forveksles på Overblik"
FALLS_MAIL = """Emne: VS: Fald i hjemmet

Hej

Kan vi få vist, hvor mange borgere over 75 der falder i hjemmet og bliver indlagt, fordelt på kommuner?
Vi skal drøfte faldforebyggelse til foråret.
"""


def seed_requests(by: Any) -> None:
    """Nothing where one of them is there already."""
    if Case.objects.filter(title=AGES).exists():
        return
    today = timezone.localdate()
    reader, coordinator = _account("laeser"), _account("klyngekoordinator-midt")
    if reader is None or coordinator is None:
        return
    _draft(reader)
    _asked(coordinator, today, by)
    _searched(today, by)
    _small(today, by)
    take_in_mail(FALLS_MAIL, asked_by="Jammerbugt Kommune", on=today - timedelta(days=1), by=by)


def _draft(reader: User) -> None:
    answers = {"vises": "Hvor mange dage en borger venter på hjælpemidler efter udskrivelsen."}
    save_request(None, WAITING, kind=CaseKind.INDIKATOR, answers=answers, by=reader)


def _asked(coordinator: User, today: date, by: Any) -> None:
    case = open_case(AGES, answers=AGES_ANSWERS, on=today - timedelta(days=13), by=coordinator)
    _move(case, Stage.MODTAGET, today - timedelta(days=13), by=coordinator)
    _move(case, Stage.AFKLARING, today - timedelta(days=10), by=by)
    ask_requester(
        case.number,
        "De ældste grupper er så små i Læsø og Rebild, at mange tal bliver skjult. Er klyngen nok for 90+?",
        by=by,
    )


def _searched(today: date, by: Any) -> None:
    case = open_case(
        TRAINING,
        answers=TRAINING_ANSWERS,
        asked_by="Region Nordjylland",
        stage=Stage.MODTAGET,
        on=today - timedelta(days=45),
        by=by,
    )
    _move(case, Stage.AFKLARING, today - timedelta(days=41), by=by)
    _judge(
        case, Judgement.TVAERSEKTORIEL, "Planen kommer fra hospitalet, træningen er kommunens.", by
    )
    _judge(case, Judgement.EGNET, "Få borgere pr. måned; vis kvartaler.", by, Verdict.DELVIST)
    text = _changed(Path(settings.DEFINITIONS) / "indicators" / "ventetid-genoptraening.yaml")
    if text:
        catalogue = catalogue_of_site()
        draft_definition(case.number, text, seen=_serial(case), catalogue=catalogue, by=by)
        for unit, answer, note in (
            ("kommune-0851", DataAnswer.JA, "Registreres siden 2022."),
            ("kommune-0849", DataAnswer.NEJ, "Niveauet udfyldes ikke."),
            ("kommune-0820", DataAnswer.VED_IKKE, "Undersøges hos leverandøren."),
        ):
            say_data(case.number, unit, answer, note=note, units=catalogue.units, by=by)
    _move(case, Stage.FINDES_DATA, today - timedelta(days=30), by=by)
    author = _account(AUTHOR)
    if text and author is not None:
        folder = Path(settings.DEFINITIONS)
        sent = {"catalogue": catalogue, "folder": folder, "text": UNSIGNED, "demo": True}
        submit_draft(case.number, 1, **sent, by=author)


def _small(today: date, by: Any) -> None:
    answers = {"vises": "En forklaring af de to ord.", "hvorfor": "De forveksles på møder."}
    case = open_case(
        WORDS,
        kind=CaseKind.TEKST,
        answers=answers,
        asked_by="Driftsforum Voksen Somatik",
        stage=Stage.MODTAGET,
        on=today - timedelta(days=20),
        by=by,
    )
    reason = "En tekst: to personer kan afgøre den."
    classify_case(
        case.number, CaseKind.TEKST, short_track=True, reason=reason, seen=_serial(case), by=by
    )
    _move(case, Stage.AFKLARING, today - timedelta(days=18), by=by)
    _move(case, Stage.OPSAETNING, today - timedelta(days=16), by=by)


def _move(case: Case, to: Stage, on: date, *, by: Any) -> None:
    move_case(case.number, to, seen=_serial(case), on=on, by=by)


def _judge(
    case: Case, judgement: Judgement, reason: str, by: Any, verdict: Verdict = Verdict.JA
) -> None:
    judge_case(case.number, judgement, verdict, reason=reason, seen=_serial(case), by=by)


def _serial(case: Case) -> int:
    return Case.objects.get(pk=case.pk).serial


def _account(username: str) -> User | None:
    return User.objects.filter(username=username).first()


def _changed(path: Path) -> str:
    """The draft: the waiting time that is there, of the other kind of training."""
    if not path.exists():
        return ""
    text = path.read_text(encoding="utf-8")
    for old, new in (
        ("id: ventetid-genoptraening", "id: ventetid-avanceret-genoptraening"),
        ("status: live", "status: preview"),
        ("Ventetid til almen genoptræning, median", "Ventetid til avanceret genoptræning, median"),
        ("Waiting time for general training", "Waiting time for advanced training"),
        ("Ventetid til genoptræning", "Ventetid til avanceret træning"),
        ("{in: almen-genoptraening}", "{in: genoptraening-avanceret-specialiseret}"),
    ):
        text = text.replace(old, new)
    return text
