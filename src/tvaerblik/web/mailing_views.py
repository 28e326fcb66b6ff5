"""*Forsendelser*: the delivery log as counts, and putting a given-up mail to wait again."""

from dataclasses import astuple
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tvaerblik.core.errors import UserError
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.retry_mail import retry_mail
from tvaerblik.governance.notifications.counting import (
    attempts_since,
    given_up,
    own_attempts,
    states_of_mails,
)
from tvaerblik.governance.permissions_of_outreach import (
    user_may_retry_mail,
    user_may_see_deliveries,
)
from tvaerblik.presentation.pages.mailings import (
    AttemptFacts,
    GivenUpFacts,
    build_mailings,
    told_attempts,
)
from tvaerblik.presentation.pages.mailings_texts import TEXTS
from tvaerblik.web.refused import sentence_of, status_of

DAYS, MOST_GIVEN_UP = 30, 50


@require_safe
@never_cache
def mailings(request: HttpRequest) -> HttpResponse:
    if not user_may_see_deliveries(request.user):
        raise Http404
    return _shown(request)


@require_POST
@never_cache
def again(request: HttpRequest, *, mail: int) -> HttpResponse:
    if not user_may_see_deliveries(request.user):
        raise Http404
    try:
        retry_mail(mail, by=request.user)
    except UserError as error:
        return _shown(request, error)
    messages.success(request, TEXTS["did_again"].in_(request.LANGUAGE_CODE))
    return redirect("forsendelser")


def own_mails(user: User, lang: str) -> tuple[tuple[str, str, str, int], ...]:
    """A person's own, for *Min side*."""
    return told_attempts([AttemptFacts(*astuple(one)) for one in own_attempts(user)], lang)


def _shown(request: HttpRequest, error: UserError | None = None) -> HttpResponse:
    lang, since = request.LANGUAGE_CODE, timezone.localdate() - timedelta(days=DAYS)
    page = build_mailings(
        states_of_mails(),
        [GivenUpFacts(*astuple(one)) for one in given_up(MOST_GIVEN_UP)],
        [AttemptFacts(*astuple(one)) for one in attempts_since(since)],
        DAYS,
        lang,
    )
    context = {
        "page": page,
        "t": page.t,
        "is_on": settings.MAIL_IS_ON,
        "may_retry": user_may_retry_mail(request.user),
        "error": sentence_of(error, lang) if error else "",
    }
    return render(request, "web/mailings.html", context, status=status_of(error) if error else 200)
