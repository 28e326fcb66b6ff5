"""tvaerblik release: build, propose, publish, withdraw, diff, list and verify."""

import argparse
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date

from tvaerblik.catalogue.cases import load_cases
from tvaerblik.cli.installation import Installation
from tvaerblik.cli.output import progress, say, say_json
from tvaerblik.cli.releases import current_id, folder_of
from tvaerblik.core.errors import Blocked, ConfigError, IntegrityError, Problem
from tvaerblik.core.texts import Text
from tvaerblik.flows.build_release import build_release, severe_warnings
from tvaerblik.flows.compute_catalogue import Computed, compute_catalogue
from tvaerblik.flows.statuses import left_out
from tvaerblik.release.diff import ReleaseDiff, diff_releases
from tvaerblik.release.manifest import MANIFEST
from tvaerblik.release.package import ReleasePackage, finished_releases
from tvaerblik.release.verify import verify_release


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=tuple(_ACTIONS))
    parser.add_argument("releases", nargs="*", metavar="RELEASE")
    parser.add_argument(
        "--note", default="", help="bemærkning til udgivelsen / note of the release"
    )
    parser.add_argument(
        "--as-of",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="build: offentliggjort senest / published by",
    )
    parser.add_argument(
        "--accept-warnings",
        metavar="REASON",
        help="build: byg trods alvorlige advarsler, med begrundelse / "
        "build in spite of severe warnings, with a reason",
    )
    parser.add_argument(
        "--code",
        default="",
        metavar="CODE",
        help="propose, withdraw: nye_data, foraeldet, fejl, definition: hvorfor tallene er andre / "
        "why the figures are others",
    )
    parser.add_argument(
        "--review-days",
        type=int,
        metavar="N",
        help="propose: arbejdsdage til parternes gennemsyn (5) / working days for the parties",
    )
    parser.add_argument(
        "--hurried",
        default="",
        metavar="REASON",
        help="propose: hvorfor de får færre / why they get fewer",
    )


def run(options: argparse.Namespace) -> int:
    return _ACTIONS[options.what](Installation(options.home), options)


def build(
    installation: Installation, *, as_of: date | None = None, accept_warnings: str | None = None
) -> ReleasePackage:
    """Computes everything and writes a release folder; nothing is published by it."""
    if accept_warnings is not None:
        operator = installation.permit("release build")
        installation.worker.check_may_accept_warnings(accept_warnings, by=operator)
    return package_of(installation, compute(installation, as_of=as_of), accept_warnings)


def compute(
    installation: Installation, *, as_of: date | None = None, only: Iterable[str] | None = None
) -> Computed:
    with progress("Beregner") as report:
        return compute_catalogue(
            installation.store,
            installation.catalogue,
            installation.permit("release build"),
            only=only,
            as_of=as_of,
            scope=installation.scope,
            progress=report,
        )


def package_of(
    installation: Installation, computed: Computed, accept_warnings: str | None = None
) -> ReleasePackage:
    operator = installation.permit("release build")
    cases = load_cases(installation.definitions, installation.catalogue)
    with progress("Bygger udgivelsen"):
        package = build_release(
            computed,
            installation.catalogue,
            installation.releases,
            operator,
            previous=current_id(installation),
            deliveries=installation.store.deliveries(),
            cases=cases,
            definitions=installation.definitions,
            accept_warnings=accept_warnings,
        )
    if package.manifest.accepted_warnings is not None:
        severe = severe_warnings(computed.results, computed.warnings)
        texts = [warning.text for _, warning in severe]
        installation.worker.accept_warnings(
            package.id, package.manifest.accepted_warnings, texts, by=operator
        )
    return package


def publish(installation: Installation, release: str, note: str) -> None:
    folder = folder_of(installation, release)
    _check_whole(installation, (release,))
    sha256 = hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    installation.worker.publish_built_release(
        release, sha256, folder, by=installation.permit(note or "release publish"), note=note
    )


def _build(installation: Installation, options: argparse.Namespace) -> int:
    package = build(installation, as_of=options.as_of, accept_warnings=options.accept_warnings)
    hidden = left_out(installation.catalogue)
    if options.json:
        names = [indicator.id for indicator in hidden]
        said = {"release": package.id, "manifest_sha256": package.manifest_sha256}
        say_json({**said, "left_out": names})
        return 0
    for indicator in hidden:
        say(
            f"{indicator.id} er ikke med: synlighed {indicator.visibility} / "
            f"is left out: visibility {indicator.visibility}."
        )
    say(f"{package.id} er bygget, ikke udgivet / is built, not published.")
    return 0


