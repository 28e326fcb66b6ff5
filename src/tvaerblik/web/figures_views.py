"""A party's own figures with its answers, and the reports that the analysts answer."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tvaerblik.core.errors import NotKnown, UserError
from tvaerblik.governance.actions.answer_figures import (
    Cell,
    answer_figures,
    answer_report,
    confirm_figures,
    report_figure,
)
from tvaerblik.governance.figures.kinds import AnswerKind, ReportState
from tvaerblik.governance.figures.models import FigureReport
from tvaerblik.governance.figures.parties import Party, owns_data, parties_of
from tvaerblik.governance.figures.standing import newest_answers
from tvaerblik.governance.permissions_of_proposals import (
    user_may_answer_figures,
    user_may_answer_reports,
    user_may_see_proposals,
)
from tvaerblik.governance.proposals.kinds import ProposalState
from tvaerblik.governance.proposals.models import Proposal
from tvaerblik.governance.releases.models import ReleaseRecord
from tvaerblik.presentation.numbers import date_text, period_text
from tvaerblik.presentation.pages.own_figures import (
    Asked,
    OwnPage,
    ReportFacts,
    SaidFacts,
    build_own,
    figure_text,
)
from tvaerblik.presentation.pages.own_figures_texts import TEXTS
from tvaerblik.release.reader import Release
from tvaerblik.web.answers import no_figures
from tvaerblik.web.refused import sentence_of, status_of
from tvaerblik.web.release_facts import open_package, open_published, party_names


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def own_figures(request: HttpRequest) -> HttpResponse:
    """What was refused is told above, with the indicator that it was about."""
    asked = request.POST if request.method == "POST" else request.GET
    if not _has_figures(request):
        return no_figures(request)
    party = _party(request, asked.get("part", ""))
    if request.method != "POST" or party is None:
        return _page(request, party, asked.get("udgivelse", ""))
    with _release(request, asked.get("udgivelse", "")) as release:
        try:
            told = _act(request, release, party)
        except NotKnown:
            raise Http404 from None
        except UserError as error:
            sentence = sentence_of(error, request.LANGUAGE_CODE)
            return _page(request, party, release.id, sentence, status=status_of(error))
    messages.success(request, told)
    query = urlencode({"udgivelse": release.id, "part": party.id})
    return redirect(f"{reverse('mine-tal')}?{query}#{request.POST.get('indikator', '')}")


@require_safe
@never_cache
def new_figures(request: HttpRequest, *, release: str) -> HttpResponse:
    """Where those who are told of a proposal, or of an answer, are led."""
    return redirect(f"{reverse('mine-tal')}?{urlencode({'udgivelse': release})}")


@require_POST
@never_cache
def answered(request: HttpRequest, *, report: int) -> HttpResponse:
    if not _has_figures(request):
        return no_figures(request)
    serial = request.POST.get("serial", "")
    seen = int(serial) if serial.isdecimal() else 0
    try:
        answer_report(report, request.POST.get("svar", ""), seen=seen, by=request.user)
    except NotKnown:
        raise Http404 from None
    except UserError as error:
        sentence = sentence_of(error, request.LANGUAGE_CODE)
        return _page(request, _party(request, ""), "", sentence, status=status_of(error))
    messages.success(request, TEXTS["stored"].in_(request.LANGUAGE_CODE))
    return redirect("mine-tal")


def _act(request: HttpRequest, release: Release, party: Party) -> str:
    """Which button was pressed: of all, of a cell, or of an indicator."""
    posted, lang = request.POST, request.LANGUAGE_CODE
    indicator, text = posted.get("indikator", ""), posted.get("tekst", "")
    if posted.get("alle"):
        shown = [card.id for card in release.indicators() if not card.is_profile]
        said = confirm_figures(release, party.id, shown, by=request.user)
        return str(TEXTS["all_stored"].in_(lang).format(n=len(said)))
    if posted.get("celle"):
        period = posted["celle"]
        shown_text = figure_text(release, indicator, party.unit, period, lang)
        cell = Cell(indicator, party.unit, period, shown_text)
        report_figure(release, party.id, cell, text=text, by=request.user)
        return str(TEXTS["report_stored"].in_(lang))
    kind = posted.get("svar", "")
    if kind not in AnswerKind.values:
        raise Http404
    seen = posted.get("nummer", "")
    answer_figures(
        release,
        party.id,
        indicator,
        AnswerKind(kind),
        text=text,
        seen=int(seen) if seen.isdecimal() else 0,
        by=request.user,
    )
    return str(TEXTS["stored"].in_(lang))


def _page(
    request: HttpRequest,
    party: Party | None,
    release_id: str,
    problem: str = "",
    *,
    status: int = 200,
) -> HttpResponse:
    lang = request.LANGUAGE_CODE
    context: dict[str, Any] = {
        "t": {key: text.in_(lang) for key, text in TEXTS.items()},
        "problem": problem,
        "typed": request.POST,
        "may_answer_reports": user_may_answer_reports(request.user),
    }
    if context["may_answer_reports"]:
        with _known(request) as known:
            context["reports"] = _all_reports(known, lang)
    if party is not None:
        with _release(request, release_id) as release:
            context["page"] = _own(request, release, party)
            context["release"], context["party"] = release.id, party.id
            # What is only proposed has a page for those who work with it, and for no one else
            is_open = not context["page"].is_proposed or user_may_see_proposals(request.user)
            context["may_see_release"] = is_open
        context["parties"] = _choices_of_party(request, party)
        context["releases"] = _choices_of_release(request)
    return render(request, "web/own_figures.html", context, status=status)


def _own(request: HttpRequest, release: Release, party: Party) -> OwnPage:
    proposal = _proposed().filter(id=release.id).first()
    base = request.release if proposal else _before(release)
    asked = Asked(
        release=release,
        base=base,
        unit=party.unit,
        party_name=party_names(release)(party.id),
        owned=frozenset(
            card.id for card in release.indicators() if owns_data(party.id, card, release)
        ),
        answer_by=proposal.review_until if proposal else None,
    )
    try:
        return build_own(
            asked, _said(release.id, party.id), _reports(release, party), _lang(request)
        )
    finally:
        if base is not None and base is not request.release:
            base.close()


def _lang(request: HttpRequest) -> Any:
    return request.LANGUAGE_CODE


def _before(release: Release) -> Release | None:
    record = ReleaseRecord.objects.filter(id=release.id).first()
    return open_published(record.previous) if record and record.previous else None


def _proposed() -> Any:
    return Proposal.objects.filter(state=ProposalState.FORESLAAET)


def _release(request: HttpRequest, asked: str) -> Any:
    """The one asked for, if it is proposed or shown; else the newest proposed; else the one shown."""
    if request.release is not None and asked == request.release.id:
        return _Kept(request.release)
    proposal = _proposed().filter(id=asked).first() if asked else _proposed().first()
    return open_package(proposal) if proposal else _known(request)


def _has_figures(request: HttpRequest) -> bool:
    return request.release is not None or _proposed().exists()


def _known(request: HttpRequest) -> Any:
    """The release that is shown; until there is one the newest proposed, whose units have names too, so that
    parties see the very first figures before others as well."""
    return _Kept(request.release) if request.release else open_package(_proposed().first())


class _Kept:
    """The release that is shown stays open when a page is done with it."""

    def __init__(self, release: Release) -> None:
        self._release = release

    def __enter__(self) -> Release:
        return self._release

    def __exit__(self, *_: object) -> None:
        return None


def _party(request: HttpRequest, asked: str) -> Party | None:
    if not user_may_answer_figures(request.user):
        return None
    with _known(request) as known:
        own = parties_of(request.user, known, timezone.localdate())
    return next((one for one in own if one.id == asked), own[0] if own else None)


def _choices_of_party(request: HttpRequest, chosen: Party) -> list[tuple[str, str, bool]]:
    with _known(request) as known:
        name = party_names(known)
        own = parties_of(request.user, known, timezone.localdate())
        return [(one.id, name(one.id).in_(_lang(request)), one == chosen) for one in own]


def _choices_of_release(request: HttpRequest) -> list[tuple[str, str]]:
    lang = _lang(request)
    told = [(one.id, TEXTS["release_proposed"].in_(lang).format(id=one.id)) for one in _proposed()]
    if request.release is None:
        return told
    shown = request.release.id
    return [*told, (shown, TEXTS["release_shown"].in_(lang).format(id=shown))]


def _said(release: str, party: str) -> dict[str, SaidFacts]:
    return {
        one.indicator: SaidFacts(one.number, one.kind, one.text)
        for one in newest_answers(release)
        if one.party == party
    }


def _reports(release: Release, party: Party) -> list[ReportFacts]:
    name = party_names(release)
    found = FigureReport.objects.filter(release=release.id, party=party.id)
    return [_report(one, name(one.party)) for one in found]


def _report(one: FigureReport, who: Any) -> ReportFacts:
    return ReportFacts(
        id=one.pk,
        indicator=one.indicator,
        unit=one.unit,
        period=one.period,
        shown=one.shown,
        who=who,
        on=_day(one),
        text=one.text,
        is_open=one.state == ReportState.AABEN,
        answer=one.answer,
        serial=one.serial,
    )


def _day(one: FigureReport) -> date:
    return timezone.localtime(one.at).date()


def _all_reports(release: Release, lang: Any) -> list[dict[str, Any]]:
    """For the analysts: the open ones first."""
    name = party_names(release)
    titles = {card.id: card.title.in_(lang) for card in release.indicators()}
    found = sorted(FigureReport.objects.all(), key=lambda one: one.state != ReportState.AABEN)
    return [
        {
            "id": one.pk,
            "serial": one.serial,
            "indicator": one.indicator,
            "unit": one.unit,
            "title": titles.get(one.indicator, one.indicator),
            "period": period_text(one.period, lang),
            "release": one.release,
            "told": TEXTS["report_line"]
            .in_(lang)
            .format(who=name(one.party).in_(lang), day=date_text(_day(one), lang), shown=one.shown),
            "text": one.text,
            "is_open": one.state == ReportState.AABEN,
            "answer": one.answer,
        }
        for one in found
    ]
