"""Every error of the package, headed by its tree. What a person can cause is a UserError.

TvaerblikError
├── UserError                 shown as a sentence, never with a traceback
│   ├── BadInput              a file or delivery cannot be read as declared     exit 3
│   ├── DeliveryHeld          a delivery was read but is held back              exit 4
│   ├── DefinitionError       a definition, register or code list is wrong      exit 5
│   ├── NotKnown              no such unit, indicator, period, release, source  exit 6
│   ├── NotAllowed            the permit does not cover it                      exit 7
│   ├── NotOffered            part of the language that is not built            exit 8
│   ├── Blocked               a rule, or somebody else at work, stops it         exit 9
│   └── ConfigError           a setting is missing or wrong                     exit 10
└── IntegrityError            stored bytes are not the bytes that were stored   exit 11
"""

from dataclasses import dataclass, replace
from typing import ClassVar

from tvaerblik.core.cpr import masked
from tvaerblik.core.texts import Language, Text


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a problem. `row` is the physical line number, the header being line 1."""

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    path: str | None = None

    def masked(self) -> "Where":
        def hidden(name: str | None) -> str | None:
            return None if name is None else masked(name)

        where = replace(self, file=hidden(self.file), sheet=hidden(self.sheet))
        return replace(where, column=hidden(self.column), path=hidden(self.path))

    def in_(self, language: Language) -> str:
        words = {
            "da": ("fil", "ark", "række", "kolonne", "sti"),
            "en": ("file", "sheet", "row", "column", "path"),
        }[language]
        parts = (self.file, self.sheet, self.row, self.column, self.path)
        return ", ".join(
            f"{word} {part}" for word, part in zip(words, parts, strict=True) if part is not None
        )


NOWHERE = Where()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a stable code (see docs/reference), what, where, what to do.

    What a person typed is quoted here; a CPR number in it is masked, whoever made the problem."""

    code: str
    what: Text
    remedy: Text
    where: Where = NOWHERE

    def __post_init__(self) -> None:
        for name in ("what", "remedy"):
            text: Text = getattr(self, name)
            object.__setattr__(self, name, Text(masked(text.da), masked(text.en)))
        object.__setattr__(self, "where", self.where.masked())

    def in_(self, language: Language) -> str:
        place = self.where.in_(language)
        located = f" ({place})" if place else ""
        return f"[{self.code}] {self.what.in_(language)}{located} {self.remedy.in_(language)}"


class TvaerblikError(Exception):
    """Root of the tree. Carries one problem or several; `total` counts those not listed too."""

    exit_code: ClassVar[int] = 1

    def __init__(self, *problems: Problem, total: int | None = None) -> None:
        assert problems, "an error without a problem tells nobody what to do"
        self.problems = problems
        self.total = len(problems) if total is None else total
        super().__init__(problems[0].in_("en"))

    def in_(self, language: Language) -> str:
        lines = [problem.in_(language) for problem in self.problems]
        hidden = self.total - len(self.problems)
        if hidden > 0:
            more = {"da": f"… og {hidden} fejl mere.", "en": f"… and {hidden} more problems."}
            lines.append(more[language])
        return "\n".join(lines)


class UserError(TvaerblikError):
    exit_code = 2


class BadInput(UserError):
    exit_code = 3


class DeliveryHeld(UserError):
    exit_code = 4


class DefinitionError(UserError):
    exit_code = 5


class NotKnown(UserError):
    exit_code = 6


class NotAllowed(UserError):
    exit_code = 7


class NotOffered(UserError):
    exit_code = 8


class Blocked(UserError):
    exit_code = 9


class ConfigError(UserError):
    exit_code = 10


class IntegrityError(TvaerblikError):
    exit_code = 11
