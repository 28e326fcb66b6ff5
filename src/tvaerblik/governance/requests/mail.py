"""A mail pasted in: its subject and what it says, without who sent it.

Only text is taken. Headers, mail addresses, the names that headers give and what stands below the
greeting are left out and counted; a CPR number is refused with its line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tvaerblik.core.cpr import has_cpr, masked
from tvaerblik.core.errors import BadInput, Problem, Where
from tvaerblik.core.texts import Text
from tvaerblik.governance.requests.template import LONGEST_MAIL, LONGEST_TITLE

_PEOPLE = r"fra|from|til|to|cc|bcc|reply-to|svar til|afsender|sender"
_OTHERS = (
    r"emne|subject|sendt|sent|dato|date|vedrørende|vedr|importance|prioritet|vedhæftet|attachments"
)
_HEADER = re.compile(rf"^[>\s*]*({_PEOPLE}|{_OTHERS})\s*\*?\s*:\s*(.*)$", re.IGNORECASE)
_PERSON = re.compile(rf"(?:{_PEOPLE})", re.IGNORECASE)
_SUBJECT = ("emne", "subject")
_REPLY = re.compile(r"^(?:(?:sv|vs|re|fw|fwd|aw|wg)\s*:\s*)+", re.IGNORECASE)
_ADDRESS = re.compile(r"<?\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b>?")
# Eight digits together or in pairs: two years beside one another are no telephone number
_PHONE = re.compile(r"(?<!\w)(?<!\d[.,])(?:\+45 ?)?(?:\d{8}|\d{2}(?: \d{2}){3})(?!\w|[.,]\d)")
# The greeting itself may stand; those who greet are left out, down to where an earlier mail begins
_GREETING = re.compile(
    r"^[>\s]*(?:de bedste hilsner|(?:med )?(?:venlig|bedste|mange|kærlig|god) ?hilsen(?:er)?|(?:de )?bedste hilsner"
    r"|venlige? hilsner?|mvh|vh|hilsen|(?:best|kind) regards|regards|sincerely)\b.*$|^--\s*$",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"^[>\s-]*(?:oprindelig meddelelse|original message|_{8,}|-{8,})", re.IGNORECASE
)
_MARKUP = re.compile(r"<(?:!doctype|html|body|table|div|span|style|p|br)\b", re.IGNORECASE)
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


@dataclass(frozen=True, slots=True)
class Mail:
    """`left_out`: how many lines, addresses, names and telephone numbers were not taken along."""

    subject: str
    body: str
    left_out: int


def read_mail(text: str) -> Mail:
    """Raises BadInput for a CPR number, for more than text, and for nothing at all."""
    lines = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    _check(text, lines)
    headers = [match for line in lines if (match := _HEADER.match(line))]
    subject = next((one[2].strip() for one in headers if one[1].lower() in _SUBJECT), "")
    names = tuple(_names(one[2] for one in headers if _PERSON.fullmatch(one[1])))
    kept = tuple(_without_signatures(lines))
    body, hidden = _without_people("\n".join(kept), names)
    title, hidden_in_title = _without_people(_REPLY.sub("", subject), names)
    left_out = len(lines) - len(kept) + hidden + hidden_in_title
    return Mail(title.strip()[:LONGEST_TITLE], re.sub(r"\n{3,}", "\n\n", body).strip(), left_out)


def _without_signatures(lines: list[str]) -> Iterator[str]:
    """Lines that are no header and do not stand below a greeting; a header ends what is below it."""
    signed = False
    for line in lines:
        if _HEADER.match(line) or _EARLIER.match(line):
            signed = False
        elif _GREETING.match(line):
            signed = True
        elif not signed:
            yield line


def _names(people: Iterator[str]) -> Iterator[str]:
    """Whole names, and each part of a name that is long enough to be one."""
    for value in people:
        for one in re.split(r"[;,]", _ADDRESS.sub("", value)):
            name = one.strip(" \"'<>*[]")
            if re.search(r"[^\W\d_]", name):
                yield name
                yield from (part for part in name.split() if len(part) > 2)


def _without_people(text: str, names: tuple[str, ...]) -> tuple[str, int]:
    hidden = 0
    for pattern, instead in (
        (_ADDRESS, "[mailadresse udeladt]"),
        (_PHONE, "[telefonnummer udeladt]"),
        *(
            (re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE), "[navn udeladt]")
            for name in sorted(set(names), key=len, reverse=True)
        ),
    ):
        text, count = pattern.subn(instead, text)
        hidden += count
    return text, hidden


def _check(text: str, lines: list[str]) -> None:
    for number, line in enumerate(lines, start=1):
        if has_cpr(line):
            raise BadInput(_has_cpr(number, line))
    if has_cpr(text):  # written over two lines
        raise BadInput(_has_cpr(1, ""))
    if not text.strip():
        raise BadInput(_wrong("G-EMPTY", Text("Der er ingen tekst.", "There is no text."), _PASTE))
    if len(text) > LONGEST_MAIL:
        raise BadInput(
            _wrong(
                "G-LONG",
                Text(
                    f"Teksten er på {len(text)} tegn; der er plads til {LONGEST_MAIL}.",
                    f"The text has {len(text)} characters; there is room for {LONGEST_MAIL}.",
                ),
                Text("Indsæt kun det, ønsket handler om.", "Paste only what the wish is about."),
            )
        )
    if _MARKUP.search(text):
        raise BadInput(
            _wrong(
                "G-MARKUP",
                Text("Det er ikke ren tekst, men HTML.", "This is HTML, not plain text."),
                _PASTE,
            )
        )


_PASTE = Text("Kopiér mailens tekst, og indsæt den.", "Copy the mail's text, and paste it.")


def _has_cpr(number: int, line: str) -> Problem:
    hidden = masked(line)
    column = next((n for n, (a, b) in enumerate(zip(line, hidden, strict=False), 1) if a != b), 1)
    return Problem(
        "G-CPR",
        Text(
            f"Linje {number} indeholder et CPR-nummer (tegn {column}).",
            f"Line {number} contains a CPR number (character {column}).",
        ),
        Text(
            "Fjern det, og indsæt mailen igen; intet er gemt.",
            "Remove it, and paste the mail again; nothing has been stored.",
        ),
        Where(row=number),
    )


def _wrong(code: str, what: Text, remedy: Text) -> Problem:
    return Problem(code, what, remedy)
