from dataclasses import replace
from datetime import date

import pytest

from tvaerblik.core.texts import Text
from tvaerblik.presentation.pages.data import (
    DeliveryFacts,
    SourceFacts,
    TroubleFacts,
    build_data,
    notices_of,
)

TODAY = date(2026, 11, 22)
MISSING = Text("Kommune 0851 mangler.", "Municipality 0851 is missing.")

DELIVERY = DeliveryFacts(
    id="lpr_a-2026-10-10",
    published=date(2026, 10, 10),
    received=date(2026, 10, 11),
    state="accepted",
    rows={"hospital_contact": 48_000, "diagnosis": 91_000},
    set_aside={"unlinked_person": 12, "later_disproved": "<5", "withdrawn": 0},
    unlinked=12,
    covers=(date(2023, 1, 1), date(2026, 10, 1)),
    remarks=(),
)
HELD = replace(
    DELIVERY, id="lpr_a-2026-11-10", published=date(2026, 11, 10), state="held", remarks=(MISSING,)
)
SOURCE = SourceFacts(
    name="lpr_a",
    title=Text("Landspatientregisteret", "National Patient Register"),
    synthetic=True,
    already_public=False,
    newest_published=date(2026, 10, 10),
    covers=(date(2023, 1, 1), date(2026, 10, 1)),
    promise_days=35,
    deliveries=(DELIVERY,),
)
TROUBLE = TroubleFacts(
    source="lpr_a",
    text=Text("LPR3 – forventes løst.", "LPR3 – to be solved."),
    since=date(2026, 3, 1),
    expected=date(2027, 2, 1),
    solved_on=None,
)


def _page(*sources: SourceFacts, troubles=(), today=TODAY, lang="da"):
    return build_data(sources, troubles, today=today, lang=lang)


def test_a_source_tells_how_new_its_figures_are() -> None:
    line = _page(SOURCE).sources[0]
    assert (line.newest, line.age) == ("10. oktober 2026", "43 dage")
    assert line.covers == "1. januar 2023 – 30. september 2026"
    assert line.marks == ("Syntetisk",)
    assert (line.accepted, line.held, line.superseded) == (1, 0, 0)


@pytest.mark.parametrize(
    ("days", "promise", "is_late"),
    [
        (42, "aftalt højst 42 dage: forsinket", True),
        (43, "aftalt højst 43 dage", False),
        (None, "", False),
    ],
)
def test_age_is_held_against_what_was_agreed(days: int | None, promise: str, is_late: bool) -> None:
    line = _page(replace(SOURCE, promise_days=days)).sources[0]
    assert (line.promise, line.is_late) == (promise, is_late)


def test_a_source_without_deliveries_has_no_age() -> None:
    empty = replace(SOURCE, newest_published=None, covers=(None, None), deliveries=())
    line = _page(empty).sources[0]
    assert (line.newest, line.age, line.covers, line.is_late) == ("–", "–", "–", False)
    assert _page(SOURCE, today=date(2026, 10, 11)).sources[0].age == "1 dag"


def test_a_delivery_tells_rows_reasons_and_cover() -> None:
    line = _page(SOURCE).sources[0].deliveries[0]
    assert (line.published, line.received) == ("10. okt. 2026", "11. okt. 2026")
    assert (line.rows, line.unlinked, line.state) == ("139.000", "12", "Godtaget")
    assert line.set_aside == (
        ("Personen kan ikke kobles", "12"),
        ("Senere afkræftet diagnose", "under 5"),
    )


def test_a_count_of_few_is_never_added_to_others() -> None:
    few = replace(DELIVERY, rows={"a": "<5", "b": 91_000})
    line = _page(replace(SOURCE, deliveries=(few,))).sources[0].deliveries[0]
    assert line.rows == "a under 5, b 91.000"


def test_deliveries_stand_newest_first_with_why_one_is_held() -> None:
    line = _page(replace(SOURCE, deliveries=(DELIVERY, HELD))).sources[0]
    assert [one.is_held for one in line.deliveries] == [True, False]
    assert line.deliveries[0].remarks == ("Kommune 0851 mangler.",)
    assert (line.held, line.summary) == (1, "2 leverancer")


def test_an_override_says_by_whom_and_why() -> None:
    taken = replace(HELD, state="accepted", override_by="analytiker", override_reason="aftalt")
    line = _page(replace(SOURCE, deliveries=(taken,))).sources[0].deliveries[0]
    assert line.remarks[-1] == "Godkendt alligevel af analytiker: aftalt"


@pytest.mark.parametrize(
    ("covers", "text"),
    [
        ((date(2026, 1, 1), None), "1. jan. 2026 –"),
        ((None, date(2026, 2, 1)), "– 31. jan. 2026"),
        ((None, None), ""),
    ],
)
def test_an_open_end_is_left_open(covers: tuple, text: str) -> None:
    one = replace(DELIVERY, covers=covers)
    assert _page(replace(SOURCE, deliveries=(one,))).sources[0].deliveries[0].covers == text


def test_trouble_is_open_until_it_is_solved() -> None:
    solved = replace(TROUBLE, solved_on=date(2026, 11, 1))
    unnamed = replace(TROUBLE, source="andet", expected=None)
    page = _page(SOURCE, troubles=(TROUBLE, solved, unnamed))
    assert [one.source for one in page.troubles] == ["Landspatientregisteret", "andet"]
    assert page.troubles[0].when == "Siden 1. marts 2026, forventes løst 1. februar 2027"
    assert page.troubles[1].when == "Siden 1. marts 2026"
    assert page.past_troubles[0].when == "Siden 1. marts 2026, løst 1. november 2026"


def test_the_overview_is_told_of_trouble_held_and_late() -> None:
    late_and_held = replace(SOURCE, deliveries=(DELIVERY, HELD))
    said = notices_of([late_and_held], [TROUBLE], today=TODAY, lang="da")
    assert said == (
        "LPR3 – forventes løst.",
        "En leverance fra Landspatientregisteret er holdt tilbage. Tallene her bygger på tidligere leverancer.",
        "Landspatientregisteret er forsinket: nyeste leverance er 43 dage gammel; aftalen er højst 35 dage.",
    )


def test_a_held_delivery_that_was_followed_by_a_good_one_is_no_news() -> None:
    later = replace(DELIVERY, published=date(2026, 11, 20))
    kept = replace(SOURCE, promise_days=None, deliveries=(HELD, later))
    empty = replace(SOURCE, promise_days=None, deliveries=())
    assert notices_of([kept, empty], [], today=TODAY, lang="da") == ()


def test_a_source_that_never_came_is_missed_only_if_it_was_promised() -> None:
    absent = replace(SOURCE, deliveries=(), newest_published=None)
    assert len(_page(absent).sources) == 1
    assert _page(replace(absent, promise_days=None)).sources == ()


def test_a_year_of_deliveries_is_shown_and_the_earlier_are_folded() -> None:
    many = tuple(
        replace(DELIVERY, id=str(n), published=date(2023 + n // 12, n % 12 + 1, 9))
        for n in range(30)
    )
    line = _page(replace(SOURCE, deliveries=many)).sources[0]
    assert (len(line.deliveries), len(line.earlier)) == (12, 18)
    assert (
        line.deliveries[-1].published == "9. jul. 2024"
        and line.earlier[0].published == "9. jun. 2024"
    )
    assert (line.summary, line.earlier_summary) == ("30 leverancer", "De 18 tidligere")
