"""*Gode eksempler*: the catalogue and each of its examples, open to all; writing, sending, publishing and
withdrawing by those who are logged in. Never kept by anybody: a form's token is its reader's."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tvaerblik.core.errors import UserError
from tvaerblik.governance.actions.publish_example import (
    propose_example,
    publish_example,
    send_back_example,
    withdraw_example,
)
from tvaerblik.governance.actions.write_example import change_example, write_example
from tvaerblik.governance.definitions import catalogue_of_site
from tvaerblik.governance.examples.kinds import ExampleState
from tvaerblik.governance.examples.models import Example
from tvaerblik.governance.organisation.asking import bodies_on
from tvaerblik.governance.permissions_of_outreach import (
    user_may_change_example,
    user_may_publish_example,
    user_may_write_example,
)
from tvaerblik.governance.policies_of_outreach import can_become
from tvaerblik.governance.viewing_of_outreach import visible_examples
from tvaerblik.presentation.pages.good_examples import Wanted, build_example, build_examples
from tvaerblik.presentation.pages.good_examples_texts import PROFESSIONS, SECTORS, TEXTS
from tvaerblik.presentation.pages.names import THEMES, name_in
from tvaerblik.presentation.pages.places import alphabetical
from tvaerblik.presentation.pages.words_of_pages import words_in
from tvaerblik.web.example_facts import (
    content_of,
    example_facts,
    indicator_titles,
    newest_of,
    public_versions,
    read_history,
    typed_of,
)
from tvaerblik.web.forms import masked_copy, number_in
from tvaerblik.web.refused import sentence_of, status_of


@login_not_required
@require_safe
@never_cache
def examples(request: HttpRequest) -> HttpResponse:
    """What is published, and before it the drafts that the reader may see."""
    lang, asked = request.LANGUAGE_CODE, request.GET
    drafts = visible_examples(request.user).filter(
        state__in=(ExampleState.KLADDE, ExampleState.FORESLAAET)
    )
    public = [(version.example, version) for version in public_versions()]
    found = [*newest_of(drafts), *public]
    facts = example_facts(found, request.release, catalogue_of_site(), lang)
    wanted = Wanted(asked.get("tema", ""), asked.get("fag", ""), asked.get("sted", ""))
    page = build_examples(facts, wanted, lang)
    context = {"page": page, "t": page.t, "may_write": user_may_write_example(request.user)}
    return render(request, "web/good_examples.html", context)


@login_not_required
@require_safe
@never_cache
def one_example(request: HttpRequest, *, example: str) -> HttpResponse:
    found = visible_examples(request.user).filter(pk=example).first()
    if found is not None:
        return _shown(request, found)
    withdrawn = Example.objects.filter(pk=example, state=ExampleState.TRUKKET)
    # An address that once was public says why it is no more
    gone = withdrawn.filter(published_on__isnull=False).first()
    if gone is None:
        raise Http404
    t = words_in(TEXTS, request.LANGUAGE_CODE)
    last = gone.log.latest("id")
    # Under the title that the public knew: what was written since was nobody else's to read
    known = gone.log.filter(kind=ExampleState.UDGIVET).latest("id").facts["version"]
    title = gone.versions.get(number=known).content.title
    context = {"t": t, "reason": last.text, "title": title}
    return render(request, "web/good_example_gone.html", context, status=410)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    if not user_may_write_example(request.user):
        raise Http404
    if request.method != "POST":
        return _form(request, QueryDict())
    try:
        made = write_example(
            content_of(request.POST), catalogue=catalogue_of_site(), by=request.user
        )
    except UserError as error:
        return _form(request, request.POST, error=error)
    return _done(request, made.pk, "saved")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change(request: HttpRequest, *, example: str) -> HttpResponse:
    of = _own(request, example)
    if request.method != "POST":
        return _form(request, typed_of(of.newest.content), of=of)
    seen = number_in(request.POST.get("set", ""))
    try:
        said = content_of(request.POST)
        change_example(of.pk, said, seen=seen, catalogue=catalogue_of_site(), by=request.user)
    except UserError as error:
        return _form(request, request.POST, of=of, error=error)
    return _done(request, of.pk, "saved")


@require_POST
@never_cache
def act(request: HttpRequest, *, example: str, act: str) -> HttpResponse:
    of = _own(request, example)
    if act not in DOING:
        raise Http404
    try:
        DOING[act](request, of.pk, number_in(request.POST.get("set", "")))
    except UserError as error:
        return _shown(request, of, act, error)
    return _done(request, of.pk, act)


def _reason(request: HttpRequest) -> str:
    return request.POST.get("hvorfor", "")


DOING: dict[str, Callable[[HttpRequest, str, int], Any]] = {
    "foreslaa": lambda request, id_, seen: propose_example(id_, seen=seen, by=request.user),
    "udgiv": lambda request, id_, seen: publish_example(id_, seen=seen, by=request.user),
    "tilbage": lambda request, id_, seen: send_back_example(
        id_, _reason(request), seen=seen, by=request.user
    ),
    "traek": lambda request, id_, seen: withdraw_example(
        id_, _reason(request), seen=seen, by=request.user
    ),
}


def _own(request: HttpRequest, example: str) -> Example:
    of = visible_examples(request.user).filter(pk=example).first()
    if of is None or not user_may_change_example(request.user, of):
        raise Http404
    return of


def _shown(
    request: HttpRequest, of: Example, refused: str = "", error: UserError | None = None
) -> HttpResponse:
    """Who works on it reads the newest version, and can ask for the one that the public reads."""
    lang, may = request.LANGUAGE_CODE, user_may_change_example(request.user, of)
    newest, public = of.newest, of.public
    shown = newest if (may or public is None) and "udgivet" not in request.GET else public
    if shown is None:
        raise Http404
    (fact,) = example_facts([(of, shown)], request.release, catalogue_of_site(), lang)
    knows = bool(getattr(request.user, "roles", ())) and may
    page = build_example(fact, read_history(of, with_all=knows), lang)
    context = {
        "page": page,
        "t": page.t,
        "fact": fact,
        "of": of,
        "may": may,
        "doing": _doing(request, of) if may and shown == newest else (),
        "has_newer": may and public is not None and shown == public and newest != public,
        "has_public": may and public is not None and shown != public,
        "refused": refused,
        "error": sentence_of(error, lang) if error else "",
        "reason": masked_copy(request.POST).get("hvorfor", ""),
        # What was seen stays what was seen, so that a second try is refused as the first was
        "seen": request.POST.get("set", of.serial),
    }
    return render(
        request, "web/good_example.html", context, status=status_of(error) if error else 200
    )


def _doing(request: HttpRequest, of: Example) -> tuple[str, ...]:
    """What can be done with it now, by this reader."""
    may_publish = user_may_publish_example(request.user)
    waits = of.state == ExampleState.FORESLAAET
    can = {
        "ret": of.state != ExampleState.TRUKKET,
        "foreslaa": can_become(of, ExampleState.FORESLAAET),
        "udgiv": may_publish and waits,
        "tilbage": may_publish and waits,
        "traek": can_become(of, ExampleState.TRUKKET) and (may_publish or not of.shown),
    }
    return tuple(name for name, yes in can.items() if yes)


def _form(
    request: HttpRequest,
    typed: QueryDict,
    *,
    of: Example | None = None,
    error: UserError | None = None,
) -> HttpResponse:
    lang = request.LANGUAGE_CODE
    t = words_in(TEXTS, lang)
    kept = masked_copy(typed)
    context = {
        "t": t,
        "of": of,
        "heading": t["form_change" if of else "form_new"],
        "typed": kept,
        "error": sentence_of(error, lang) if error else "",
        "seen": typed.get("set", of.serial if of else 0),
        "chosen": {name: kept.getlist(name) for name in ("sektor", "fag", "forum", "indikator")},
        "sectors": [(id_, t[f"sector_{id_}"]) for id_ in SECTORS],
        "professions": [(id_, t[f"profession_{id_}"]) for id_ in PROFESSIONS],
        "bodies": _sorted({one.pk: one.name.in_(lang) for one in bodies_on(timezone.localdate())}),
        "indicators": _sorted(indicator_titles(request.release, lang)),
        "themes": [(id_, name_in(THEMES, id_, lang)) for id_ in _themes()],
        "units": _sorted(_units(lang)),
    }
    return render(
        request, "web/good_example_form.html", context, status=status_of(error) if error else 200
    )


def _themes() -> list[str]:
    known = {one.theme for one in catalogue_of_site().indicators.values()}
    return [id_ for id_ in THEMES if id_ in known]


def _units(lang: str) -> dict[str, str]:
    today = timezone.localdate()
    units = catalogue_of_site().units.units.values()
    return {one.id: one.name.in_(lang) for one in units if one.valid_on(today)}


def _sorted(named: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(named.items(), key=lambda one: alphabetical(one[1]))


def _done(request: HttpRequest, id_: str, act: str) -> HttpResponse:
    messages.success(request, TEXTS[f"did_{act}"].in_(request.LANGUAGE_CODE))
    return redirect("godt-eksempel", example=id_)
