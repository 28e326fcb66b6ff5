"""Own SVG charts: one function for the page, the report, the mail and the download.

A picture is a frozen value that says what is to be seen; drawing it is a pure function, so equal
pictures give equal bytes.
"""

from pathlib import Path

from tvaerblik.presentation.charts.boundaries import Boundaries, BoundaryFile, read_boundaries
from tvaerblik.presentation.charts.comparison_pictures import (
    Aside,
    DotPlotPicture,
    FunnelLevel,
    FunnelPicture,
    Standing,
    UnitPoint,
)
from tvaerblik.presentation.charts.dot_plot import dot_plot_svg
from tvaerblik.presentation.charts.files import Picture, file_svg, picture_svg
from tvaerblik.presentation.charts.funnel_chart import funnel_svg
from tvaerblik.presentation.charts.lines_chart import lines_svg
from tvaerblik.presentation.charts.many_pictures import (
    MOST_LINES,
    LinesPicture,
    NamedSeries,
    PanelsPicture,
)
from tvaerblik.presentation.charts.map_pictures import MapUnit, TileMapPicture, tile_places
from tvaerblik.presentation.charts.panels import panel_svgs, panels_svg, scale_of
from tvaerblik.presentation.charts.pictures import (
    Annotation,
    ChartPoint,
    PointLevel,
    ReferenceLine,
    RunChartPicture,
    Signal,
    SparklinePicture,
    SparkPoint,
)
from tvaerblik.presentation.charts.raster import png_of
from tvaerblik.presentation.charts.run_chart import NARROW, WIDE, run_chart_svg
from tvaerblik.presentation.charts.shape_map import ShapeMapPicture, shape_map_svg
from tvaerblik.presentation.charts.sparkline import sparkline_svg
from tvaerblik.presentation.charts.standalone import standalone_svg
from tvaerblik.presentation.charts.tile_map import tile_map_svg

CSS_PATH = Path(__file__).with_name("charts.css")

__all__ = [
    "CSS_PATH",
    "MOST_LINES",
    "NARROW",
    "WIDE",
    "Annotation",
    "Aside",
    "Boundaries",
    "BoundaryFile",
    "ChartPoint",
    "DotPlotPicture",
    "FunnelLevel",
    "FunnelPicture",
    "LinesPicture",
    "MapUnit",
    "NamedSeries",
    "PanelsPicture",
    "Picture",
    "PointLevel",
    "ReferenceLine",
    "RunChartPicture",
    "ShapeMapPicture",
    "Signal",
    "SparkPoint",
    "SparklinePicture",
    "Standing",
    "TileMapPicture",
    "UnitPoint",
    "dot_plot_svg",
    "file_svg",
    "funnel_svg",
    "lines_svg",
    "panel_svgs",
    "panels_svg",
    "picture_svg",
    "png_of",
    "read_boundaries",
    "run_chart_svg",
    "scale_of",
    "shape_map_svg",
    "sparkline_svg",
    "standalone_svg",
    "tile_map_svg",
    "tile_places",
]
