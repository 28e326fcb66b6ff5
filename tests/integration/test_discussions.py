"""Discussions of figures: what is frozen, who is told, what goes from the database when a text goes."""

import json

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from support.proposed import make_next_package
from tvaerblik.core.errors import BadInput, Blocked, NotAllowed, NotKnown
from tvaerblik.core.permit import Permit
from tvaerblik.core.texts import Text
from tvaerblik.governance import demo_discussions
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.accounts.roles import Role
from tvaerblik.governance.actions import discuss_figure
from tvaerblik.governance.actions.change_organisation import appoint, set_up_body
from tvaerblik.governance.actions.create_account import create_account
from tvaerblik.governance.actions.discuss_figure import answer_thread, begin_thread, digest_of
from tvaerblik.governance.actions.end_discussion import end_thread, hide_text, withdraw_text
from tvaerblik.governance.audit.chain import verify_audit
from tvaerblik.governance.audit.models import AuditEntry
from tvaerblik.governance.discussions.frozen import Spot
from tvaerblik.governance.discussions.kinds import TextState, ThreadState
from tvaerblik.governance.discussions.models import Contribution
from tvaerblik.governance.notifications.models import Notification
from tvaerblik.governance.notifications.rights import may_be_told
from tvaerblik.governance.organisation.kinds import BodyKind, Capacity
from tvaerblik.governance.releases.current import get_current_release
from tvaerblik.release.reader import open_release

OPERATOR = Permit("drift", "operator", "test")
VISITS = "opfoelgende-hjemmebesoeg-7-dage"
MAY = Spot(VISITS, "kommune-0851", "2026-05")


def person(name: str, *roles: Role, unit: str = "") -> User:
    return create_account(name, "lang adgangskode", roles=roles, unit=unit, by=OPERATOR)


@pytest.fixture
def release(published):
    return get_current_release()


@pytest.fixture
def asker(db) -> User:
    return person("laeser", Role.BRUGER, unit="kommune-0851")


@pytest.fixture
def analyst(db) -> User:
    return person("analytiker", Role.BRUGER, Role.ANALYTIKER)


def told(user: User) -> list[str]:
    return list(user.notifications.order_by("id").values_list("subject_da", flat=True))


def test_a_contribution_carries_the_figure_as_it_stood(release, asker) -> None:
    written = begin_thread(release, MAY, "  Er det rigtigt?\r\nJa?  ", by=asker)
    row = release.value(VISITS, "kommune-0851", "2026-05")
    kept = Contribution.objects.get()
    assert (kept.text, kept.release) == ("Er det rigtigt?\nJa?", release.id)
    assert kept.figure["value"] == str(row.value) and kept.figure["numerator"] == row.numerator
    assert kept.figure["denominator"] == str(row.denominator) and kept.figure["state"] == "ok"
    assert (kept.role, kept.organisation) == ("bruger", "kommune-0851")
    assert (
        written.pk == kept.pk
        and begin_thread(release, Spot(VISITS), "Alle?", by=asker).figure == {}
    )


def test_a_hidden_figure_is_kept_as_hidden(release, asker) -> None:
    laesoe = Spot("forebyggelige-indlaeggelser-65", "kommune-0825", "2026-10")
    kept = begin_thread(release, laesoe, "Hvorfor en streg?", by=asker).figure
    assert kept["state"] == "suppressed"
    assert {kept["value"], kept["numerator"], kept["denominator"]} == {None}


def test_an_answer_is_of_the_release_that_is_shown_when_it_is_written(
    release, asker, package
) -> None:
    question = begin_thread(release, MAY, "Er det rigtigt?", by=asker)
    with open_release(make_next_package(package)) as following:
        answer = answer_thread(following, question.pk, "Det er rettet.", by=asker)
    assert (question.release, answer.release) == (release.id, following.id)
    assert answer.thread == question and answer.unit == "kommune-0851"
    again = answer_thread(release, answer.pk, "Svar på et svar.", by=asker)
    assert again.thread == question, "one level deep"


