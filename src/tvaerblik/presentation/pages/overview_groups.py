"""The tiles of an overview in their groups and their order.

Importance is a rule that the page tells in words: what was agreed on as common comes first in the agreed
order; then what shows a sign of change, then what shows none, then what is not assessed. It orders the
indicators of one unit; no unit is held above another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tvaerblik.catalogue.front import Front
from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.pages.names import GOALS, HISTORY, THEMES, name_in, theme_order
from tvaerblik.presentation.pages.overview_choice import SIGNALS, OverviewQuery
from tvaerblik.presentation.pages.overview_tiles import Tile
from tvaerblik.presentation.pages.places import alphabetical
from tvaerblik.presentation.pages.words_of_pages import Words

# The group of the tiles that were agreed on, of all tiles in one list, and of those without a goal
FRONT = "faelles"
TOGETHER = "samlet"
NO_GOAL = "uden-maal"

# Columns on the widest page
MOST_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    title: str
    tiles: tuple[Tile, ...]

    @property
    def width(self) -> int:
        """How many columns its tiles would like."""
        return min(len(self.tiles), MOST_COLUMNS)


def group_tiles(
    tiles: Sequence[Tile], query: OverviewQuery, front: Front | None, t: Words, lang: Lang
) -> tuple[Group, ...]:
    """Without groups that nothing stands in; the historical series are the last."""
    ordered = order_tiles(tiles, query.order, front)
    history = [tile for tile in ordered if tile.theme == HISTORY]
    others = [tile for tile in ordered if tile.theme != HISTORY]
    if query.group == "maal":
        groups = _by_goal(others, t, lang)
    elif query.group == "samlet":
        groups = [Group(TOGETHER, t["group_together"], tuple(others))]
    else:
        groups = _by_theme(others, front, lang)
    groups.append(Group(HISTORY, name_in(THEMES, HISTORY, lang), tuple(history)))
    return tuple(group for group in groups if group.tiles)


def order_tiles(tiles: Sequence[Tile], order: str, front: Front | None) -> list[Tile]:
    agreed = front.tiles if front else ()

    def place(tile: Tile) -> tuple[int, int, bool, str]:
        name = alphabetical(tile.title)
        if order == "navn":
            return 0, 0, False, name
        if tile.indicator in agreed:
            return agreed.index(tile.indicator), 0, False, name
        return len(agreed), SIGNALS.index(tile.choice), not tile.figure.is_number, name

    return sorted(tiles, key=place)


def _by_theme(tiles: Sequence[Tile], front: Front | None, lang: Lang) -> list[Group]:
    """What was agreed on stands together above the themes, and only there."""
    agreed = front.tiles if front else ()
    common = tuple(tile for tile in tiles if tile.indicator in agreed)
    others = [tile for tile in tiles if tile.indicator not in agreed]
    groups = [Group(FRONT, front.title.in_(lang), common)] if front else []
    for theme in sorted({tile.theme for tile in others}, key=theme_order):
        shown = tuple(tile for tile in others if tile.theme == theme)
        groups.append(Group(theme, name_in(THEMES, theme, lang), shown))
    return groups


def _by_goal(tiles: Sequence[Tile], t: Words, lang: Lang) -> list[Group]:
    """One that serves several goals stands under each of them."""
    known = list(GOALS)
    goals = sorted(
        {goal for tile in tiles for goal in tile.goals},
        key=lambda goal: (known.index(goal) if goal in known else len(known), goal),
    )
    groups = [
        Group(goal, name_in(GOALS, goal, lang), tuple(one for one in tiles if goal in one.goals))
        for goal in goals
    ]
    without = tuple(tile for tile in tiles if not tile.goals)
    return [*groups, Group(NO_GOAL, t["group_no_goal"], without)]
