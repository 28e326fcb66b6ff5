"""What people are told by mail, through a real server on loopback, read back as their programs read it."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from integration.test_two_at_once import at_once
from support.mailbox import Mailbox, plain_part, running_mailbox
from tvaerblik.core.errors import BadInput, NotAllowed
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import RoleGrant, User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions.answer_hearing import answer_hearing
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.give_task import give_task
from tvaerblik.governance.actions.mail_address import (
    confirm_address,
    give_address,
    remove_address,
)
from tvaerblik.governance.actions.notify import notify
from tvaerblik.governance.actions.open_case import open_case
from tvaerblik.governance.actions.start_hearing import start_hearing
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.cases.stages import Stage
from tvaerblik.governance.cases.working_days import after_working_days
from tvaerblik.governance.hearings.models import Hearing, Position
from tvaerblik.governance.notifications.budget import MAILS_A_WEEK
from tvaerblik.governance.notifications.models import Delivery, MailAddress, Notification
from tvaerblik.governance.notifications.sending import MOST_ATTEMPTS, send_due

OPERATOR = Permit("drift", "operator", "test")
ADDRESS = "ida@example.dk"
SITE = "https://tvaerblik.example.dk"


@pytest.fixture
def box(settings) -> Iterator[Mailbox]:
    with running_mailbox() as box:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        settings.DEFAULT_FROM_EMAIL = "tvaerblik@example.dk"
        settings.MAIL_IS_ON, settings.MAIL_SITE = True, SITE
        yield box


def person(name: str, *roles: Role) -> User:
    return create_account(name, "lang adgangskode", roles=(Role.BRUGER, *roles), by=OPERATOR)


def reached(name: str, language: str = "da") -> User:
    """A person whose address is confirmed."""
    user = person(name)
    MailAddress.objects.create(
        user=user, address=ADDRESS, language=language, confirmed_at=timezone.now()
    )
    return user


def tell(user: User, number: int = 1, link: str = "/min-side") -> None:
    with transaction.atomic():
        subject = Text(f"Nyt {number}: blåbær", f"News {number}")
        notify("test", [user], subject, Text("Læs det.", "Read it."), link, by=OPERATOR)


def states() -> list[str]:
    return list(Notification.objects.order_by("pk").values_list("mail_state", flat=True))


def outcomes() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("outcome", flat=True))


def test_an_address_is_used_once_its_link_is_followed_and_stands_in_no_log(db, box) -> None:
    user, other = person("ida"), person("ole")
    give_address(f" {ADDRESS} ", "da", by=user)
    tell(user)
    send_due()
    assert box.subjects() == ["Tværblik: Bekræft din mailadresse"]
    token = re.search(rf"{SITE}/min-side/mail/(\S+)", plain_part(box.mails[0]))[1]
    for wrong, by in ((token[:-1] + "x", user), (token, other)):
        with pytest.raises(BadInput, match="G-MAIL-LINK"):
            confirm_address(wrong, by=by)
    confirm_address(token, by=user)
    tell(user, 2)
    send_due()
    assert box.subjects()[1:] == ["Tværblik: Nyt 2: blåbær"]
    # What was told while there was no address stays on the page
    assert states() == ["kun_side", "sendt"]
    remove_address(by=user)
    tell(user, 3)
    send_due()
    assert len(box.mails) == 2 and not MailAddress.objects.exists()
    logged = str(list(AuditEntry.objects.values())) + str(list(Delivery.objects.values()))
    assert ADDRESS not in logged
    actions = AuditEntry.objects.filter(action__startswith="mail")
    assert [entry.action for entry in actions] == ["mail.give", "mail.confirm", "mail.remove"]


def test_a_link_is_of_the_address_it_was_sent_to(db, box) -> None:
    user = person("ida")
    give_address(ADDRESS, "da", by=user)
    send_due()
    token = re.search(r"/mail/(\S+)", plain_part(box.mails[0]))[1]
    give_address("anden@example.dk", "da", by=user)
    with pytest.raises(BadInput):
        confirm_address(token, by=user)
    # Another link within the hour would let anybody fill a stranger's box
    send_due()
    assert len(box.mails) == 1
    send_due(timezone.now() + timedelta(hours=2))
    assert box.mails[1]["To"] == "anden@example.dk"


@pytest.mark.parametrize(
    "wrong", ["", "ida", "ida@", "a@b\nBcc: x@y.dk", "x" * 300 + "@example.dk"]
)
def test_what_is_no_address_is_refused(db, wrong: str) -> None:
    with pytest.raises(BadInput, match="G-MAIL"):
        give_address(wrong, "da", by=person("ida"))
    with pytest.raises(NotAllowed):
        give_address(ADDRESS, "da", by=OPERATOR)


def test_a_mail_is_read_in_plain_text_and_in_the_readers_language(db, box) -> None:
    tell(reached("ida", "en"), link="/bruttoliste")
    send_due()
    (mail,) = box.mails
    assert mail["Subject"] == "Tværblik: News 1"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert f"News 1\nRead it.\n{SITE}/bruttoliste" in plain_part(mail).replace("\r\n", "\n")
    assert "<script" not in mail.as_string()


def test_beyond_the_budget_of_a_week_one_mail_gathers_the_rest(db, box) -> None:
    user = reached("ida")
    for number in range(MAILS_A_WEEK):
        tell(user, number)
    now = timezone.now()
    send_due(now)
    assert len(box.mails) == MAILS_A_WEEK
    tell(user, 10), tell(user, 11)
    send_due(now + timedelta(hours=1))
    assert box.subjects()[MAILS_A_WEEK:] == ["Tværblik: 2 nye beskeder"]
    assert "Nyt 10" in plain_part(box.mails[-1]) and "Nyt 11" in plain_part(box.mails[-1])
    tell(user, 12)
    send_due(now + timedelta(days=6))
    assert len(box.mails) == MAILS_A_WEEK + 1
    send_due(now + timedelta(days=7, hours=2))
    assert box.subjects()[-1] == "Tværblik: Nyt 12: blåbær"


def test_what_was_read_on_the_page_is_not_sent(db, box) -> None:
    tell(reached("ida"))
    Notification.objects.update(seen_at=timezone.now())
    send_due()
    assert (box.mails, states()) == ([], ["kun_side"])


def hearing_of(*people: User, days: int = 10) -> Hearing:
    owner = person(f"ejer-{User.objects.count()}", Role.SEKRETARIAT)
    deadline = after_working_days(timezone.localdate(), days)
    return start_hearing("Skabelonen", "Er den god?", deadline, people=people, by=owner)


def test_whoever_may_not_see_it_is_sent_nothing_of_it(db, box) -> None:
    inside, outside = reached("ida"), reached("ole")
    hearing = hearing_of(inside)
    tell(outside, link=f"/hoeringer/{hearing.pk}")
    # Nor that there is something, once the account has no role
    tell(inside, link="/noget-nyt/7")
    RoleGrant.objects.filter(user=inside).delete()
    send_due()
    assert box.mails == []
    assert outcomes() == ["uden_adgang"] * 3
    assert states() == ["opgivet"] * 3


def test_a_case_is_told_of_to_those_who_may_see_it(db, box) -> None:
    case = open_case("Fald", stage=Stage.MODTAGET, asked_by="Klynge", by=OPERATOR)
    outside, requester = reached("ida"), reached("ole")
    case.requester, case.stage = requester, Stage.KLADDE
    case.save()
    for user in (outside, requester):
        tell(user, link=f"/henvendelser/{case.number}")
    send_due()
    assert outcomes() == ["uden_adgang", "sendt"]


def test_what_has_no_rule_is_told_without_its_words(db, box) -> None:
    tell(reached("ida"), link="/noget-nyt/7")
    send_due()
    (mail,) = box.mails
    assert mail["Subject"] == "Tværblik: Der er nyt til dig"
    assert "blåbær" not in mail.as_string() and "noget-nyt" not in plain_part(mail)
    assert f"{SITE}/min-side" in plain_part(mail)


def test_a_refusal_is_logged_and_tried_again_so_many_times(db, box) -> None:
    tell(reached("ida"))
    box.refusal, now = "550 no such user ida@example.dk", timezone.now()
    for attempt in range(MOST_ATTEMPTS + 2):
        send_due(now + timedelta(hours=9 * attempt))
    assert outcomes() == ["afvist"] * MOST_ATTEMPTS
    assert states() == ["opgivet"]
    box.refusal = ""
    send_due(now + timedelta(days=6))
    assert box.mails == []


def test_a_failure_waits_its_turn_and_then_arrives(db, box) -> None:
    tell(reached("ida"))
    box.refusal, now = "451 try later", timezone.now()
    send_due(now)
    box.refusal = ""
    send_due(now + timedelta(minutes=5))
    assert (box.mails, states(), outcomes()) == ([], ["venter"], ["fejl"])
    send_due(now + timedelta(minutes=16))
    assert (len(box.mails), states(), outcomes()) == (1, ["sendt"], ["fejl", "sendt"])


def test_a_server_that_is_gone_is_asked_once_a_round(db, box, settings) -> None:
    for name in ("ida", "ole"):
        user = reached(name)
        tell(user, 1), tell(user, 2)
    settings.EMAIL_PORT = 1
    now = timezone.now()
    send_due(now)
    assert outcomes() == ["utilgaengelig"]
    assert states() == ["venter"] * 4
    settings.EMAIL_PORT = box.port
    send_due(now + timedelta(minutes=16))
    assert len(box.mails) == 4


def test_a_mail_that_was_cut_off_is_not_sent_twice(db, box) -> None:
    tell(reached("ida"))
    Notification.objects.update(mail_state="sendes", next_attempt_at=timezone.now())
    send_due(timezone.now() + timedelta(minutes=1))
    assert (box.mails, states(), outcomes()) == ([], ["opgivet"], ["afbrudt"])


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_mail_once(box) -> None:
    user = reached("ida")
    tell(user, 1), tell(user, 2)
    assert not any(isinstance(one, Exception) for one in at_once(send_due, send_due))
    assert sorted(box.subjects()) == ["Tværblik: Nyt 1: blåbær", "Tværblik: Nyt 2: blåbær"]


def test_without_a_server_nothing_is_sent_and_the_page_keeps_it(db, settings) -> None:
    settings.MAIL_IS_ON = False
    tell(reached("ida"))
    assert not send_due()
    assert states() == ["kun_side"]


def morning(day_offset: int) -> datetime:
    return timezone.now() + timedelta(days=day_offset)


def test_the_silent_are_reminded_once_before_the_deadline_and_the_owner_after(db, box) -> None:
    quick, slow = reached("ida"), reached("ole")
    hearing = hearing_of(quick, slow, days=2)
    seat = hearing.seats.get(member=quick)
    answer_hearing(seat.pk, Position.ENIG, seen=0, by=quick)
    for _ in range(2):
        send_due()
    reminded = Notification.objects.filter(kind="frist")
    assert [(one.recipient.username, one.subject.en) for one in reminded] == [
        ("ole", "Remember to answer: Skabelonen")
    ]
    send_due(morning(8))
    after = reminded.get(recipient=hearing.owner)
    assert after.subject.da == "Høringen kan sammenfattes: Skabelonen"


def test_a_task_is_reminded_of_before_and_after_its_deadline(db, box) -> None:
    user = reached("ida")
    tomorrow = after_working_days(timezone.localdate(), 1)
    give_task("Skriv til BI", user, tomorrow, by=person("s", Role.SEKRETARIAT))
    for day in (0, 0, 8, 9):
        send_due(morning(day))
    bodies = Notification.objects.filter(kind="frist").order_by("pk").values_list("body_da")
    assert [body.split()[1] for (body,) in bodies] == ["er", "var"]


def test_nobody_is_told_of_what_they_did_or_in_no_transaction(transactional_db) -> None:
    user = person("ida")
    with transaction.atomic():
        notify("x", [user], Text("a", "b"), Text("a", "b"), "/min-side", by=user)
    assert not Notification.objects.exists()
    with pytest.raises(TypeError, match="belongs in the transaction"):
        notify("x", [user], Text("a", "b"), Text("a", "b"), "/min-side", by=OPERATOR)
    for link in ("https://elsewhere.dk", "//elsewhere.dk"):
        with pytest.raises(TypeError, match="Not an address"), transaction.atomic():
            notify("x", [user], Text("a", "b"), Text("a", "b"), link, by=OPERATOR)