@pytest.mark.parametrize(
    "spot",
    [
        Spot("findes-ikke"),
        Spot(VISITS, "kommune-9999", "2026-05"),
        Spot(VISITS, "kommune-0851", "maj"),
    ],
)
def test_a_figure_of_nothing_is_not_discussed(release, asker, spot) -> None:
    with pytest.raises(NotKnown):
        begin_thread(release, spot, "Hvad?", by=asker)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" \n", "G-CONTRIBUTION"),
        ("x" * 4_001, "G-CONTRIBUTION"),
        ("Se 610203-0000.", "G-CPR"),
        ("a\0b", "G-CHARACTER"),
        ("@findes-ikke, se her", "G-MENTION"),
        (" ".join(f"@a{n}" for n in range(11)), "G-MENTION-MANY"),
    ],
)
def test_D21_what_cannot_be_kept_is_said_and_not_kept(release, asker, text, code) -> None:
    with pytest.raises(BadInput) as refused:
        begin_thread(release, Spot(VISITS), text, by=asker)
    assert [one.code for one in refused.value.problems] == [code]
    assert "610203-0000" not in str(refused.value)
    assert not Contribution.objects.exists()


def test_the_mentioned_are_told_without_the_words(release, asker, analyst) -> None:
    begin_thread(release, MAY, "@analytiker, hvorfor 6 færre? Skriv til a@b.dk.", by=asker)
    one = Notification.objects.get()
    assert one.recipient == analyst and one.subject_da.startswith("laeser nævner dig: ")
    assert (one.subject_da.endswith(", maj 2026"), one.subject_en.endswith(", May 2026")) == (
        True,
        True,
    )
    assert "færre" not in f"{one.subject_da}{one.body_da}{one.subject_en}{one.body_en}"
    thread = Contribution.objects.get()
    assert one.link == f"/indikator/{VISITS}/droeftelse#traad-{thread.pk}"
    assert may_be_told(one)


def test_a_body_stands_for_its_members_of_today(release, asker, analyst) -> None:
    body = set_up_body("bi-gruppen", Text("BI", "BI"), BodyKind.FORUM, by=OPERATOR)
    with pytest.raises(BadInput, match="Nobody who belongs to '@bi-gruppen' can read"):
        begin_thread(release, MAY, "@bi-gruppen se.", by=asker)
    appoint(analyst, body, Capacity.MEDLEM, by=OPERATOR)
    begin_thread(release, MAY, "@bi-gruppen og @analytiker: se.", by=asker)
    assert len(told(analyst)) == 1, "once, though meant twice"


def test_one_who_could_not_read_it_is_not_mentioned(release, asker) -> None:
    person("uden-rolle")
    with pytest.raises(BadInput, match="Nobody who belongs to '@uden-rolle' can read"):
        begin_thread(release, MAY, "@uden-rolle, se her", by=asker)
    closed = person("lukket", Role.BRUGER)
    closed.is_active = False
    closed.save()
    with pytest.raises(BadInput, match="No person and no body is called '@lukket'"):
        begin_thread(release, MAY, "@lukket, se her", by=asker)


def test_one_who_lost_the_role_is_shown_nothing(release, asker, analyst) -> None:
    begin_thread(release, MAY, "@analytiker?", by=asker)
    analyst.grants.all().delete()
    assert not may_be_told(Notification.objects.get())


def test_followers_are_told_once_until_they_have_looked(release, asker, analyst) -> None:
    question = begin_thread(release, MAY, "Er det rigtigt?", by=asker)
    answer_thread(release, question.pk, "Ja.", by=analyst)
    answer_thread(release, question.pk, "Og dog.", by=analyst)
    assert len(told(asker)) == 1 and told(asker)[0].startswith("analytiker svarer: ")
    asker.notifications.update(seen_at=question.at)
    answer_thread(release, question.pk, "@laeser, det er rettet.", by=analyst)
    assert len(told(asker)) == 2 and told(asker)[1].startswith("analytiker nævner dig")
    answer_thread(release, question.pk, "Tak.", by=asker)
    assert [one[:13] for one in told(analyst)] == ["laeser svarer"]


