"""Text that people write: never empty where a reason is asked for, never with a CPR number."""

from tvaerblik.core.cpr import has_cpr
from tvaerblik.core.errors import BadInput, Problem
from tvaerblik.core.texts import Text

LONGEST_LINE = 200  # characters, as in the columns of titles
LONGEST_PROSE = 4_000  # characters: a page and a half, more than is read on a screen
LONGEST_WORDS = 5_000  # two pages: more belongs in a document


def check_no_cpr(text: str) -> None:
    """Raises BadInput. Nor with the character that PostgreSQL cannot keep and no keyboard writes."""
    if "\0" in text:
        raise BadInput(
            Problem(
                "G-CHARACTER",
                Text(
                    "Teksten indeholder et tegn, der ikke kan gemmes.",
                    "The text contains a character that cannot be stored.",
                ),
                Text("Skriv teksten igen.", "Write the text again."),
            )
        )
    if has_cpr(text):
        raise BadInput(
            Problem(
                "G-CPR",
                Text("Teksten indeholder et CPR-nummer.", "The text contains a CPR number."),
                Text("Fjern det; det er ikke gemt.", "Remove it; it has not been stored."),
            )
        )


def check_words(text: str) -> None:
    """Of any length up to two pages, none included."""
    check_no_cpr(text)
    if len(text) > LONGEST_WORDS:
        raise BadInput(
            Problem(
                "G-WORDS",
                Text(
                    f"Teksten er længere end {LONGEST_WORDS} tegn.",
                    f"The text is longer than {LONGEST_WORDS} characters.",
                ),
                Text("Skriv den kortere.", "Write it shorter."),
            )
        )


def check_reason(text: str) -> None:
    check_words(text)
    if not text.strip():
        raise BadInput(
            Problem(
                "G-REASON",
                Text("Der mangler en begrundelse.", "A reason is missing."),
                Text("Skriv, hvorfor.", "Write why."),
            )
        )


def check_line(text: str, longest: int = LONGEST_LINE) -> str:
    """A title on one line, without spaces at its ends. Raises BadInput for none, or a longer one than
    its column holds, which one database would cut off and another refuse."""
    check_no_cpr(text)
    tidy = " ".join(text.split())
    if not 0 < len(tidy) <= longest:
        raise BadInput(
            Problem(
                "G-LINE",
                Text(
                    f"Titlen mangler eller er længere end {longest} tegn.",
                    f"The title is missing or longer than {longest} characters.",
                ),
                Text("Skriv en kort titel på én linje.", "Write a short title on one line."),
            )
        )
    return tidy


def check_prose(text: str, *, needed: bool = False, longest: int = LONGEST_PROSE) -> str:
    """Some paragraphs, without spaces at their ends. Raises BadInput for none where they are `needed`."""
    check_reason(text) if needed else check_no_cpr(text)
    tidy = text.replace("\r\n", "\n").strip()
    if len(tidy) > longest:
        raise BadInput(
            Problem(
                "G-PROSE",
                Text(
                    f"Teksten er på {len(tidy)} tegn; der er plads til {longest}.",
                    f"The text has {len(tidy)} characters; there is room for {longest}.",
                ),
                Text("Skriv det kortere.", "Write it shorter."),
            )
        )
    return tidy
