"""Discussions, from the database's rows to what the page is built from, with what the reader may do."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils import timezone

from tvaerblik.core.errors import NotKnown
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.discuss_figure import link_to_thread, spot_of
from tvaerblik.governance.discussions.frozen import Spot, row_of
from tvaerblik.governance.discussions.kinds import TextState, ThreadState
from tvaerblik.governance.discussions.models import Contribution
from tvaerblik.governance.figures.parties import UNIT
from tvaerblik.governance.notifications.models import Notification
from tvaerblik.governance.organisation.asking import bodies_on
from tvaerblik.governance.organisation.models import Membership, valid_on
from tvaerblik.governance.permissions_of_discussions import (
    user_may_discuss,
    user_may_end_thread,
    user_may_hide_text,
    user_may_withdraw_text,
)
from tvaerblik.governance.policies_of_discussions import can_move, can_remove_text
from tvaerblik.governance.releases.models import ReleaseRecord
from tvaerblik.governance.statuses import ReleaseState
from tvaerblik.governance.viewing_of_discussions import threads_of, user_may_see_discussions
from tvaerblik.presentation.pages.discussion import (
    Cell,
    Site,
    ThreadFacts,
    WrittenFacts,
    cell_of,
)
from tvaerblik.presentation.pages.places import alphabetical
from tvaerblik.release.reader import Release
from tvaerblik.web.release_facts import party_names


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads, what a place is called, and the releases that have been withdrawn."""

    reader: User
    place_name: Callable[[str], str]
    recalled: frozenset[str]


def read_threads(
    indicator: str, release: Release, reader: User, lang: str
) -> tuple[ThreadFacts, ...]:
    """The newest first."""
    # Asked of every contribution: read once
    prefetch_related_objects([reader], "grants")
    found: QuerySet[Contribution] = threads_of(indicator, reader)
    name = party_names(release)

    def place_name(unit: str) -> str:
        return name(f"{UNIT}{unit}").in_(lang) if unit else ""

    read = Reading(reader, place_name, _recalled())
    return tuple(_thread(one, release, read) for one in found)


def _recalled() -> frozenset[str]:
    withdrawn = ReleaseRecord.objects.filter(state=ReleaseState.WITHDRAWN)
    return frozenset(withdrawn.values_list("id", flat=True))


def cell_now(release: Release, spot: Spot) -> Cell | None:
    """None where the release has no such indicator or unit any more, or no figure is meant."""
    if not spot.is_figure:
        return None
    try:
        return cell_of(row_of(release, spot), release.indicator(spot.indicator), release.id)
    except NotKnown:
        return None


def note_as_seen(indicator: str, threads: Iterable[int], reader: User) -> None:
    """Whoever has the threads before them need not press that they have seen what they were told."""
    links = [link_to_thread(indicator, one) for one in threads]
    unseen = Notification.objects.filter(recipient=reader, link__in=links, seen_at__isnull=True)
    unseen.update(seen_at=timezone.now())


def site_of(request: HttpRequest) -> Site:
    return Site(request.get_host(), _is_page)


def people_to_mention(reader: User) -> list[str]:
    """All who can read it, but oneself."""
    found = User.objects.filter(is_active=True).prefetch_related("grants").order_by("username")
    return [one.username for one in found if one != reader and user_may_see_discussions(one)]


def bodies_to_mention(lang: str) -> list[tuple[str, str]]:
    """Those that have somebody to be told."""
    today = timezone.localdate()
    seated = set(Membership.objects.filter(valid_on(today)).values_list("body_id", flat=True))
    named = [(one.id, one.name.in_(lang)) for one in bodies_on(today) if one.id in seated]
    return sorted(named, key=lambda one: alphabetical(one[1]))


def _is_page(path: str) -> bool:
    try:
        return bool(resolve(path).url_name)
    except Resolver404:
        return False


def _thread(one: Contribution, release: Release, read: Reading) -> ThreadFacts:
    may_end = user_may_end_thread(read.reader, one)
    moves = [str(to) for to in ThreadState if may_end and can_move(one, to)]
    ended = one.ended_at
    return ThreadFacts(
        head=_written(one, read),
        answers=tuple(_written(each, read) for each in one.answers.all()),
        unit=one.unit,
        period=one.period,
        age_band=one.age_band,
        sex=one.sex,
        state=one.state,
        ended_because=one.ended_because,
        ended_by=one.ended_by,
        ended_at=timezone.localtime(ended) if ended else None,
        now=cell_now(release, spot_of(one)),
        can_become=tuple(moves),
        can_answer=user_may_discuss(read.reader),
    )


def _written(one: Contribution, read: Reading) -> WrittenFacts:
    """Of a release that was withdrawn no figure is handed on."""
    is_recalled = one.release in read.recalled
    return WrittenFacts(
        id=one.pk,
        serial=one.serial,
        who=one.writer.username,
        roles=tuple(one.role.split("+")),
        organisation=read.place_name(one.organisation),
        at=timezone.localtime(one.at),
        text=one.text,
        text_state=one.text_state,
        hidden_because=one.hidden_because,
        release=one.release,
        cell=None if is_recalled else _cell(one),
        is_recalled=is_recalled,
        can_withdraw=_can_withdraw(one, read.reader),
        can_hide=user_may_hide_text(read.reader) and can_remove_text(one, TextState.SKJULT),
    )


def _can_withdraw(one: Contribution, reader: User) -> bool:
    return user_may_withdraw_text(reader, one) and can_remove_text(one, TextState.TRUKKET)


def _cell(one: Contribution) -> Cell | None:
    kept = one.figure
    if not kept:
        return None
    return Cell(
        release=one.release,
        state=kept["state"],
        value=kept["value"],
        numerator=kept["numerator"],
        denominator=kept["denominator"],
        flags=tuple(kept["flags"]),
        is_share=kept["is_share"],
        decimals=kept["decimals"],
    )
