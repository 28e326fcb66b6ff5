"""Good examples, approaches from outside, peace to work, the plan and given-up mails: what is done to them,
who may, two who act at once, and what is refused."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from integration.test_two_at_once import at_once, sorted_by_kind
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.core.errors import BadInput, Blocked, NotAllowed, NotKnown, UserError
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.change_organisation import set_up_body
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.handle_approach import (
    answer_approach,
    hold_back_approach,
    log_approach,
    pass_on_approach,
)
from tvaerblik.governance.actions.keep_cluster import ask_for_peace, end_peace, list_cluster
from tvaerblik.governance.actions.notify import notify
from tvaerblik.governance.actions.plan_sending import (
    drop_item,
    mark_sent,
    plan_sending,
    put_off_item,
)
from tvaerblik.governance.actions.publish_example import (
    propose_example,
    publish_example,
    send_back_example,
    withdraw_example,
)
from tvaerblik.governance.actions.retry_mail import retry_mail
from tvaerblik.governance.actions.write_example import change_example, write_example
from tvaerblik.governance.approaches.kinds import ApproachState, ClusterKind, Way
from tvaerblik.governance.approaches.models import Approach, ApproachEntry, Cluster
from tvaerblik.governance.audit.chain import verify_audit
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.communication.kinds import PlanKind, PlanState
from tvaerblik.governance.communication.models import PlanItem
from tvaerblik.governance.examples.content import ExampleContent, as_json, from_json
from tvaerblik.governance.examples.kinds import ExampleState
from tvaerblik.governance.examples.models import Example
from tvaerblik.governance.notifications.kinds import MailState
from tvaerblik.governance.notifications.models import Notification
from tvaerblik.governance.notifications.rights import may_be_told
from tvaerblik.governance.organisation.kinds import BodyKind
from tvaerblik.governance.organisation.models import Body
from tvaerblik.governance.viewing_of_outreach import (
    user_may_see_approach,
    visible_approaches,
    visible_examples,
)

OPERATOR = Permit("drift", "operator", "test")
ROOT = Path(__file__).parents[2]
TODAY = timezone.localdate()
MIDT, NORD = "sundhedsklynge-nordjylland-midt", "sundhedsklynge-nordjylland-nord"
CPR = "010190-" + "1234"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT / "definitions")


def person(name: str, *roles: Role, unit: str = "") -> User:
    return create_account(
        name, "lang adgangskode", roles=(Role.BRUGER, *roles), unit=unit, by=OPERATOR
    )


def forum(id_: str = "forum", *units: str) -> Body:
    name = Text(f"Forum {id_}", f"Forum {id_}")
    return set_up_body(id_, name, BodyKind.FORUM, units=units, by=OPERATOR)


def cluster(id_: str = "midt", unit: str = MIDT, kind: ClusterKind = ClusterKind.SUNDHEDSKLYNGE):
    return list_cluster(id_, id_.capitalize(), kind, unit=unit, by=OPERATOR)


def full(**other: object) -> ExampleContent:
    facts = {
        "title": "Fælles tavle på hjemmeplejens kontor",
        "done": "En tavle.",
        "sectors": ("kommune", "hospital"),
        "professions": ("sygeplejerske",),
        "outcome": "Færre opkald.",
        "contact": "forum",
        "since": date(2024, 3, 1),
        "source": "Forummets referat.",
    }
    return ExampleContent(**{**facts, **other})


def approached(by: object = OPERATOR, **other: object) -> Approach:
    facts = {"way": Way.MAIL, "clusters": ["midt"], **other}
    return log_approach("Diabetesforeningen", "Et møde om fodterapi", by=by, **facts)


# Good examples ------------------------------------------------------------------------------------


def test_an_example_is_written_by_one_and_published_by_another(db, catalogue) -> None:
    author, secretary = person("ida"), person("sek", Role.SEKRETARIAT)
    forum()
    example = write_example(full(), catalogue=catalogue, by=author)
    assert example.pk == "faelles-tavle-paa-hjemmeplejens-kontor"
    assert [list(visible_examples(who)) for who in (None, author)] == [[], [example]]
    example = propose_example(example.pk, seen=1, by=author)
    assert Notification.objects.get(recipient=secretary).link == f"/gode-eksempler/{example.pk}"
    with pytest.raises(NotAllowed):
        publish_example(example.pk, seen=2, by=author)
    example = publish_example(example.pk, seen=2, by=secretary)
    assert (example.state, example.shown, example.published_on) == ("udgivet", 1, TODAY)
    assert list(visible_examples(None)) == [example]
    said = list(AuditEntry.objects.filter(action__startswith="example.").values_list("action"))
    assert [one for (one,) in said] == ["example.oprettet", "example.foreslaaet", "example.udgivet"]
    assert verify_audit().is_whole


def test_nobody_publishes_what_they_wrote(db, catalogue) -> None:
    secretary, other = person("sek", Role.SEKRETARIAT), person("sek2", Role.SEKRETARIAT)
    forum()
    example = write_example(full(), catalogue=catalogue, by=secretary)
    propose_example(example.pk, seen=1, by=secretary)
    with pytest.raises(Blocked, match="another must publish it"):
        publish_example(example.pk, seen=2, by=secretary)
    assert publish_example(example.pk, seen=2, by=other).state == ExampleState.UDGIVET


def test_the_public_reads_the_version_that_was_published(db, catalogue) -> None:
    author, secretary = person("ida"), person("sek", Role.SEKRETARIAT)
    forum()
    example = write_example(full(), catalogue=catalogue, by=author)
    propose_example(example.pk, seen=1, by=author)
    publish_example(example.pk, seen=2, by=secretary)
    example = change_example(
        example.pk, full(outcome="Endnu færre."), seen=3, catalogue=catalogue, by=author
    )
    assert (example.state, example.shown) == ("kladde", 1)
    assert example.public.content.outcome == "Færre opkald."
    assert example.newest.content.outcome == "Endnu færre."
    withdrawn = withdraw_example(example.pk, "Det holdt ikke.", seen=4, by=secretary)
    assert (withdrawn.state, withdrawn.shown, list(visible_examples(None))) == ("trukket", None, [])


def test_what_is_not_filled_in_cannot_be_sent_and_what_is_sent_can_come_back(db, catalogue) -> None:
    author, secretary = person("ida"), person("sek", Role.SEKRETARIAT)
    forum()
    thin = write_example(ExampleContent("Tavle", done="x"), catalogue=catalogue, by=author)
    with pytest.raises(BadInput, match="sectors must be involved, what came of it, a body to ask"):
        propose_example(thin.pk, seen=1, by=author)
    change_example(thin.pk, full(), seen=1, catalogue=catalogue, by=author)
    propose_example(thin.pk, seen=2, by=author)
    with pytest.raises(BadInput):
        send_back_example(thin.pk, " ", seen=3, by=secretary)
    assert send_back_example(thin.pk, "Skriv pris.", seen=3, by=secretary).state == "kladde"
    assert Notification.objects.filter(recipient=author, kind="eksempel").count() == 1
    with pytest.raises(Blocked):
        send_back_example(thin.pk, "Igen.", seen=4, by=secretary)


def test_another_s_draft_is_not_changed_and_a_published_one_is_not_the_author_s_to_withdraw(
    db, catalogue
) -> None:
    author, other, secretary = person("ida"), person("ole"), person("sek", Role.SEKRETARIAT)
    forum()
    example = write_example(full(), catalogue=catalogue, by=author)
    with pytest.raises(NotAllowed):
        change_example(example.pk, full(), seen=1, catalogue=catalogue, by=other)
    with pytest.raises(NotAllowed):
        propose_example(example.pk, seen=1, by=other)
    propose_example(example.pk, seen=1, by=author)
    publish_example(example.pk, seen=2, by=secretary)
    with pytest.raises(NotAllowed):
        withdraw_example(example.pk, "Min.", seen=3, by=author)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"done": f"Borgeren {CPR} sagde"}, BadInput),
        ({"title": f"Om {CPR}"}, BadInput),
        ({"title": ""}, BadInput),
        ({"title": "x" * 201}, BadInput),
        ({"outcome": "x" * 4001}, BadInput),
        ({"source": "a\0b"}, BadInput),
        ({"sectors": ("rumfart",)}, BadInput),
        ({"theme": "rumfart"}, BadInput),
        ({"indicators": ("findes-ikke",)}, NotKnown),
        ({"unit": "kommune-9999"}, NotKnown),
        ({"contact": "ingen"}, NotKnown),
        ({"bodies": ("forum",) * 22}, BadInput),
    ],
)
def test_an_example_is_refused_whole(db, catalogue, said: dict[str, object], kind: type) -> None:
    forum()
    with pytest.raises(kind) as refused:
        write_example(full(**said), catalogue=catalogue, by=person("ida"))
    assert CPR not in str(refused.value)
    assert not Example.objects.exists()


def test_two_examples_of_one_title_have_two_addresses(db, catalogue) -> None:
    forum()
    author = person("ida")
    made = [write_example(full(title="Nyt"), catalogue=catalogue, by=author) for _ in range(3)]
    assert [one.pk for one in made] == ["eksempel-nyt", "eksempel-nyt-2", "eksempel-nyt-3"]


def test_content_survives_the_database() -> None:
    said = full(indicators=("a", "b"), invented=True)
    assert from_json(as_json(said)) == said


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_and_change_at_once_one_is_told(catalogue) -> None:
    author, secretary = person("ida"), person("sek", Role.SEKRETARIAT)
    forum()
    example = write_example(full(), catalogue=catalogue, by=author)
    propose_example(example.pk, seen=1, by=author)
    answers = at_once(
        lambda: publish_example(example.pk, seen=2, by=secretary),
        lambda: change_example(
            example.pk, full(outcome="Andet."), seen=2, catalogue=catalogue, by=author
        ),
    )
    assert sorted_by_kind(answers) == ["Blocked", "Example"]
    assert verify_audit().is_whole


# Approaches from outside --------------------------------------------------------------------------


def test_an_approach_is_logged_passed_on_and_answered(db) -> None:
    coordinator = person("koor", Role.KLYNGEKOORDINATOR, unit=MIDT)
    secretary, elsewhere = person("sek", Role.SEKRETARIAT), person("x", Role.KLYNGEKOORDINATOR)
    cluster()
    approach = approached(secretary, received_on=TODAY - timedelta(20))
    assert list(visible_approaches(coordinator)) == []
    pass_on_approach(approach.pk, ["midt"], "Se på det.", seen=1, by=secretary)
    told = Notification.objects.get(recipient=coordinator)
    assert (told.link, may_be_told(told)) == (f"/henvendelser-udefra/{approach.pk}", True)
    assert not user_may_see_approach(elsewhere, str(approach.pk))
    answered = answer_approach(
        approach.pk, "Ja tak.", on=TODAY - timedelta(12), seen=2, by=coordinator
    )
    assert (answered.state, answered.answer) == ("besvaret", "Ja tak.")
    assert [one.kind for one in answered.log.all()] == ["modtaget", "sendt_videre", "besvaret"]
    with pytest.raises(Blocked, match="Besvaret"):
        answer_approach(approach.pk, "Nej tak.", seen=3, by=secretary)
    assert verify_audit().is_whole


def test_a_cluster_that_wants_peace_is_sent_nothing(db) -> None:
    """Neither is any other that was chosen with it, so that nobody believes the one was."""
    people = [person(unit, Role.KLYNGEKOORDINATOR, unit=unit) for unit in (MIDT, NORD)]
    cluster("midt"), cluster("nord", NORD)
    ask_for_peace("midt", TODAY + timedelta(9), "Flytning.", seen=1, by=people[0])
    approach = approached()
    with pytest.raises(Blocked, match=r"Sundhedsklynge Midt until .*Nothing is sent"):
        pass_on_approach(approach.pk, ["midt", "nord"], seen=1, by=OPERATOR)
    assert not Notification.objects.exists()
    assert Approach.objects.get().passed_to.count() == 0
    held = hold_back_approach(approach.pk, "Midt vil have arbejdsro.", seen=1, by=OPERATOR)
    assert held.state == ApproachState.HOLDT
    assert not user_may_see_approach(people[0], str(approach.pk))
    pass_on_approach(approach.pk, ["nord"], seen=2, by=OPERATOR)
    end_peace("midt", seen=2, by=people[0])
    pass_on_approach(approach.pk, ["midt"], seen=3, by=OPERATOR)
    assert Notification.objects.count() == 2


@pytest.mark.parametrize(("first", "last", "wants"), [(0, 0, True), (-2, -1, False), (1, 2, False)])
def test_peace_lasts_from_its_first_day_to_its_last(db, first: int, last: int, wants: bool) -> None:
    cluster()
    days = [TODAY + timedelta(days) for days in (first, last)]
    made = ask_for_peace("midt", days[1], "Ferie.", first=days[0], seen=1, by=OPERATOR)
    assert made.wants_peace_on(TODAY) is wants


def test_only_its_own_coordinator_asks_for_a_cluster_s_peace(db) -> None:
    other = person("koor", Role.KLYNGEKOORDINATOR, unit=NORD)
    without = person("koor2", Role.KLYNGEKOORDINATOR)
    cluster(), cluster("tolv", "", ClusterKind.KVALITETSKLYNGE)
    for who, which in ((other, "midt"), (without, "tolv"), (person("ida"), "midt")):
        with pytest.raises(NotAllowed):
            ask_for_peace(which, TODAY, "Ro.", seen=1, by=who)
    assert (
        ask_for_peace("tolv", TODAY, "Ro.", seen=1, by=person("sek", Role.SEKRETARIAT)).serial == 2
    )


def test_a_coordinator_answers_what_was_passed_on_and_what_they_logged(db) -> None:
    coordinator = person("koor", Role.KLYNGEKOORDINATOR, unit=MIDT)
    cluster()
    other, mine = approached(), approached(coordinator)
    with pytest.raises(NotAllowed):
        answer_approach(other.pk, "Ja.", seen=1, by=coordinator)
    with pytest.raises(NotAllowed):
        pass_on_approach(mine.pk, ["midt"], seen=1, by=coordinator)
    assert answer_approach(mine.pk, "Ja.", seen=1, by=coordinator).answered_on == TODAY


@pytest.mark.parametrize(
    "said",
    [
        {"organisation": ""},
        {"organisation": "ida@example.dk"},
        {"organisation": f"Fru {CPR}"},
        {"title": "x" * 201},
        {"wish": f"{CPR} vil til møde"},
        {"wish": "x" * 4001},
        {"received_on": TODAY + timedelta(1)},
        {"clusters": []},
        {"clusters": ["findes-ikke"]},
    ],
)
def test_an_approach_is_refused_whole(db, said: dict[str, object]) -> None:
    cluster()
    facts = {"organisation": "Foreningen", "title": "Møde", "way": Way.MAIL, "clusters": ["midt"]}
    with pytest.raises(UserError) as refused:
        log_approach(**{**facts, **said}, by=OPERATOR)
    assert CPR not in str(refused.value)
    assert not Approach.objects.exists()


def test_an_answer_has_words_and_a_day_after_the_approach(db) -> None:
    cluster()
    approach = approached(received_on=TODAY - timedelta(3))
    for text, on in (("", TODAY), ("Ja", TODAY - timedelta(4)), ("Ja", TODAY + timedelta(1))):
        with pytest.raises(BadInput):
            answer_approach(approach.pk, text, on=on, seen=1, by=OPERATOR)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approach.objects.filter(pk=approach.pk).update(state=ApproachState.BESVARET)


def test_a_cluster_is_listed_once_and_a_log_is_never_changed(db) -> None:
    cluster()
    with pytest.raises(Blocked):
        cluster()
    approached()
    entry = ApproachEntry.objects.get()
    for act in (entry.save, entry.delete, ApproachEntry.objects.all().delete):
        with pytest.raises(TypeError):
            act()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_answer_and_pass_on_at_once_one_is_told() -> None:
    cluster()
    approach = approached()
    answers = at_once(
        lambda: answer_approach(approach.pk, "Ja.", seen=1, by=OPERATOR),
        lambda: pass_on_approach(approach.pk, ["midt"], seen=1, by=OPERATOR),
    )
    assert sorted_by_kind(answers) == ["Approach", "Blocked"]
    assert verify_audit().is_whole


# The plan -----------------------------------------------------------------------------------------


def planned(**other: object) -> tuple[PlanItem, ...]:
    facts = {"sender": Body.objects.get(pk="forum"), "bodies": ["forum"], **other}
    return plan_sending("Status", PlanKind.STATUS, date(2026, 12, 31), by=OPERATOR, **facts)


def test_what_recurs_stands_on_working_days_of_its_months(db) -> None:
    forum()
    items = planned(every_months=2, times=4)
    days = [item.planned_on for item in items]
    # 28 February 2027 is a Sunday, 28 April a Wednesday, 28 June a Monday
    assert days == [date(2026, 12, 31), date(2027, 3, 1), date(2027, 4, 28), date(2027, 6, 28)]
    assert len({item.series for item in items}) == 1


def test_an_item_is_put_off_and_sent_or_dropped_with_a_reason(db) -> None:
    forum()
    first, second = planned(every_months=1, times=2)
    put_off_item(first.pk, date(2027, 1, 8), "Mødet flyttet.", seen=1, by=OPERATOR)
    with pytest.raises(BadInput):
        mark_sent(first.pk, on=TODAY + timedelta(1), seen=2, by=OPERATOR)
    assert mark_sent(first.pk, seen=2, by=OPERATOR).sent_on == TODAY
    with pytest.raises(BadInput):
        drop_item(second.pk, "", seen=1, by=OPERATOR)
    assert drop_item(second.pk, "Ingen nyt.", seen=1, by=OPERATOR).state == PlanState.OPGIVET
    with pytest.raises(Blocked):
        put_off_item(second.pk, date(2027, 1, 8), "Igen.", seen=2, by=OPERATOR)


@pytest.mark.parametrize(
    "said",
    [
        {"times": 0},
        {"times": 25, "every_months": 1},
        {"times": 2, "every_months": 0},
        {"times": 2, "every_months": 13},
        {"bodies": []},
        {"bodies": ["findes-ikke"]},
        {"clusters": ["findes-ikke"]},
    ],
)
def test_a_plan_is_refused_whole(db, said: dict[str, object]) -> None:
    forum()
    with pytest.raises(UserError):
        planned(**said)
    assert not PlanItem.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_send_and_drop_at_once_one_is_told() -> None:
    forum()
    (item,) = planned()
    answers = at_once(
        lambda: mark_sent(item.pk, seen=1, by=OPERATOR),
        lambda: drop_item(item.pk, "Aflyst.", seen=1, by=OPERATOR),
    )
    assert sorted_by_kind(answers) == ["Blocked", "PlanItem"]
    assert verify_audit().is_whole


# Mails that were given up -------------------------------------------------------------------------


def given_up(to: User, link: str = "/min-side") -> Notification:
    with transaction.atomic():
        notify("opgave", [to], Text("Nyt", "News"), Text("Se.", "See."), link, by=OPERATOR)
    told = Notification.objects.get(recipient=to)
    told.mail_state, told.attempts = MailState.OPGIVET, 5
    told.save()
    return told


def test_a_given_up_mail_waits_again_with_all_its_attempts(db) -> None:
    told = given_up(person("ida"))
    with pytest.raises(NotAllowed):
        retry_mail(told.pk, by=person("sek", Role.SEKRETARIAT))
    again = retry_mail(told.pk, by=person("drift", Role.SYSTEMADMINISTRATOR))
    assert (again.mail_state, again.attempts) == (MailState.VENTER, 0)
    entry = AuditEntry.objects.get(action="mail.retry")
    assert (entry.subject, entry.detail) == (str(told.pk), {"kind": "opgave"})
    with pytest.raises(Blocked):
        retry_mail(told.pk, by=OPERATOR)


def test_a_mail_whose_recipient_may_no_longer_see_it_stays_given_up(db) -> None:
    told = given_up(person("ida"), "/henvendelser-udefra/7")
    with pytest.raises(Blocked, match="no longer see"):
        retry_mail(told.pk, by=OPERATOR)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_try_a_mail_again_one_is_told() -> None:
    told = given_up(person("ida"))
    answers = at_once(*[lambda: retry_mail(told.pk, by=OPERATOR)] * 2)
    assert sorted_by_kind(answers) == ["Blocked", "Notification"]


def test_only_clusters_that_are_there_have_peace(db) -> None:
    with pytest.raises(NotKnown):
        ask_for_peace("findes-ikke", TODAY, "Ro.", seen=1, by=OPERATOR)
    assert not Cluster.objects.exists()
