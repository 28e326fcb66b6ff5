"""What a reader of releases is told when something is not there, or is not what was released."""

from tvaerblik.core.errors import IntegrityError, NotKnown, Problem
from tvaerblik.core.texts import Text
from tvaerblik.release.verify import problem


def changed(file: str) -> IntegrityError:
    return IntegrityError(
        problem(
            "K-RELEASE-CHANGED", "er ikke den, der blev udgivet", "is not the released one", file
        )
    )


def unknown_release(name: str) -> NotKnown:
    return NotKnown(
        Problem(
            "K-RELEASE",
            Text(f"Der er ingen udgivelse »{name}«.", f"There is no release '{name}'."),
            Text("Se listen med: tvaerblik release list.", "List them: tvaerblik release list."),
        )
    )


_WITHOUT_FIGURES = {
    "wanted": Text("ønsket", "wished for"),
    "planned": Text("planlagt", "planned"),
    "paused": Text("sat på pause", "paused"),
    "retired": Text("udgået", "retired"),
}


def unknown_indicator(indicator: str, known: tuple[str, ...], status: str | None) -> NotKnown:
    names = ", ".join(known)
    told = Text(
        f"Udgivelsen har ingen indikator »{indicator}«.",
        f"The release has no indicator '{indicator}'.",
    )
    if status is not None:
        words = _WITHOUT_FIGURES[status]
        told = Text(
            f"»{indicator}« er {words.da} og har ingen tal i udgivelsen.",
            f"'{indicator}' is {words.en} and has no figures in the release.",
        )
    return NotKnown(
        Problem(
            "K-INDICATOR",
            told,
            Text(f"Den har: {names}.", f"It has: {names}."),
        )
    )


def unknown_unit(unit: str, known: tuple[str, ...]) -> NotKnown:
    near = ", ".join([name for name in known if unit.split("-")[-1] in name][:3])
    return NotKnown(
        Problem(
            "K-UNIT",
            Text(f"Der er ingen enhed »{unit}«.", f"There is no unit '{unit}'."),
            Text(
                f"Mente du {near}?" if near else "Se listen på /api/v1/enheder.",
                f"Did you mean {near}?" if near else "See the list at /api/v1/enheder.",
            ),
        )
    )
