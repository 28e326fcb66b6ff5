"""Two parts of a definition that do not go together, said in both languages."""

from tvaerblik.core.texts import Text


class Incoherent(ValueError):
    """Raised by a value of the language that cannot exist. The loader adds file and path; `field` is
    the field to mend, as a definition spells it, where it is not the whole value."""

    def __init__(self, da: str, en: str, field: str = "") -> None:
        super().__init__(en)
        self.text, self.field = Text(da, en), field
