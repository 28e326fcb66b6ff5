"""*Alt arbejde*, and where in the work a page belongs."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tvaerblik.governance.permissions import (
    user_may_deliver,
    user_may_manage_accounts,
    user_may_read_audit,
)
from tvaerblik.governance.permissions_of_outreach import (
    user_may_see_approaches,
    user_may_see_deliveries,
)
from tvaerblik.governance.permissions_of_proposals import (
    user_may_answer_figures,
    user_may_answer_reports,
    user_may_bring_figure,
    user_may_see_proposals,
)
from tvaerblik.presentation.pages.work import (
    ALL_WORK,
    ENTRIES,
    MY_PAGE,
    Entry,
    build_line,
    build_work,
)

# Who has something there, where that is not everybody who is logged in
FOR: dict[str, tuple[Callable[[Any], bool], ...]] = {
    "mine-tal": (user_may_answer_figures, user_may_answer_reports),
    "medbragte-tal": (user_may_bring_figure,),
    "udgivelser": (user_may_see_proposals,),
    "levering": (user_may_deliver,),
    "henvendelser-udefra": (user_may_see_approaches,),
    "konti": (user_may_manage_accounts,),
    "forsendelser": (user_may_see_deliveries,),
    "log": (user_may_read_audit,),
}


@require_safe
@never_cache
def work(request: HttpRequest) -> HttpResponse:
    page = build_work(entries_for(request.user), request.LANGUAGE_CODE)
    return render(request, "web/work.html", {"page": page, "t": page.t})


def entries_for(user: Any) -> tuple[str, ...]:
    return tuple(name for name in ENTRIES if name not in FOR or any(may(user) for may in FOR[name]))


def line_for(request: HttpRequest) -> tuple[Entry, ...]:
    """Nothing for those who are not logged in."""
    if not request.user.is_authenticated:
        return ()
    here = place_of(request.path, (MY_PAGE, ALL_WORK, *entries_for(request.user)))
    return build_line(here, current_of(request.path, here), request.LANGUAGE_CODE)


def place_of(path: str, names: tuple[str, ...]) -> str:
    """The entry whose address the path begins with; empty for a page of none."""
    within = [name for name in names if current_of(path, name)]
    return max(within, key=lambda name: len(reverse(name)), default="")


def current_of(path: str, name: str) -> str:
    """What `aria-current` says of the entry on the page at the path."""
    if not name:
        return ""
    address = reverse(name)
    if path == address:
        return "page"
    return "true" if path.startswith(f"{address.rstrip('/')}/") and address != "/" else ""
