"""Why rows were set aside is said in words on the page Data, whatever source set them aside."""

import re
from pathlib import Path

from tvaerblik.presentation.pages.data_texts import REASONS

SOURCES = Path(__file__).parents[3] / "src" / "tvaerblik" / "sources"
# As an argument by name, as the second argument of Asides.add, or picked from two
GIVEN = (r'reason="(\w+)"', r'asides\.add\(\S+, "(\w+)"', r'"(withdrawn|superseded)"')


def test_every_reason_that_a_source_gives_has_words() -> None:
    texts = [path.read_text("utf-8") for path in SOURCES.glob("*.py")]
    given = {reason for text in texts for form in GIVEN for reason in re.findall(form, text)}
    assert {"total", "no_contact", "repeated", "superseded", "part_of_message_not_used"} <= given
    assert given <= set(REASONS)
