"""Every text exists in both languages, every text is used, and every word a page asks for is there."""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from tvaerblik.core.texts import Text
from tvaerblik.presentation import pages
from tvaerblik.presentation.pages import frame_texts, names, prose
from tvaerblik.presentation.pages.frame import build_frame
from tvaerblik.presentation.pages.names import name_in, theme_order
from tvaerblik.presentation.pages.places import alphabetical
from tvaerblik.presentation.pages.words_of_pages import join_words, words_in
from tvaerblik.release.reader import Release

SOURCE = Path(prose.__file__).parents[2]
TEMPLATES = SOURCE / "web" / "templates"
PRESENTATION = SOURCE / "presentation"
WEB = SOURCE / "web"


def _tables() -> dict[str, dict[str, Text]]:
    """Every table of words beside the pages, by the name of its module: a new one is found by itself."""
    found = {}
    for module in iter_modules(pages.__path__):
        texts = getattr(import_module(f"{pages.__name__}.{module.name}"), "TEXTS", None)
        if module.name.endswith("_texts") and texts is not None:
            found[module.name.removesuffix("_texts")] = texts
    return found


TABLES = _tables()
# Which tables the words `t` of a template come from; by its own name where nothing is said
OF_TEMPLATE = {
    "_about": ("about",),
    "_answer_form": ("hearings",),
    "approach": ("approaches",),
    "approach_form": ("approaches",),
    "clusters": ("approaches",),
    "plan_form": ("communication",),
    "plan_item": ("communication",),
    "_bodies": ("fora",),
    "_brought": ("brought",),
    "_cells": ("indicator",),
    "_choose": ("indicator",),
    "_columns": ("indicator",),
    "_day": ("bruttoliste",),
    "_deliveries": ("data",),
    "_demo": ("overview",),
    "_drawn_table": ("examples",),
    "_examples": ("examples",),
    "_followed": ("agreement",),
    "_good_examples": ("good_examples",),
    "_map": ("map",),
    "_meetings": ("bruttoliste",),
    "_profile_place": ("profile",),
    "_request_forms": ("request_case",),
    "_requests": ("request",),
    "_seats": ("fora",),
    "_sign": ("approval",),
    "_suggestions": ("request",),
    "_tartan": ("profile",),
    "_tile": ("overview",),
    "_thread": ("discussion",),
    "_withdraw": ("documents",),
    "_trouble": ("trouble",),
    "_wish": ("bruttoliste",),
    "_written": ("discussion",),
    "account_form": ("accounts",),
    "agreement_form": ("agreement",),
    "agreements": ("agreement",),
    "case_log": ("bruttoliste",),
    "data": ("data", "breaks"),
    "data_delivery": ("delivery",),
    "decision_form": ("bruttoliste",),
    "decisions": ("bruttoliste",),
    "definition": ("approval",),
    "definitions": ("approval",),
    "forum": ("fora",),
    "good_example": ("good_examples",),
    "good_example_form": ("good_examples",),
    "good_example_gone": ("good_examples",),
    "forum_form": ("fora",),
    "hearing": ("hearings",),
    "hearing_form": ("hearings",),
    "mail_confirm": ("my_page",),
    "password": ("accounts",),
    "_own_figure": ("own_figures",),
    "_propose": ("releases",),
    "release": ("releases",),
    "request_form": ("request",),
    "request_mail": ("request",),
    "requests": ("request",),
    "trouble_form": ("trouble",),
}


def _known(template: Path) -> set[str]:
    name = template.stem
    own = "explore" if "explore" in name else name
    return {key for table in OF_TEMPLATE.get(name, (own,)) for key in TABLES.get(table, ())}


def _asked(template: Path, prefix: str) -> set[str]:
    return set(re.findall(rf"(?<![\w.]){prefix}\.(\w+)", template.read_text(encoding="utf-8")))


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_every_word_a_template_asks_for_is_there(template: Path) -> None:
    assert _asked(template, "t") <= _known(template)
    assert _asked(template, r"frame\.t") <= frame_texts.TEXTS.keys()


