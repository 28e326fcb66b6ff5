"""Any picture drawn by its own function, and as a file that says by itself what it is and whence."""

from collections.abc import Callable
from dataclasses import replace

from tvaerblik.presentation.charts.ages_chart import AgesPicture, ages_chart_svg
from tvaerblik.presentation.charts.comparison_pictures import DotPlotPicture, FunnelPicture
from tvaerblik.presentation.charts.dot_plot import dot_plot_svg
from tvaerblik.presentation.charts.funnel_chart import funnel_svg
from tvaerblik.presentation.charts.lines_chart import lines_svg
from tvaerblik.presentation.charts.many_pictures import LinesPicture, PanelsPicture
from tvaerblik.presentation.charts.map_pictures import TileMapPicture
from tvaerblik.presentation.charts.panels import panels_svg
from tvaerblik.presentation.charts.pictures import RunChartPicture
from tvaerblik.presentation.charts.run_chart import WIDE, run_chart_svg
from tvaerblik.presentation.charts.shape_map import ShapeMapPicture, shape_map_svg
from tvaerblik.presentation.charts.standalone import standalone_svg
from tvaerblik.presentation.charts.text import ended
from tvaerblik.presentation.charts.tile_map import tile_map_svg

Picture = (
    RunChartPicture
    | FunnelPicture
    | DotPlotPicture
    | TileMapPicture
    | LinesPicture
    | PanelsPicture
    | AgesPicture
)

_DRAWN_BY: dict[type, Callable[..., str]] = {
    RunChartPicture: run_chart_svg,
    FunnelPicture: funnel_svg,
    DotPlotPicture: dot_plot_svg,
    TileMapPicture: tile_map_svg,
    ShapeMapPicture: shape_map_svg,
    LinesPicture: lines_svg,
    PanelsPicture: panels_svg,
    AgesPicture: ages_chart_svg,
}


def picture_svg(picture: Picture, *, prefix: str, width: float = WIDE) -> str:
    """The same drawing for page, paper, mail and file: nobody else chooses the function."""
    return _DRAWN_BY[type(picture)](picture, prefix=prefix, width=width)


def file_svg(picture: Picture, *, stamp: str) -> str:
    """A file to download. `stamp` says which release it was made of: the page around it is gone."""
    source = ended(picture.source) + stamp
    return standalone_svg(picture_svg(replace(picture, source=source), prefix="chart"))
