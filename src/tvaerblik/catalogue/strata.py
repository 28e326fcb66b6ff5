"""The breakdowns every computed indicator can have: age bands and sex."""

from dataclasses import dataclass

from tvaerblik.core.texts import Text


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Whole years, both ends included; no `to` is open-ended."""

    id: str
    from_: int
    to: int | None

    @property
    def label(self) -> Text:
        if self.to is None:
            return Text(f"{self.from_} år og derover", f"{self.from_} years and over")
        return Text(f"{self.from_}-{self.to} år", f"{self.from_}-{self.to} years")


# Finer above 65, where most of the agreement's indicators have their people (need S21).
AGE_BANDS = (
    AgeBand("0-17", 0, 17),
    AgeBand("18-39", 18, 39),
    AgeBand("40-64", 40, 64),
    AgeBand("65-69", 65, 69),
    AgeBand("70-74", 70, 74),
    AgeBand("75-79", 75, 79),
    AgeBand("80-84", 80, 84),
    AgeBand("85-89", 85, 89),
    AgeBand("90+", 90, None),
)

SEXES: dict[str, Text] = {"k": Text("Kvinder", "Women"), "m": Text("Mænd", "Men")}


def band_of(age: int) -> str:
    """The band of an age in whole years. Ages below 0 cannot exist after intake."""
    assert age >= 0, age
    return next(band.id for band in AGE_BANDS if band.to is None or age <= band.to)
