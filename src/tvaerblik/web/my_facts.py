"""What waits for a person, and what they have been told, as the page takes it."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.remind_of_reviews import REVIEWED
from tvaerblik.governance.cases.kinds import EntryKind
from tvaerblik.governance.cases.models import Case, CaseEntry
from tvaerblik.governance.cases.stages import STAGE_OWNERS, Stage
from tvaerblik.governance.hearings.models import Hearing, HearingState, Seat
from tvaerblik.governance.notifications.kinds import MailState
from tvaerblik.governance.notifications.models import Notification
from tvaerblik.governance.notifications.rights import may_be_told
from tvaerblik.governance.tasks.models import Task, TaskState
from tvaerblik.governance.viewing_of_cases import visible_cases
from tvaerblik.presentation.pages.my_page import ToldFact, WaitingFact
from tvaerblik.web.my_duties import AT_REST, waiting_by_role
from tvaerblik.web.outreach_duties import waiting_outreach

MOST_TOLD = 30


def waiting_for(user: User, today: date) -> tuple[WaitingFact, ...]:
    return (
        *_hearings_to_answer(user, today),
        *_hearings_to_sum_up(user, today),
        *_tasks(user),
        *_drafts(user),
        *_questions(user),
        *_stages(user),
        *waiting_by_role(user),
        *waiting_outreach(user, today),
    )


def told_to(user: User) -> tuple[ToldFact, ...]:
    """The newest first; what they may no longer see is left out."""
    found = user.notifications.select_related("recipient")[: 2 * MOST_TOLD]
    return tuple(_told(one) for one in found if may_be_told(one))[:MOST_TOLD]


def _told(one: Notification) -> ToldFact:
    return ToldFact(
        subject=one.subject,
        body=one.body,
        link=one.link,
        day=timezone.localdate(one.created_at),
        is_new=one.seen_at is None,
        is_undelivered=one.mail_state == MailState.OPGIVET,
    )


def _hearings_to_answer(user: User, today: date) -> Iterator[WaitingFact]:
    silent = Seat.objects.filter(
        hearing__state=HearingState.AABEN, hearing__deadline__gte=today, answers__isnull=True
    ).select_related("hearing", "member")
    own = [("hoering", seat) for seat in silent.filter(member=user)]
    others = [("stedfortraeder", seat) for seat in silent.filter(stand_ins=user)]
    for kind, seat in (*own, *others):
        hearing = seat.hearing
        link = reverse("hoering", kwargs={"hearing": hearing.pk})
        yield WaitingFact(kind, hearing.title, link, hearing.deadline)


def _hearings_to_sum_up(user: User, today: date) -> Iterator[WaitingFact]:
    over = Hearing.objects.filter(owner=user, state=HearingState.AABEN, deadline__lt=today)
    for hearing in over:
        link = reverse("hoering", kwargs={"hearing": hearing.pk})
        yield WaitingFact("sammenfat", hearing.title, link, hearing.deadline)


def _tasks(user: User) -> Iterator[WaitingFact]:
    for task in Task.objects.filter(owner=user, state=TaskState.AABEN):
        link = _link_of_task(task, user)
        yield WaitingFact("opgave", task.title, link, task.deadline, task.pk, task.serial)


def _link_of_task(task: Task, user: User) -> str:
    if task.subject_kind == REVIEWED:
        return reverse("definition", kwargs={"indicator": task.subject_id})
    return _case_of_task(task.subject_id, user) if task.subject_kind == "case" else ""


def _drafts(user: User) -> Iterator[WaitingFact]:
    for case in Case.objects.filter(requester=user, stage=Stage.KLADDE):
        link = reverse("henvendelse-kladde", kwargs={"number": case.number})
        yield WaitingFact("kladde", _named(case), link, case.deadline)


def _questions(user: User) -> Iterator[WaitingFact]:
    """Cases of the person's own whose last question has no answer after it."""
    asked = CaseEntry.objects.filter(
        case__requester=user, kind__in=(EntryKind.SPOERGSMAAL, EntryKind.SVAR)
    )
    newest = {one.case_id: one for one in asked.select_related("case").order_by("id")}
    for entry in newest.values():
        if entry.kind == EntryKind.SPOERGSMAAL and entry.case.stage not in AT_REST:
            case = entry.case
            yield WaitingFact("spoergsmaal", _named(case), _case_link(case.number), None)


def _stages(user: User) -> Iterator[WaitingFact]:
    """Cases given to the person; and those given to nobody, whose stage a role of theirs owns."""
    roles = user.roles
    mine = [str(stage) for stage, role in STAGE_OWNERS.items() if role in roles]
    under_way = Case.objects.exclude(stage__in=[*map(str, AT_REST), str(Stage.KLADDE)])
    for case in under_way.filter(Q(owner=user) | Q(owner__isnull=True, stage__in=mine)):
        title = f"{_named(case)} – {Stage(case.stage).label}"
        kind = "foerste_svar" if case.stage == Stage.MODTAGET else "sag"
        yield WaitingFact(kind, title, _case_link(case.number), case.deadline)


def _named(case: Case) -> str:
    return f"{case.number} {case.title}"


def _case_link(number: str) -> str:
    return reverse("henvendelse", kwargs={"number": number})


def _case_of_task(number: str, user: User) -> str:
    return _case_link(number) if visible_cases(user).filter(number=number).exists() else ""
