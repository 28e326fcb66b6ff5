"""What is told of a case's draft on its way to become a definition: what no longer counts, what is in the
way, and which drafts are on their way."""

from collections.abc import Iterator
from dataclasses import dataclass

from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.pages.approval import APPROVED
from tvaerblik.presentation.pages.approval_texts import TEXTS
from tvaerblik.presentation.pages.words_of_pages import words_in


@dataclass(frozen=True, slots=True)
class DraftRound:
    """`version`: the draft's number in its case. `step`: empty before it is sent. `lacks_file`: approved,
    and not in the folder. `dropped`: the number of a draft whose signatures count no more, 0 for none."""

    number: str
    case: str
    version: int
    step: str = ""
    lacks_file: bool = False
    text: str = ""
    dropped: int = 0
    is_programs_folder: bool = False
    has_cases: bool = False
    is_computed: bool = True

    @property
    def is_filed(self) -> bool:
        return self.step == APPROVED and not self.lacks_file


@dataclass(frozen=True, slots=True)
class DraftLine:
    number: str
    name: str
    stands: str


def notices_of(draft: DraftRound, lang: Lang) -> tuple[str, ...]:
    """What whoever signs has to know first."""
    return tuple(
        TEXTS[key].in_(lang).format(version=draft.version, dropped=draft.dropped)
        for key in _notices(draft)
    )


def _notices(draft: DraftRound) -> Iterator[str]:
    if draft.dropped:
        yield "dropped_newer" if draft.dropped != draft.version else "dropped_folder"
    if draft.lacks_file:
        yield "lacks_file"
    if draft.step == APPROVED:
        return
    if draft.is_programs_folder:
        yield "needs_folder"
    if not draft.is_computed:
        yield "not_computed"
    if draft.has_cases:
        yield "cases_stay"


def lines_of(drafts: tuple[DraftRound, ...], lang: Lang) -> tuple[DraftLine, ...]:
    t = words_in(TEXTS, lang)
    return tuple(
        DraftLine(
            draft.number,
            t["draft_named"].format(version=draft.version, number=draft.number, case=draft.case),
            t["lacks_file"] if draft.lacks_file else t[f"group_{draft.step or 'ingen'}"],
        )
        for draft in drafts
    )