def _publish(installation: Installation, options: argparse.Namespace) -> int:
    release = _named(options, 1)[0]
    publish(installation, release, options.note)
    say(f"{release} er udgivet / is published.")
    return 0


def _propose(installation: Installation, options: argparse.Namespace) -> int:
    """Opens it to its parties and its second reader; nothing is published by it."""
    release = _named(options, 1)[0]
    with progress("Sammenligner med den, der vises"):
        proposal = installation.worker.propose_built_release(
            release,
            note=options.note,
            code=options.code,
            review_days=options.review_days,
            hurried_because=options.hurried,
            by=installation.permit("release propose"),
        )
    until = proposal.review_until.isoformat()
    say(
        f"{release} er foreslået; parterne ser deres tal til {until} / "
        f"is proposed; its parties see their figures until {until}."
    )
    return 0


def _publish_due(installation: Installation, options: argparse.Namespace) -> int:
    """What is approved for a moment that has come. Run it every few minutes; one that does not pass
    its checklist stays where it is, and the exit code tells."""
    switched = installation.worker.publish_due(by=installation.permit("release publish-due"))
    for release, problem in switched:
        say(f"{release}: {problem.in_('da') if problem else 'udgivet / published'}")
    return Blocked.exit_code if any(problem for _, problem in switched) else 0


def _withdraw(installation: Installation, options: argparse.Namespace) -> int:
    release = _named(options, 1)[0]
    shown = installation.worker.withdraw(
        release, options.note, options.code, by=installation.permit("release withdraw")
    )
    say(
        f"{release} er trukket tilbage; nu vises {shown or 'ingen'} / "
        f"is withdrawn; {shown or 'none'} is shown now."
    )
    return 0


def _list(installation: Installation, options: argparse.Namespace) -> int:
    current = current_id(installation)
    found = finished_releases(installation.releases)
    if options.json:
        say_json({"releases": list(found), "current": current})
        return 0
    for release in found:
        say(f"{release}{'  ← gældende / current' if release == current else ''}")
    return 0


def _diff(installation: Installation, options: argparse.Namespace) -> int:
    before, after = _named(options, 2)
    _check_whole(installation, (before, after))
    found = diff_releases(folder_of(installation, before), folder_of(installation, after))
    if options.json:
        warnings = [asdict(warning) for warning in found.warnings]
        counts = {"new": found.new, "gone": found.gone, "changed": found.changed}
        say_json({**counts, "warnings": warnings})
    else:
        _show_diff(found)
    return 0


def _verify(installation: Installation, options: argparse.Namespace) -> int:
    releases = tuple(options.releases) or finished_releases(installation.releases)
    _check_whole(installation, releases)
    say(f"{len(releases)} udgivelser er hele / releases are whole.")
    return 0


def _check_whole(installation: Installation, releases: tuple[str, ...]) -> None:
    problems = [
        problem
        for release in releases
        for problem in verify_release(folder_of(installation, release))
    ]
    if problems:
        raise IntegrityError(*problems)


def _show_diff(found: ReleaseDiff) -> None:
    say(f"{found.before} → {found.after}")
    for part in found.indicators:
        say(
            f"  {part.indicator}: {part.changed} ændrede / changed, {part.new} nye / new, "
            f"{part.gone} udgåede / gone, {part.same} uændrede / same"
        )
        for change in part.states:
            say(f"    {change.cells} × {change.before.value} → {change.after.value}")
    for warning in found.warnings:
        fate = {"new": "ny advarsel / new warning", "gone": "løst / solved"}[warning.fate]
        say(f"  {warning.indicator}, {fate}:\n    {warning.text.da}\n    {warning.text.en}")


def _named(options: argparse.Namespace, wanted: int) -> list[str]:
    if len(options.releases) != wanted:
        raise ConfigError(
            Problem(
                "K-RELEASES",
                Text(
                    f"{options.what} skal have {wanted} udgivelse(r).",
                    f"{options.what} needs {wanted} release(s).",
                ),
                Text("Se dem med tvaerblik release list.", "See them with tvaerblik release list."),
            )
        )
    return list(options.releases)


_ACTIONS: dict[str, Callable[[Installation, argparse.Namespace], int]] = {
    "build": _build,
    "propose": _propose,
    "publish": _publish,
    "publish-due": _publish_due,
    "withdraw": _withdraw,
    "list": _list,
    "diff": _diff,
    "verify": _verify,
}
