"""The list of problems in docs/reference/errors.md: nothing that the code tells is left out of it."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from problem_ids import ID, Told, problems_told  # noqa: E402 - from tools/

IN_QUOTES = re.compile(r'"([ACDEGKW][-0-9][A-Z0-9-]+)"')


@pytest.fixture(scope="module")
def told() -> dict[str, tuple[Told, ...]]:
    return problems_told()


def test_every_id_in_the_code_is_listed_with_a_sentence_in_both_languages(told):
    text = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert {code for code in IN_QUOTES.findall(text) if ID.fullmatch(code)} == set(told)
    for code, sentences in told.items():
        assert sentences, code
        for one in sentences:
            assert one.da and one.en and one.da != one.en, (code, one)
            assert bool(one.remedy_da) == bool(one.remedy_en), (code, one)


@pytest.mark.parametrize(
    ("code", "beginning", "remedy"),
    [
        ("K-FMK", "Oplysninger fra Fælles Medicinkort (FMK) må", "Brug Lægemiddelstatistikregisteret"),  # by names
        ("K-LAW", "Registret »…« har intet retsgrundlag", "Skriv retsgrundlaget"),  # in a tuple
        ("K-SOURCE-CARD", "Kilden »…« har et kort", "Skriv src/tvaerblik/sources/….py"),  # through a constant
        ("D09", "Værdien er ikke et helt tal.", "Skriv hele tal uden tegn imellem."),  # half a sentence
        ("K-END", "Slut ligger før start.", "Ret det ved kilden."),  # a remedy that a function adds
        ("D04", "Filen er beskyttet med en adgangskode.", "Fjern beskyttelsen i Excel"),
        ("K-CHOICE", "»…« kan ikke vælges", ""),  # from a table of texts
        ("W-LOST-VALUES", "… mangler i … af rækkerne", ""),  # far from its words
    ],
)  # fmt: skip
def test_a_sentence_is_found_wherever_it_stands(told, code, beginning, remedy):
    found = [one for one in told[code] if one.da.startswith(beginning)]
    assert found, told[code]
    assert any(one.remedy_da.startswith(remedy) for one in found), found
