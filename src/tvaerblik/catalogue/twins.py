"""National figures that are taken over may name the indicator of ours that they stand beside."""

from pathlib import Path

from tvaerblik.catalogue.fields import Fields
from tvaerblik.catalogue.language import Indicator, Reported


def check_twins(folder: Path, indicators: dict[str, Indicator]) -> None:
    """Only figures taken over can be somebody's twin, and what they stand beside must be there."""
    for indicator in indicators.values():
        beside = indicator.national.beside
        if beside is None:
            continue
        fields = Fields({}, folder / f"{indicator.id}.yaml")
        if not isinstance(indicator.measure, Reported):
            raise fields.error(
                "E04",
                "Kun tal, der er overtaget (reported), kan være nationale tal for en anden indikator.",
                "Only figures taken over (reported) can be the national figures of another indicator.",
                "Skriv »beside« i definitionen af den nationale serie.",
                "Write 'beside' in the definition of the national series.",
                "national.beside",
            )
        if beside == indicator.id or beside not in indicators:
            raise fields.error(
                "E04",
                f"Der er ingen anden indikator »{beside}«.",
                f"There is no other indicator '{beside}'.",
                "Skriv id på vores egen indikator, eller udelad den.",
                "Write the id of our own indicator, or leave it out.",
                "national.beside",
            )
