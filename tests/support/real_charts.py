"""Real series and units drawn as the pages draw them: one reading for the finding and the picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from tvaerblik.presentation.charts import (
    NARROW,
    WIDE,
    Annotation,
    ChartPoint,
    DotPlotPicture,
    FunnelLevel,
    FunnelPicture,
    PointLevel,
    ReferenceLine,
    RunChartPicture,
    Signal,
    UnitPoint,
    dot_plot_svg,
    funnel_svg,
    run_chart_svg,
)
from tvaerblik.presentation.numbers import number_text, period_text
from tvaerblik.presentation.words import assessment_text, signal_label
from tvaerblik.statistics import (
    Assessment,
    ControlChart,
    Funnel,
    Series,
    SeriesChart,
    assess,
    chart_of,
    control_chart,
    funnel_curve,
)

FLAGS = {"above": "above", "below": "below", "inside": "inside", "none": "unknown"}


@dataclass(frozen=True)
class Look:
    """What stands around the figures, and how they are written."""

    title: str
    unit: str
    source: str
    decimals: int = 0
    suffix: str = ""
    bounds: tuple[float | None, float | None] = (0, None)

    def text(self, value: float) -> str:
        return number_text(value, "da", decimals=self.decimals) + self.suffix

    def line(self, name: str, value: float | None) -> ReferenceLine | None:
        return None if value is None else ReferenceLine(value, f"{name} {self.text(value)}")


@dataclass(frozen=True)
class Drawn:
    """`told`: the sentence of the finding. One of record, control and funnel is what was found."""

    wide: str
    narrow: str
    told: str = ""
    record: Assessment | None = None
    chart: SeriesChart | None = None
    control: ControlChart | None = None
    funnel: Funnel | None = None


def draw_series(series: Series, look: Look, *, polarity="lower", target=None, notes=()) -> Drawn:
    """notes: label of a period and the text in front of it."""
    record = assess(series, polarity=polarity, target=target)
    chart = chart_of(series)
    labels = [point.label for point in series.points]
    picture = RunChartPicture(
        title=look.title,
        unit_label=look.unit,
        points=tuple(
            _point(label, point.value, look, outside=drawn.outside)
            for label, point, drawn in zip(labels, series.points, chart.points, strict=True)
        ),
        centre=look.line("Midtlinje", record.centre),
        target=look.line("Mål", target),
        signal=_signal(record, labels),
        annotations=tuple(Annotation(labels.index(label), text) for label, text in notes),
        source=look.source,
        tick_suffix=look.suffix,
        bounds=look.bounds,
        levels=tuple(
            None if one.centre is None else PointLevel(one.centre, one.lower, one.upper, one.phase)
            for one in chart.points
        ),
        limits=_limits(look, chart.points[-1].lower, chart.points[-1].upper),
    )
    told = assessment_text(record, "da", value_text=look.text)
    return _both(run_chart_svg, picture, told=told, record=record, chart=chart)


def draw_events(
    kind: str, names: Sequence[tuple[str, str]], gaps: Sequence[float], look: Look
) -> Drawn:
    """A g or t chart: a point an event. names: short and long, one each."""
    control = control_chart(kind, gaps)
    last = control.points[-1]
    picture = RunChartPicture(
        title=look.title,
        unit_label=look.unit,
        points=tuple(
            ChartPoint(
                short,
                long,
                point.value,
                look.text(point.value),
                state="ok" if point.value else "zero",
                outside=point.sigma_signal,
            )
            for (short, long), point in zip(names, control.points, strict=True)
        ),
        centre=look.line("Midtlinje", last.centre),
        source=look.source,
        bounds=look.bounds,
        levels=tuple(PointLevel(one.centre, one.lower, one.upper) for one in control.points),
        limits=_limits(look, last.lower, last.upper),
    )
    return _both(run_chart_svg, picture, control=control)


def draw_funnel(
    found: Funnel,
    names: Sequence[str],
    look: Look,
    *,
    size_label: str,
    per: float,
    chosen: str = "",
) -> Drawn:
    """A unit without a count is one whose count is hidden."""
    units = []
    for name, unit in zip(names, found.units, strict=True):
        if unit.value is None:
            units.append(UnitPoint(name, None, state="suppressed", chosen=name == chosen))
            continue
        units.append(
            UnitPoint(
                name,
                per * unit.value,
                look.text(per * unit.value),
                unit.denominator,
                number_text(unit.denominator, "da"),
                standing=FLAGS.get(unit.flag, "hint"),
                chosen=name == chosen,
            )
        )
    sizes = [unit.denominator for unit in found.units if unit.value is not None]
    low, high = min(sizes), max(sizes)
    steps = [low * (high / low) ** (i / 80) for i in range(81)]
    levels = tuple(
        FunnelLevel(
            one.denominator,
            *(per * end for end in (one.lower_95, one.upper_95, one.lower_998, one.upper_998)),
        )
        for one in funnel_curve(found.kind, found.target, steps, tau2=found.tau2)
    )
    picture = FunnelPicture(
        title=look.title,
        unit_label=look.unit,
        size_label=size_label,
        units=tuple(units),
        reference=look.line("Alle under ét", per * found.target),
        levels=levels,
        source=look.source,
        tick_suffix=look.suffix,
        bounds=look.bounds,
    )
    return _both(funnel_svg, picture, funnel=found)


def draw_dots(
    units: Sequence[tuple[str, float, float, float]],
    reference: float,
    look: Look,
    *,
    chosen: str = "",
) -> Drawn:
    """Units as name, value, lower and upper."""
    picture = DotPlotPicture(
        title=look.title,
        unit_label=look.unit,
        units=tuple(
            UnitPoint(name, value, look.text(value), lower=low, upper=high, chosen=name == chosen)
            for name, value, low, high in units
        ),
        reference=look.line("Alle under ét", reference),
        source=look.source,
        tick_suffix=look.suffix,
        bounds=look.bounds,
    )
    return _both(dot_plot_svg, picture)


def _both(draw, picture, **found) -> Drawn:
    return Drawn(
        draw(picture, prefix="wide", width=WIDE),
        draw(picture, prefix="narrow", width=NARROW),
        **found,
    )


def _point(label: str, value: float, look: Look, *, outside: bool) -> ChartPoint:
    return ChartPoint(
        period_text(label, "da", short=True),
        period_text(label, "da"),
        float(value),
        look.text(value),
        state="ok" if value else "zero",
        outside=outside,
    )


def _limits(look: Look, lower: float | None, upper: float | None) -> tuple[ReferenceLine, ...]:
    lines = (look.line("Nedre grænse", lower), look.line("Øvre grænse", upper))
    return tuple(line for line in lines if line)


def _signal(record: Assessment, labels: Sequence[str]) -> Signal | None:
    if record.state != "shift":
        return None
    first = 0 if record.rule == "few_crossings" else labels.index(record.since)
    return Signal(signal_label(record, "da"), first, labels.index(record.until))
