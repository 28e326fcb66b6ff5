"""Errors as problem JSON (RFC 9457): a stable code and the sentence in both languages."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from ninja import NinjaAPI
from ninja.errors import ValidationError

from tvaerblik.core.errors import (
    BadInput,
    IntegrityError,
    NotAllowed,
    NotKnown,
    Problem,
    TvaerblikError,
)
from tvaerblik.core.texts import Text

# What somebody may not see does not exist: 404, never 403
STATUSES: dict[type[TvaerblikError], int] = {
    BadInput: 400,
    NotKnown: 404,
    NotAllowed: 404,
    IntegrityError: 503,
}
WITHOUT_A_STATUS_OF_ITS_OWN = 400


def handle_problems(api: NinjaAPI) -> None:
    api.add_exception_handler(TvaerblikError, _answer_error)
    api.add_exception_handler(ValidationError, _answer_validation)


def bad_parameter(da: str, en: str, remedy_da: str, remedy_en: str) -> BadInput:
    return BadInput(Problem("A-PARAMETER", Text(da, en), Text(remedy_da, remedy_en)))


def check_can_be_shown(release: Any) -> None:
    if release is None:
        raise NotKnown(
            Problem(
                "A-NO-RELEASE",
                Text("Der vises ingen udgivelse lige nu.", "No release is shown right now."),
                Text("Prøv igen senere.", "Try again later."),
            )
        )


def _answer_error(request: HttpRequest, error: Any) -> HttpResponse:
    status = next(
        (status for kind, status in STATUSES.items() if isinstance(error, kind)),
        WITHOUT_A_STATUS_OF_ITS_OWN,
    )
    return problem_response(error.problems[0], status)


def _answer_validation(request: HttpRequest, error: Any) -> HttpResponse:
    names = sorted({str(item["loc"][-1]) for item in error.errors})
    listed = ", ".join(names)
    return _answer_error(
        request,
        bad_parameter(
            f"Mangler eller kan ikke læses: {listed}.",
            f"Missing or not readable: {listed}.",
            "Se /api/v1/openapi.json.",
            "See /api/v1/openapi.json.",
        ),
    )


def problem_response(problem: Problem, status: int) -> HttpResponse:
    content = {
        "type": f"urn:tvaerblik:problem:{problem.code}",
        "status": status,
        "title": problem.what.in_("en" if get_language() == "en" else "da"),
        "code": problem.code,
        "da": f"{problem.what.da} {problem.remedy.da}",
        "en": f"{problem.what.en} {problem.remedy.en}",
    }
    response = JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
    response.headers["Content-Type"] = "application/problem+json"
    return response
