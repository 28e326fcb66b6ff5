"""Phases: from a day on, a series is held against a new level, because a person has decided so.

Never set by the machine: a centre line that moves by itself would hide the change it should show. Who decides
answers four questions (Wheeler DJ (2000), Understanding Variation), all with yes: does the process behave
differently, is the cause known, is the change wanted, and is it meant to last?
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from tvaerblik.catalogue.fields import Fields
from tvaerblik.catalogue.language import Indicator, Phase, Profile
from tvaerblik.catalogue.named_units import check_named_units
from tvaerblik.catalogue.strict_yaml import read_strict_yaml, yaml_files
from tvaerblik.catalogue.units import UnitRegister
from tvaerblik.core.texts import Text

# Trial limits need this many points, and so does a level that is to be held fast
SHORTEST_BASELINE = 12
LONGEST_BASELINE = 120

QUESTIONS = {
    "different": Text("opfører processen sig anderledes", "does the process behave differently"),
    "cause_known": Text("er årsagen kendt", "is the cause known"),
    "desired": Text("er ændringen ønsket", "is the change wanted"),
    "lasting": Text("er den ment som varig", "is it meant to last"),
}


def load_phases(
    folder: Path, indicators: Mapping[str, Indicator], units: UnitRegister
) -> dict[str, tuple[Phase, ...]]:
    """By indicator, in order of day. None of them where the folder is not there."""
    if not folder.exists():
        return {}
    return {path.stem: _load(path, indicators, units) for path in yaml_files(folder)}


def with_phases(indicator: Indicator, phases: Mapping[str, tuple[Phase, ...]]) -> Indicator:
    found = phases.get(indicator.id, ())
    return replace(indicator, phases=found) if found else indicator


def _load(
    path: Path, indicators: Mapping[str, Indicator], units: UnitRegister
) -> tuple[Phase, ...]:
    fields = Fields(read_strict_yaml(path), path)
    name = fields.text("indicator")
    found = fields.each("phases", _phase)
    fields.done()
    if name != path.stem or name not in indicators:
        raise fields.error(
            "E04",
            f"Der er ingen indikator »{name}« ved filens navn.",
            f"There is no indicator '{name}' by the file's name.",
            "Giv filen indikatorens id som navn.",
            "Name the file by the indicator's id.",
            "indicator",
        )
    _check_assessed(fields, indicators[name])
    named = ((f"phases[{number}].unit", phase.unit) for number, phase in enumerate(found))
    check_named_units(fields, named, units)
    _check_days(fields, found)
    return tuple(sorted(found, key=lambda phase: (phase.from_, phase.unit or "")))


def _check_assessed(fields: Fields, indicator: Indicator) -> None:
    """A phase of what nobody assesses would change nothing, and nobody would know."""
    is_series = not isinstance(indicator.measure, Profile)
    if not is_series or not {"month", "quarter"} & set(indicator.periods):
        raise fields.error(
            "E04",
            "Indikatoren har ingen serie af måneder eller kvartaler, der vurderes.",
            "The indicator has no series of months or quarters that is assessed.",
            "Skriv det sete som en bemærkning i tid (annotations).",
            "Write what was seen as a note in time (annotations).",
            "indicator",
        )


def _phase(fields: Fields) -> Phase:
    answers = fields.sub("answers")
    for question, words in QUESTIONS.items():
        if not answers.boolean(question):
            raise answers.error(
                "E04",
                f"En ny fase forudsætter et ja til: {words.da}?",
                f"A new phase presupposes a yes to: {words.en}?",
                "Lad serien stå, og skriv det sete som en bemærkning i tid (annotations).",
                "Leave the series as it is, and write what was seen as a note in time (annotations).",
                question,
            )
    answers.done()
    return Phase(
        from_=fields.day("from"),
        unit=fields.optional_text("unit"),
        baseline=(
            fields.integer_in("baseline", SHORTEST_BASELINE, LONGEST_BASELINE)
            if fields.has("baseline")
            else None
        ),
        by=fields.worded("by"),
        on=fields.day("on"),
        reason=fields.both("reason"),
    )


def _check_days(fields: Fields, found: tuple[Phase, ...]) -> None:
    seen = set()
    for number, phase in enumerate(found):
        if phase.from_.day != 1:
            raise fields.error(
                "E04",
                "En fase begynder med en måned.",
                "A phase begins with a month.",
                f"Skriv {phase.from_.replace(day=1)} eller den første i måneden efter.",
                f"Write {phase.from_.replace(day=1)} or the first of the month after.",
                f"phases[{number}].from",
            )
        if (phase.from_, phase.unit) in seen:
            raise fields.error(
                "E04",
                "To faser begynder samme dag for det samme.",
                "Two phases begin on the same day for the same.",
                "Lad én af dem stå.",
                "Keep one of them.",
                f"phases[{number}].from",
            )
        seen.add((phase.from_, phase.unit))
