"""tvaerblik definitions: checks the catalogue, reads a definition aloud, compares, asks for data; and gives an
installation definitions of its own."""

import argparse
import importlib
from pathlib import Path

from tvaerblik.catalogue.cases import load_cases
from tvaerblik.catalogue.digest import codelists_of, digest_of
from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.loader import Catalogue, load_catalogue
from tvaerblik.catalogue.words import (
    attribute_words,
    denominator_words,
    numerator_words,
    standardise_words,
    unknown_words,
)
from tvaerblik.cli.installation import Installation, use_copy
from tvaerblik.cli.output import say, say_json
from tvaerblik.config.definitions import COPY, OWN_DEFINITIONS
from tvaerblik.core.texts import Language, Text

# Each a module of `cli.definitions`, imported when it is run: the engines take a second to import
# that check and show need not pay.
OTHERS = ("cases", "diff", "requirements")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("check", "show", "copy", *OTHERS))
    parser.add_argument("indicator", nargs="?", help="indikatorens id / the indicator's id")
    parser.add_argument("--lang", choices=("da", "en"), default="da")
    parser.add_argument(
        "--against",
        type=Path,
        metavar="DIR",
        help="diff: den tidligere mappe med definitioner / the earlier folder of definitions",
    )


def run(options: argparse.Namespace) -> int:
    if options.what == "copy":
        return _copy(options.home)
    folder = _folder(options.home)
    catalogue = load_catalogue(folder)
    if options.what in OTHERS:
        module = importlib.import_module(f"tvaerblik.cli.definitions.{options.what}")
        return int(module.run(options, catalogue, folder))
    if options.what == "show":
        indicators = (
            [catalogue.get(options.indicator)]
            if options.indicator
            else catalogue.indicators.values()
        )
        for indicator in indicators:
            say("\n".join(_shown(indicator, catalogue, options.lang)) + "\n")
        return 0
    return _check(catalogue, folder, as_json=options.json)


def _check(catalogue: Catalogue, folder: Path, *, as_json: bool) -> int:
    """Loading is the check: of definitions and of their worked cases, which are not run here. What loading
    cannot see is whether the modules that read deliveries fill what the registers say."""
    # Imported here: `show` need not wait for what reads deliveries
    flow = importlib.import_module("tvaerblik.flows.check_sources")
    world = importlib.import_module("tvaerblik.flows.receive_delivery").load_world(folder)
    sources = flow.check_sources(world)
    cases = load_cases(folder, catalogue)
    found = {
        id_: digest_of(indicator, catalogue) for id_, indicator in catalogue.indicators.items()
    }
    if as_json:
        say_json(found)
    else:
        count = sum(len(of_one) for of_one in cases.values())
        say(f"{len(found)} definitioner er i orden / definitions are in order.")
        say(f"{count} eksempler kan læses / worked cases can be read.")
        say(
            f"{sources} kilder passer med kort og registre / sources agree with cards and registers."
        )
    return 0


def _copy(home: Path) -> int:
    """Where there is one already, it is brought up to date."""
    assert Installation(home).settings is not None
    laid = use_copy(home)
    load_catalogue(Installation(home).definitions)
    say(f"Definitionerne ligger i / the definitions lie in {(home / COPY).resolve()}.")
    say(f"{len(laid.fresh)} filer fulgte programmet / files followed the program.")
    if laid.kept:
        say(f"{len(laid.kept)} er installationens egne / are the installation's own:")
        say("\n".join(f"  {path}" for path in laid.kept))
    say("Genstart tvaerblik serve og worker / restart tvaerblik serve and worker.")
    return 0


def _folder(home: Path) -> Path:
    """The installation's definitions; the project's own where there is no installation yet."""
    return Installation(home).definitions if (home / "tvaerblik.toml").exists() else OWN_DEFINITIONS


_CODELIST = Text("Kodeliste", "Code list")


def _shown(indicator: Indicator, catalogue: Catalogue, language: Language) -> list[str]:
    title, codelist_label = indicator.title.in_(language), _CODELIST.in_(language)
    digest = digest_of(indicator, catalogue)[:12]
    said = (
        (Text("Formål", "Purpose"), indicator.purpose),
        (Text("Tæller", "Numerator"), numerator_words(indicator, catalogue)),
        (Text("Nævner", "Denominator"), denominator_words(indicator, catalogue)),
        (Text("Sted", "Place"), attribute_words(indicator, catalogue)),
        (Text("Standardisering", "Standardisation"), standardise_words(indicator, catalogue)),
        (Text("Manglende oplysninger", "Missing values"), unknown_words(indicator, catalogue)),
        (Text("Forbehold", "Caveats"), indicator.caveats),
    )
    lines = [f"{title}  ({indicator.id} {indicator.version}, {digest})"]
    lines += [
        f"  {label.in_(language)}: {text.in_(language)}" for label, text in said if text is not None
    ]
    for name in sorted(codelists_of(indicator)):
        codelist = catalogue.codelists[name]
        lines.append(
            f"  {codelist_label}: {codelist.title.in_(language)} {codelist.version}. {codelist.status.in_(language)}."
        )
    return lines
