"""The first screen: which tiles, in which order."""

from pathlib import Path

import pytest

from tvaerblik.catalogue.front import load_front
from tvaerblik.catalogue.loader import load_catalogue
from tvaerblik.core.errors import DefinitionError

KNOWN = {"a", "b"}


def written(folder: Path, tiles: str) -> Path:
    path = folder / "front.yaml"
    path.write_text(
        f"title: {{da: Fælles, en: Common}}\ntiles: {tiles}\n"
        "remarks: [{date: 2020-12-11, text: {da: Set, en: Seen}}]\n",
        encoding="utf-8",
    )
    return path


def test_the_order_is_the_one_agreed(tmp_path: Path) -> None:
    front = load_front(written(tmp_path, "[b, a]"), KNOWN)
    assert front is not None
    assert (front.tiles, front.remarks[0].text.da) == (("b", "a"), "Set")


def test_without_the_file_there_is_none(tmp_path: Path) -> None:
    assert load_front(tmp_path / "front.yaml", KNOWN) is None


@pytest.mark.parametrize(("tiles", "named"), [("[a, c]", "unknown: c"), ("[a, a]", "once")])
def test_a_wrong_tile_is_refused(tmp_path: Path, tiles: str, named: str) -> None:
    with pytest.raises(DefinitionError, match=named):
        load_front(written(tmp_path, tiles), KNOWN)


def test_our_own_first_screen_loads(own_definitions: Path) -> None:
    front = load_catalogue(own_definitions).front
    assert front is not None and front.tiles[0] == "forebyggelige-indlaeggelser-65"