@pytest.mark.parametrize("name", TABLES)
def test_every_text_is_used(name: str) -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in (*PRESENTATION.rglob("*.py"), *WEB.rglob("*.py"))
        if not path.name.endswith("_texts.py")
    )
    composed = _composed_in(code)
    unused = {
        key
        for key in TABLES[name]
        if not re.search(rf"\.{key}\b", written)
        and not any(pattern.fullmatch(key) for pattern in composed)
        and not _is_named(key, code)
    }
    assert unused <= _composed(name)


def _composed_in(code: str) -> list[re.Pattern[str]]:
    """Keys put together where they are used: f"stage_{stage}" and f"{text}_shown"."""
    literals = set(re.findall(r'f"([\w-]*(?:\{[^{}"]*\}[\w-]*)+)"', code))
    written = {literal: re.sub(r"\{[^{}]*\}", "", literal).strip("_") for literal in literals}
    return [
        re.compile(re.sub(r"\{[^{}]*\}", r"[\\w-]*", literal))
        for literal, kept in written.items()
        if kept
    ]


def _is_named(key: str, code: str) -> bool:
    stem = re.sub(r"_one$", "", key)
    return re.search(rf"['\"]({key}|{stem})['\"]", code) is not None


def _composed(name: str) -> set[str]:
    """Keys that the code puts together: a prefix and the name of a state, a term, a polarity."""
    prefixes = r"(lower_limit|upper_limit|term|national|interval|grain|breakdown|state|promise|cause|status)_\w+|higher|lower|none"
    if name == "examples":
        prefixes = "true|false"
    elif name == "overview":
        prefixes = r"(status|gruppe|raekkefoelge|sektor|signal|distance)_\S+"
    elif name in ("happenings", "pattern"):
        prefixes = r"(break|event|partial|not_delivered|provisional)(_text)?|(akut-indlaeggelse|sector)_\w+"
    elif name == "delivery":
        prefixes = r"(outcome|told|place)_\w+"
    elif name == "coverage":
        prefixes = "(all|some)_(each|whole)"
    return {key for key in TABLES[name] if re.fullmatch(prefixes, key)}


def _words(text: str) -> list[str]:
    return re.findall(r"\{\w+\}", text)


@pytest.mark.parametrize("name", TABLES)
def test_both_languages_have_the_same_places_to_fill(name: str) -> None:
    for key, text in TABLES[name].items():
        assert _words(text.da) == _words(text.en), key


def test_prose_is_complete_in_both_languages() -> None:
    for page in (prose.ABOUT, prose.ACCESSIBILITY):
        assert len(page.in_("da").chapters) == len(page.in_("en").chapters) > 0
        assert page.in_("da").title != page.in_("en").title


def test_a_name_that_is_not_known_is_made_readable() -> None:
    assert name_in(names.THEMES, "aeldre", "da") == "Ældre"
    assert name_in(names.THEMES, "nyt-tema", "en") == "Nyt tema"


def test_new_themes_stand_before_history() -> None:
    themes = ["historiske-serier", "nyt-tema", "aeldre", "overgange"]
    assert sorted(themes, key=theme_order) == [
        "overgange",
        "aeldre",
        "nyt-tema",
        "historiske-serier",
    ]


def test_danish_letters_come_last() -> None:
    assert sorted(["Ørum", "Aalborg", "Ærø", "Vesthimmerland"], key=alphabetical) == [
        "Vesthimmerland",
        "Ærø",
        "Ørum",
        "Aalborg",
    ]


def test_words_are_joined_as_people_say_them() -> None:
    assert join_words(["a"], "da") == "a"
    assert join_words(["a", "b", "c"], "da") == "a, b og c"
    assert join_words(["a", "b"], "en") == "a and b"
    assert words_in({"x": Text("ja", "yes")}, "en") == {"x": "yes"}


def test_the_frame_names_release_and_newest_delivery(release: Release) -> None:
    found = build_frame(release, "da")
    assert found.release == f"Udgivelse {release.id}"
    assert found.newest == "Leverancer til og med 10. oktober 2026"
    assert (found.lang, found.other_lang) == ("da", "en")
    assert build_frame(None, "en").release == build_frame(None, "en").newest == ""