def test_a_question_is_closed_with_a_reason_and_opened_again(release, asker, analyst) -> None:
    question = begin_thread(release, MAY, "Er det rigtigt?", by=asker)
    with pytest.raises(BadInput):
        end_thread(question.pk, ThreadState.BESVARET, " ", seen=1, by=analyst)
    end_thread(question.pk, ThreadState.BESVARET, "Se definitionen.", seen=1, by=analyst)
    with pytest.raises(Blocked) as refused:
        answer_thread(release, question.pk, "Tak.", by=asker)
    assert refused.value.problems[0].code == "G-THREAD-ENDED"
    with pytest.raises(Blocked, match="Somebody else has changed it"):
        end_thread(question.pk, ThreadState.AABEN, "Nej.", seen=1, by=asker)
    end_thread(question.pk, ThreadState.AABEN, "Det svarer ikke på det.", seen=2, by=asker)
    assert answer_thread(release, question.pk, "Tak.", by=analyst).pk
    last = AuditEntry.objects.filter(action="discussion.end").last()
    assert last.detail == {"state": "aaben"}, "a reason can be replaced, so it is not in the log"


def test_others_neither_close_nor_withdraw_nor_remove(release, asker) -> None:
    question = begin_thread(release, MAY, "Er det rigtigt?", by=asker)
    other = person("nabo", Role.BRUGER, Role.ENHEDSANSVARLIG)
    for act in (
        lambda: end_thread(question.pk, ThreadState.LUKKET, "x", seen=1, by=other),
        lambda: withdraw_text(question.pk, seen=1, by=other),
        lambda: hide_text(question.pk, "x", seen=1, by=other),
        lambda: begin_thread(release, MAY, "x", by=OPERATOR),
        lambda: answer_thread(release, question.pk, "x", by=None),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize("way", ["withdrawn", "removed"])
def test_a_text_that_goes_is_nowhere_in_the_database(release, asker, analyst, way) -> None:
    secret = "Fru Hansen på Algade 3 er talt med to gange."
    question = begin_thread(release, MAY, f"{secret} @analytiker", by=asker)
    salt = question.salt
    if way == "withdrawn":
        gone = withdraw_text(question.pk, seen=1, by=asker)
        assert (gone.text_state, gone.hidden_because) == (TextState.TRUKKET, "")
    else:
        keeper = person("sekretariat", Role.SEKRETARIAT)
        gone = hide_text(question.pk, "Personoplysning", seen=1, by=keeper)
        assert (gone.text_state, gone.hidden_because) == (TextState.SKJULT, "Personoplysning")
    assert "Hansen" not in _everything_in_the_database()
    # The log still shows that this and nothing else was written, to whoever has text and salt
    written = AuditEntry.objects.get(action="discussion.write")
    assert written.detail["sha256"] == digest_of(f"{secret} @analytiker", salt)
    assert salt not in _everything_in_the_database()
    assert verify_audit().is_whole
    with pytest.raises(Blocked):
        withdraw_text(question.pk, seen=2, by=asker)


def _everything_in_the_database() -> str:
    rows = (list(model.objects.values()) for model in apps.get_models())
    return json.dumps(list(rows), default=str, ensure_ascii=False)


def test_what_is_gone_has_no_text_says_the_database_too(release, asker) -> None:
    begin_thread(release, MAY, "Tekst", by=asker)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.update(text_state=TextState.SKJULT)


def test_a_text_and_its_row_in_the_log_come_together_or_not_at_all(
    release, asker, analyst, monkeypatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("mail")

    monkeypatch.setattr(discuss_figure, "notify", fail)
    with pytest.raises(RuntimeError):
        begin_thread(release, MAY, "@analytiker?", by=asker)
    assert not Contribution.objects.exists()
    assert not AuditEntry.objects.filter(action="discussion.write").exists()


def test_the_demonstration_discusses_one_indicator_once(release, analyst, monkeypatch) -> None:
    monkeypatch.setattr(demo_discussions, "INDICATOR", VISITS)
    person(demo_discussions.ASKER, Role.BRUGER, Role.KLYNGEKOORDINATOR)
    for _ in range(2):
        demo_discussions.seed_discussions()
    general, answer, figure = Contribution.objects.all()
    assert (general.state, answer.thread, figure.state) == ("besvaret", general, "aaben")
    assert figure.figure["value"] is not None and "syntetiske" in figure.text
    assert len(told(analyst)) == 1
