"""Write of an indicator or a figure of it, and answer what another has written."""

import hashlib
import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone

from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.notify import notify
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.days import period_words
from tvaerblik.governance.discussions.frozen import Spot, checked_spot, frozen
from tvaerblik.governance.discussions.mentions import Mentioned, mentioned_in
from tvaerblik.governance.discussions.models import Contribution
from tvaerblik.governance.notifications.models import Notification
from tvaerblik.governance.permissions_of_discussions import check_may_discuss
from tvaerblik.governance.policies_of_discussions import check_can_be_answered, checked_text
from tvaerblik.release.reader import Release

MENTIONED, ANSWERED = "naevnt", "droeftelse"


def begin_thread(release: Release, spot: Spot, text: str, *, by: Any) -> Contribution:
    """Raises NotKnown for a figure of nothing; BadInput for a text that cannot be kept, and for a
    mention of nobody."""
    check_may_discuss(by)
    place, tidy = checked_spot(release, spot), checked_text(text)
    mentioned = mentioned_in(tidy, timezone.localdate())
    with transaction.atomic():
        written = _write(release, place, tidy, thread=None, by=by)
        _tell_mentioned(release, written, mentioned, by)
    return written


def answer_thread(release: Release, thread_id: int, text: str, *, by: Any) -> Contribution:
    """An answer is of the thread's figure as it stands in `release`, which may be another than the
    question's. To answer an answer is to answer its thread."""
    check_may_discuss(by)
    tidy = checked_text(text)
    mentioned = mentioned_in(tidy, timezone.localdate())
    with transaction.atomic():
        # Held, so that a thread that is closed at the same moment takes the answer or refuses it
        thread = held(thread_id)
        if thread.thread_id is not None:
            thread = held(thread.thread_id)
        check_can_be_answered(thread)
        written = _write(release, spot_of(thread), tidy, thread=thread, by=by)
        _tell_mentioned(release, written, mentioned, by)
        _tell_followers(release, written, thread, mentioned, by)
    return written


def spot_of(thread: Contribution) -> Spot:
    return Spot(thread.indicator, thread.unit, thread.period, thread.age_band, thread.sex)


def held(contribution_id: int) -> Contribution:
    """Locked until the transaction ends. Raises NotKnown."""
    found = Contribution.objects.select_for_update().filter(pk=contribution_id).first()
    if found is None:
        raise NotKnown(
            Problem(
                "G-CONTRIBUTION-UNKNOWN",
                Text("Der er intet sådant indlæg.", "There is no such contribution."),
                Text("Se drøftelsen igen.", "Look at the discussion again."),
            )
        )
    return found


def link_of(contribution: Contribution) -> str:
    return link_to_thread(contribution.indicator, contribution.thread_id or contribution.pk)


def link_to_thread(indicator: str, thread_id: int) -> str:
    return f"/indikator/{indicator}/droeftelse#traad-{thread_id}"


def _write(
    release: Release, spot: Spot, text: str, *, thread: Contribution | None, by: Any
) -> Contribution:
    actor, salt = actor_of(by), secrets.token_hex(16)
    written = Contribution.objects.create(
        thread=thread,
        indicator=spot.indicator,
        unit=spot.unit,
        period=spot.period,
        age_band=spot.age_band,
        sex=spot.sex,
        release=release.id,
        figure=frozen(release, spot),
        writer=by,
        role=actor.role,
        organisation=by.unit,
        text=text,
        salt=salt,
    )
    detail = {
        "cell": " ".join(filter(None, (spot.indicator, spot.unit, spot.period))),
        "release": release.id,
        "thread": thread.pk if thread else None,
        # Never the text: the log cannot forget, and a person must be able to be forgotten
        "sha256": digest_of(text, salt),
    }
    record(actor, "discussion.write", str(written.pk), detail)
    return written


def digest_of(text: str, salt: str) -> str:
    """Whoever has the text and its salt can show that it is the one that was written."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def _tell_mentioned(release: Release, written: Contribution, mentioned: Mentioned, by: Any) -> None:
    who, what = actor_of(by).name, _what(release, written)
    subject = Text(f"{who} nævner dig: {what.da}", f"{who} mentions you: {what.en}")
    notify(MENTIONED, mentioned.people, subject, _READ, link_of(written), by=by)


def _tell_followers(
    release: Release, written: Contribution, thread: Contribution, mentioned: Mentioned, by: Any
) -> None:
    """Those who wrote in the thread, once until they have looked: what they find there is all of it."""
    link, who, what = link_of(written), actor_of(by).name, _what(release, written)
    unread = Notification.objects.filter(kind=ANSWERED, link=link, seen_at__isnull=True)
    told = {one.pk for one in mentioned.people} | set(unread.values_list("recipient_id", flat=True))
    answers = Contribution.objects.filter(thread=thread).values_list("writer_id", flat=True)
    followers = ({thread.writer_id, *answers}) - told
    subject = Text(f"{who} svarer: {what.da}", f"{who} answers: {what.en}")
    people = User.objects.filter(pk__in=followers)
    notify(ANSWERED, people, subject, _READ, link, by=by)


# A mail leaves the house, and what has left cannot be removed again: the text stays here
_READ = Text("Læs og svar i drøftelsen.", "Read and answer in the discussion.")


def _what(release: Release, written: Contribution) -> Text:
    """Where a text was written, without its words."""
    title = release.indicator(written.indicator).short_title
    if not written.unit:
        return title
    place = release.unit(written.unit).name
    period = period_words(written.period)
    return Text(f"{title.da}, {place.da}, {period.da}", f"{title.en}, {place.en}, {period.en}")
