"""Words in the two languages everything is said in: Danish first, English second."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["da", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or name in Danish and English. Neither may be empty."""

    da: str
    en: str

    def __post_init__(self) -> None:
        if not self.da.strip() or not self.en.strip():
            raise ValueError(f"Both languages must be filled in, got da={self.da!r} en={self.en!r}")

    def in_(self, language: Language) -> str:
        return self.da if language == "da" else self.en
