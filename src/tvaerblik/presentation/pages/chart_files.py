"""A chart of an indicator's page as a file that can be passed on without the page."""

from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.presentation.charts import Boundaries, file_svg
from tvaerblik.presentation.numbers import Lang, date_text
from tvaerblik.presentation.pages.chart_files_texts import TEXTS
from tvaerblik.presentation.pages.indicator import build_picture
from tvaerblik.presentation.pages.query import Query
from tvaerblik.release.reader import Release


def build_chart_file(
    release: Release,
    indicator: str,
    which: str,
    query: Query,
    lang: Lang,
    *,
    boundaries: Boundaries | None = None,
) -> str:
    """SVG with title, unit, period, source, release and the mark of invented figures inside.
    Raises NotKnown where the page has no such chart either."""
    picture = build_picture(release, indicator, which, query, lang, boundaries=boundaries)
    if picture is None:
        raise NotKnown(Problem("K-CHART", TEXTS["no_chart"], TEXTS["no_chart_remedy"]))
    return file_svg(picture, stamp=stamp_of(release, lang))


def stamp_of(release: Release, lang: Lang) -> str:
    """Which release a file was made of, and when."""
    # Its parts are not to be parted at the end of a line
    day = date_text(release.manifest.made_at.date(), lang).replace(" ", "\u00a0")
    return TEXTS["stamp"].in_(lang).format(id=release.id, day=day)
