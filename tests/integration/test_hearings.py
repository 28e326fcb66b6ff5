"""Hearings and tasks: who is asked, who answers for whom, who is silent, and what was made of it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from integration.test_two_at_once import at_once, sorted_by_kind
from tvaerblik.core.errors import BadInput, Blocked, NotAllowed, NotKnown
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.answer_hearing import answer_hearing
from tvaerblik.governance.actions.change_organisation import (
    appoint,
    end_membership,
    set_up_body,
)
from tvaerblik.governance.actions.close_hearing import close_hearing
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.give_task import end_task, give_task
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.actions.start_hearing import start_hearing
from tvaerblik.governance.audit.chain import verify_audit
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.demo import seed_demo
from tvaerblik.governance.hearings.models import Answer, Hearing, HearingState, Position, Seat
from tvaerblik.governance.notifications.models import Notification
from tvaerblik.governance.organisation.kinds import BodyKind, Capacity
from tvaerblik.governance.tasks.models import Task, TaskState
from tvaerblik.governance.viewing_of_hearings import hearings_for

OPERATOR = Permit("drift", "operator", "test")
PASSWORD = "lang adgangskode"
BEGUN, DEADLINE, AFTER = date(2026, 11, 2), date(2026, 11, 20), date(2026, 11, 21)

pytestmark = pytest.mark.django_db


def person(name: str, *roles: Role) -> User:
    return create_account(name, PASSWORD, roles=(Role.BRUGER, *roles), by=OPERATOR)


class World:
    """A forum with a chair, a member with a substitute, an observer; and a secretary who asks."""

    def __init__(self) -> None:
        self.secretary = person("sekretaer", Role.SEKRETARIAT)
        self.chair, self.member = person("formand"), person("medlem")
        self.substitute, self.observer = person("afloeser"), person("observatoer")
        self.outsider = person("udenfor")
        self.forum = set_up_body(
            "chefforum", Text("Chefforum", "Chiefs' forum"), BodyKind.FORUM, by=OPERATOR
        )
        self.seats = {
            user: appoint(user, self.forum, capacity, by=OPERATOR)
            for user, capacity in (
                (self.chair, Capacity.FORMAND),
                (self.member, Capacity.MEDLEM),
                (self.observer, Capacity.OBSERVATOER),
            )
        }
        appoint(
            self.substitute,
            self.forum,
            Capacity.STEDFORTRAEDER,
            instead_of=self.seats[self.member],
            by=OPERATOR,
        )

    def ask(self, **more: object) -> Hearing:
        asked = {"bodies": [self.forum], "on": BEGUN, "by": self.secretary, **more}
        return start_hearing("Skabelonen", "Er den til at bruge?", DEADLINE, **asked)


@pytest.fixture
def world() -> World:
    return World()


def seat_of(hearing: Hearing, user: User) -> Seat:
    return hearing.seats.get(member=user)


def answer(seat: Seat, by: User, position: Position = Position.ENIG, **more: object) -> Answer:
    return answer_hearing(seat.pk, position, **{"seen": 0, "on": BEGUN, "by": by, **more})


def test_the_members_of_that_day_are_asked_and_later_changes_change_nothing(world: World) -> None:
    hearing = world.ask(people=[world.outsider, world.chair])
    end_membership(world.seats[world.chair], on=BEGUN, by=OPERATOR)
    appoint(world.outsider, world.forum, Capacity.MEDLEM, by=OPERATOR)
    asked = {(seat.member, seat.body) for seat in hearing.seats.all()}
    # Named beside a body in which one sits: one seat, not two
    assert asked == {
        (world.chair, world.forum),
        (world.member, world.forum),
        (world.outsider, None),
    }
    assert list(seat_of(hearing, world.member).stand_ins.all()) == [world.substitute]
    assert list(seat_of(hearing, world.chair).stand_ins.all()) == []
    told = set(Notification.objects.values_list("recipient__username", flat=True))
    assert told == {"formand", "medlem", "udenfor"}
    entry = AuditEntry.objects.get(action="hearing.start")
    assert ["chefforum", "medlem"] in entry.detail["seats"]
    assert verify_audit().is_whole


def test_a_substitute_answers_for_the_member_and_both_answers_are_kept(world: World) -> None:
    seat = seat_of(world.ask(), world.member)
    answer(seat, world.substitute)
    answer(seat, world.member, Position.UENIG, text="For lang.", seen=1, on=DEADLINE)
    kept = [(one.number, one.by, one.position) for one in seat.answers.all()]
    assert kept == [(1, world.substitute, "enig"), (2, world.member, "uenig")]
    with pytest.raises(TypeError, match="never changed"):
        seat.answers.get(number=1).save()
    with pytest.raises(TypeError, match="never"):
        seat.answers.all().delete()


def test_what_is_told_of_another_day_stands_on_that_day(world: World) -> None:
    hearing = world.ask()
    told = answer(seat_of(hearing, world.chair), world.chair, on=BEGUN)
    closed = close_hearing(hearing.pk, "Enige.", seen=1, on=AFTER, by=world.secretary)
    assert closed.closed_at is not None
    days = [timezone.localdate(at) for at in (told.at, closed.closed_at)]
    assert days == [BEGUN, AFTER]


def test_the_demonstrations_hearings_give_each_role_something_to_see() -> None:
    seed_demo()
    asked = Seat.objects.get(member__username="patientrepraesentant")
    assert asked.hearing.state == HearingState.AABEN
    assert asked.body is not None and asked.body.id == "patientinddragelsesudvalget"
    (closed,) = Hearing.objects.filter(state=HearingState.AFSLUTTET)
    assert closed in hearings_for(User.objects.get(username="auditor"))
    assert closed.seats.filter(answers__isnull=True).count() == 1
    assert closed.closed_at is not None
    assert closed.started_on < closed.deadline < timezone.localdate(closed.closed_at)
    count = Hearing.objects.count()
    seed_demo()
    assert Hearing.objects.count() == count


def test_only_who_is_asked_answers(world: World) -> None:
    seat = seat_of(world.ask(), world.chair)
    for somebody in (world.substitute, world.observer, world.secretary, world.member):
        with pytest.raises(NotAllowed):
            answer(seat, somebody)
    with pytest.raises(NotKnown):
        answer_hearing(seat.pk + 99, Position.ENIG, seen=0, by=world.chair)
    assert not Answer.objects.exists()


def test_an_answer_is_given_until_the_deadline_and_not_after(world: World) -> None:
    seat = seat_of(world.ask(), world.chair)
    answer(seat, world.chair, on=DEADLINE)
    with pytest.raises(Blocked, match="The hearing is over"):
        answer(seat, world.chair, seen=1, on=AFTER)


@pytest.mark.parametrize("position", [Position.UENIG, Position.BEMAERKNING])
def test_who_disagrees_or_remarks_says_what(world: World, position: Position) -> None:
    seat = seat_of(world.ask(), world.chair)
    with pytest.raises(BadInput, match="G-REASON"):
        answer(seat, world.chair, position, text=" ")
    with pytest.raises(BadInput, match="CPR"):
        answer(seat, world.chair, position, text="Fru 610170-1234 mener")
    with pytest.raises(BadInput, match="cannot be stored"):
        answer(seat, world.chair, position, text="a\0b")


def test_it_is_summed_up_by_its_owner_after_the_deadline(world: World) -> None:
    hearing = world.ask()
    answer(seat_of(hearing, world.chair), world.chair)
    with pytest.raises(Blocked, match="1 have not answered"):
        close_hearing(hearing.pk, "Alle er enige.", seen=1, on=DEADLINE, by=world.secretary)
    with pytest.raises(NotAllowed):
        close_hearing(hearing.pk, "Alle er enige.", seen=1, on=AFTER, by=world.chair)
    with pytest.raises(BadInput):
        close_hearing(hearing.pk, " ", seen=1, on=AFTER, by=world.secretary)
    closed = close_hearing(hearing.pk, "Enige.", seen=1, on=AFTER, by=world.secretary)
    assert (closed.state, closed.closed_by) == (HearingState.AFSLUTTET, "sekretaer")
    assert AuditEntry.objects.get(action="hearing.close").detail == {
        "summary": "Enige.",
        "silent": 1,
    }
    with pytest.raises(Blocked, match="closed already"):
        close_hearing(hearing.pk, "Igen.", seen=2, on=AFTER, by=world.secretary)


def test_it_can_be_closed_before_when_everybody_has_answered(world: World) -> None:
    hearing = world.ask()
    for user in (world.chair, world.member):
        answer(seat_of(hearing, user), user)
    assert close_hearing(hearing.pk, "Enige.", seen=1, on=BEGUN, by=world.secretary).summary


def test_a_case_in_hearing_hears_of_it_in_its_log(world: World) -> None:
    early = open_case("Fald", stage=Stage.MODTAGET, asked_by="Klynge Midt", by=OPERATOR)
    with pytest.raises(Blocked, match="is not in hearing"):
        world.ask(case_number=early.number)
    case = open_case("Fald", stage=Stage.HOERING, asked_by="Klynge Midt", by=OPERATOR)
    hearing = world.ask(case_number=case.number)
    close_hearing(hearing.pk, "Ingen svarede.", seen=1, on=AFTER, by=world.secretary)
    said = [entry.text for entry in case.log.all()]
    assert "I høring til 20. november 2026: Skabelonen" in said
    assert "Høringen »Skabelonen« er afsluttet: Ingen svarede." in said


def test_a_hearing_of_nobody_or_in_the_past_is_refused(world: World) -> None:
    empty = set_up_body("tomt", Text("Tomt", "Empty"), BodyKind.FORUM, by=OPERATOR)
    with pytest.raises(Blocked, match="no members who can answer"):
        world.ask(bodies=[empty])
    with pytest.raises(BadInput, match="Nobody is chosen"):
        world.ask(bodies=[])
    with pytest.raises(BadInput, match="deadline has passed"):
        world.ask(on=AFTER)
    with pytest.raises(NotAllowed):
        world.ask(by=world.member)
    assert not Hearing.objects.exists()


def test_those_in_it_see_it_and_everybody_once_it_is_closed(world: World) -> None:
    hearing = world.ask()
    sees = {user.username for user in User.objects.all() if hearings_for(user).exists()}
    assert sees == {"sekretaer", "formand", "medlem", "afloeser"}
    close_hearing(hearing.pk, "Ingen svar.", seen=1, on=AFTER, by=world.secretary)
    assert hearings_for(world.outsider).get() == hearing
    assert not hearings_for(create_account("uden-rolle", PASSWORD, by=OPERATOR)).exists()
    assert not hearings_for(OPERATOR).exists()


@pytest.mark.django_db(transaction=True)
def test_of_a_member_and_a_substitute_at_once_one_wins_and_the_other_is_told() -> None:
    world = World()
    seat = seat_of(world.ask(), world.member)
    answers = at_once(
        *(lambda who=who: answer(seat, who) for who in (world.member, world.substitute))
    )
    assert sorted_by_kind(answers) == ["Answer", "Blocked"]
    told = next(one for one in answers if isinstance(one, Blocked))
    assert told.problems[0].code == "G-SERIAL"
    assert seat.answers.count() == 1
    assert verify_audit().is_whole


def test_a_task_waits_for_its_owner_until_it_is_ended() -> None:
    secretary, owner, other = person("s", Role.SEKRETARIAT), person("ejer"), person("anden")
    tomorrow = timezone.localdate() + timedelta(days=1)
    task = give_task(" Skriv  til BI ", owner, tomorrow, "case", "2026-0001", by=secretary)
    assert (task.title, task.given_by) == ("Skriv til BI", "s")
    assert Notification.objects.get().subject.en == "New task: Skriv til BI"
    with pytest.raises(NotAllowed):
        end_task(task.pk, seen=1, by=other)
    with pytest.raises(NotAllowed):
        give_task("Noget", owner, by=other)
    with pytest.raises(BadInput):
        give_task("x" * 201, owner, by=secretary)
    assert end_task(task.pk, note="Sendt.", seen=1, by=owner).state == TaskState.UDFOERT
    with pytest.raises(Blocked, match="has changed"):
        end_task(task.pk, TaskState.BORTFALDET, seen=1, by=secretary)
    assert [entry.action for entry in AuditEntry.objects.filter(action__startswith="task")] == [
        "task.give",
        "task.end",
    ]
    assert Task.objects.get().note == "Sendt."


@pytest.mark.django_db
def test_of_two_who_sum_up_the_one_who_saw_an_older_hearing_is_told() -> None:
    world = World()
    hearing = world.ask()
    with pytest.raises(Blocked) as caught:
        close_hearing(hearing.pk, "Alle er enige.", seen=0, on=AFTER, by=world.secretary)
    assert caught.value.problems[0].code == "G-SERIAL"
    hearing.refresh_from_db()
    assert not hearing.summary
