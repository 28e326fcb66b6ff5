"""One sector's course around an event as a file that can be passed on without the page."""

from dataclasses import replace

from tvaerblik.core.errors import NotKnown, Problem
from tvaerblik.presentation.charts import WIDE, standalone_svg
from tvaerblik.presentation.charts.course_chart import course_chart_svg
from tvaerblik.presentation.charts.text import ended
from tvaerblik.presentation.numbers import Lang
from tvaerblik.presentation.pages.chart_files import stamp_of
from tvaerblik.presentation.pages.chart_files_texts import TEXTS
from tvaerblik.presentation.pages.pattern import build_course
from tvaerblik.presentation.pages.query import Query
from tvaerblik.release.reader import Release


def build_course_file(
    release: Release, pattern: str, indicator: str, query: Query, lang: Lang
) -> str:
    """SVG with its source and release inside. Raises NotKnown where the page has no such chart."""
    picture = build_course(release, pattern, indicator, query, lang)
    if picture is None:
        raise NotKnown(Problem("K-CHART", TEXTS["no_chart"], TEXTS["no_chart_remedy"]))
    source = ended(picture.course.source) + stamp_of(release, lang)
    stamped = replace(picture, course=replace(picture.course, source=source))
    return standalone_svg(course_chart_svg(stamped, prefix="chart", width=WIDE))
