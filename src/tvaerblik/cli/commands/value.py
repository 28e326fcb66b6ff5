"""tvaerblik value: one figure, from the current release or as it stood on a date."""

import argparse
from datetime import date
from typing import Any

from tvaerblik.cli.installation import Installation
from tvaerblik.cli.moments import moment
from tvaerblik.cli.output import say, say_json
from tvaerblik.cli.releases import current_folder, folder_of
from tvaerblik.core.errors import ConfigError, Problem
from tvaerblik.core.texts import Text
from tvaerblik.flows.compute_value import compute_value, value_json, vintage_of_value
from tvaerblik.presentation.words import state_mark, state_sentence
from tvaerblik.release.reader import open_release

AS_IS, AS_WAS = "as-is", "as-was"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("indicator")
    parser.add_argument("--unit", required=True, help="fx region-nordjylland, kommune-0851")
    parser.add_argument(
        "--period", required=True, help="2026, 2026-Q1, 2026-03, 2026-W12, 2026-03-14"
    )
    parser.add_argument(
        "--stratum", action="append", default=[], metavar="K=V", help="age_band=65-69, sex=k"
    )
    parser.add_argument("--organisation", default=AS_WAS, help="as-was, as-is, YYYY-MM-DD")
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--as-of",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="offentliggjort senest / published by",
    )
    which.add_argument(
        "--known-at",
        type=moment,
        metavar="YYYY-MM-DD[THH:MM]",
        help="modtaget senest / received by",
    )
    which.add_argument(
        "--release", help="udgivelse / release; ellers den gældende / else the current"
    )


def run(options: argparse.Namespace) -> int:
    installation = Installation(options.home)
    stratum = dict(_pair(text) for text in options.stratum)
    if options.as_of or options.known_at:
        answer = _computed(installation, options, stratum)
    else:
        answer = _released(installation, options, stratum)
    if options.json:
        say_json(answer)
    else:
        _show(answer)
    return 0


def _computed(
    installation: Installation, options: argparse.Namespace, stratum: dict[str, str]
) -> dict[str, Any]:
    when = {"as_of": options.as_of, "known_at": options.known_at}
    row = compute_value(
        installation.store,
        installation.catalogue,
        installation.permit("value", role="reader"),
        options.indicator,
        options.unit,
        options.period,
        stratum=stratum,
        organisation=_organisation(options.organisation),
        **when,
    )
    vintage = vintage_of_value(
        installation.store, installation.catalogue, options.indicator, **when
    )
    return value_json(row, None, vintage.id)


def _released(
    installation: Installation, options: argparse.Namespace, stratum: dict[str, str]
) -> dict[str, Any]:
    folder = (
        folder_of(installation, options.release)
        if options.release
        else current_folder(installation)
    )
    with open_release(folder) as release:
        row = release.value(
            options.indicator,
            options.unit,
            options.period,
            age_band=stratum.get("age_band"),
            sex=stratum.get("sex"),
            organisation=_organisation(options.organisation),
        )
        return value_json(row, release.id, release.manifest.vintage)


def _organisation(text: str) -> str:
    if text in (AS_WAS, AS_IS):
        return AS_WAS if text == AS_WAS else date.today().isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ConfigError(
            Problem(
                "K-ORGANISATION",
                Text(f"»{text}« er ikke en organisation.", f"'{text}' is not an organisation."),
                Text("Skriv as-was, as-is eller en dato.", "Write as-was, as-is or a date."),
            )
        ) from None


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or name not in ("age_band", "sex"):
        raise ConfigError(
            Problem(
                "K-STRATUM",
                Text(f"»{text}« er ikke en opdeling.", f"'{text}' is not a stratum."),
                Text(
                    "Skriv fx --stratum sex=k eller --stratum age_band=65-69.",
                    "Write e.g. --stratum sex=k or --stratum age_band=65-69.",
                ),
            )
        )
    return name, value


def _show(answer: dict[str, Any]) -> None:
    state = answer["state"]
    numbered = state in ("ok", "zero")
    shown = (
        answer["value"] if numbered else f"{state_mark(state, 'da')}  {state_sentence(state, 'da')}"
    )
    say(f"{answer['indicator']} {answer['unit']} {answer['period']}: {shown}")
    if numbered and answer["denominator"] is not None:
        say(
            f"  {answer['numerator']} / {answer['denominator']}  [{answer['lower']}; {answer['upper']}]"
        )
    say(
        f"  {state} {' '.join(answer['flags'])} · version {answer['version']} · {answer['release'] or answer['vintage'][:12]}"
    )
