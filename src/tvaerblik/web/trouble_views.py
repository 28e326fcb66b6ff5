"""Known trouble at the sources: the list that everybody reads, and the form of those who write it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tvaerblik.core.cpr import masked
from tvaerblik.core.errors import BadInput, Problem, UserError
from tvaerblik.core.texts import Text
from tvaerblik.governance.actions.note_trouble import LONGEST_TROUBLE, note_trouble, trouble_text
from tvaerblik.governance.permissions import check_may_note_trouble, user_may_note_trouble
from tvaerblik.governance.sources.models import KnownTrouble, TroubleEntry
from tvaerblik.presentation.pages.places import alphabetical
from tvaerblik.presentation.pages.trouble import KnownFacts, ToldFacts, build_trouble
from tvaerblik.presentation.pages.trouble_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import words_in
from tvaerblik.web.answers import public
from tvaerblik.web.facts import read_source_names
from tvaerblik.web.forms import day_in
from tvaerblik.web.refused import sentence_of, status_of


@public
def troubles(request: HttpRequest) -> HttpResponse:
    page = build_trouble(
        _known(), request.release, today=timezone.localdate(), lang=request.LANGUAGE_CODE
    )
    context = {"page": page, "t": page.t, "may_write": user_may_note_trouble(request.user)}
    return render(request, "web/trouble.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    return _form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change(request: HttpRequest, *, trouble: int) -> HttpResponse:
    found = KnownTrouble.objects.filter(pk=trouble).first()
    if found is None:
        raise Http404
    return _form(request, found)


def _form(request: HttpRequest, trouble: KnownTrouble | None) -> HttpResponse:
    """What was refused stands above with what was typed; who may not write is told so."""
    try:
        check_may_note_trouble(request.user)
        if request.method == "POST":
            # Readers' page is kept by its mark, so what is stored is shown there and not told as well
            return redirect(f"{reverse('problemer')}#problem-{_saved(request, trouble).pk}")
    except UserError as error:
        return _shown(request, trouble, error)
    return _shown(request, trouble)


def _saved(request: HttpRequest, trouble: KnownTrouble | None) -> KnownTrouble:
    typed, serial = request.POST, request.POST.get("serial", "")
    source = trouble.source if trouble else _source(typed.get("kilde", ""))
    since = trouble.since if trouble else day_in(typed.get("siden", ""))
    if since is None:
        raise BadInput(_lacks_a_day())
    shown = {one for one, _ in _indicators(request)}
    # What the release does not show could not be unticked on the form
    unshown = set(trouble.indicators) - shown if trouble else set()
    return note_trouble(
        source,
        trouble_text(typed.get("dansk", ""), typed.get("engelsk", "")),
        since=since,
        expected=day_in(typed.get("forventet", "")),
        solved_on=day_in(typed.get("loest", "")),
        indicators=[*unshown, *(one for one in typed.getlist("indikator") if one in shown)],
        seen=int(serial) if trouble and serial.isdecimal() and len(serial) < 10 else 0,
        by=request.user,
    )


def _shown(
    request: HttpRequest, trouble: KnownTrouble | None, error: UserError | None = None
) -> HttpResponse:
    lang = request.LANGUAGE_CODE
    t = words_in(TEXTS, lang)
    names = {source: name.in_(lang) for source, name in read_source_names()}
    told = names.get(trouble.source, trouble.source) if trouble else ""
    typed = _typed(request, trouble)
    context: dict[str, Any] = {
        "t": t,
        "heading": t["form_change"].format(source=told) if trouble else t["form_new"],
        "trouble": trouble,
        "may_write": user_may_note_trouble(request.user),
        "sources": sorted(names.items(), key=lambda one: alphabetical(one[1])),
        "indicators": _indicators(request),
        "typed": typed,
        "ticked": _ticked(request, trouble),
        "longest": LONGEST_TROUBLE,
        "error": sentence_of(error, lang) if error else "",
    }
    status = status_of(error) if error else 200
    return render(request, "web/trouble_form.html", context, status=status)


def _typed(request: HttpRequest, trouble: KnownTrouble | None) -> Mapping[str, str]:
    if request.method == "POST":
        names = ("kilde", "dansk", "engelsk", "siden", "forventet", "loest", "serial")
        return {name: masked(request.POST.get(name, "")) for name in names}
    if trouble is None:
        asked = request.GET.get("kilde", "")
        return {"kilde": asked, "siden": timezone.localdate().isoformat()}
    return {
        "dansk": trouble.text_da,
        "engelsk": trouble.text_en,
        "forventet": _iso(trouble.expected),
        "loest": _iso(trouble.solved_on),
        "serial": str(trouble.serial),
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _ticked(request: HttpRequest, trouble: KnownTrouble | None) -> list[str]:
    if request.method == "POST":
        return list(request.POST.getlist("indikator"))
    return list(trouble.indicators) if trouble else []


def _indicators(request: HttpRequest) -> list[tuple[str, str]]:
    cards = request.release.indicators() if request.release else ()
    named = [(one.id, one.title.in_(request.LANGUAGE_CODE)) for one in cards]
    return sorted(named, key=lambda one: alphabetical(one[1]))


def _source(text: str) -> str:
    """Raises BadInput for one that there is not."""
    if text in {source for source, _ in read_source_names()}:
        return text
    raise BadInput(
        Problem(
            "G-TROUBLE-SOURCE",
            Text("Der er ikke valgt en kilde.", "No source is chosen."),
            Text("Vælg en fra listen.", "Choose one from the list."),
        )
    )


def _lacks_a_day() -> Problem:
    return Problem(
        "G-DAY",
        Text("Dagen, det begyndte, mangler.", "The day on which it began is missing."),
        Text("Skriv den som 2026-12-31.", "Write it like 2026-12-31."),
    )


def _known() -> tuple[KnownFacts, ...]:
    """The newest first, each with its log."""
    names = dict(read_source_names())
    found = KnownTrouble.objects.prefetch_related("log")
    return tuple(
        KnownFacts(
            id=one.pk,
            source=names.get(one.source, Text(one.source, one.source)),
            since=one.since,
            text=Text(one.text_da, one.text_en),
            expected=one.expected,
            solved_on=one.solved_on,
            indicators=tuple(one.indicators),
            told=tuple(_told(each) for each in one.log.all()),
        )
        for one in found
    )


def _told(one: TroubleEntry) -> ToldFacts:
    return ToldFacts(one.on, Text(one.text_da, one.text_en), one.expected, one.solved_on)
