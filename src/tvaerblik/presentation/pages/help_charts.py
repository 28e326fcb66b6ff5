"""The charts of *Sådan læses tallene*: drawn and assessed by what draws and assesses the pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tvaerblik.core.texts import Text
from tvaerblik.presentation.charts import (
    NARROW,
    WIDE,
    ChartPoint,
    DotPlotPicture,
    FunnelLevel,
    FunnelPicture,
    PointLevel,
    ReferenceLine,
    RunChartPicture,
    Signal,
    Standing,
    UnitPoint,
    dot_plot_svg,
    funnel_svg,
    run_chart_svg,
)
from tvaerblik.presentation.numbers import (
    Lang,
    number_text,
    percent_sign,
    period_text,
    share_text,
)
from tvaerblik.presentation.pages import help_examples as examples
from tvaerblik.presentation.pages.indicator_texts import TEXTS as CHART_TEXTS
from tvaerblik.presentation.words import assessment_text, signal_label
from tvaerblik.statistics import (
    Assessment,
    DrawnPoint,
    Series,
    assess,
    byar,
    chart_of,
    funnel_curve,
    wilson,
)

INVENTED = Text("Kilde: opdigtede tal", "Source: invented figures")
INFECTIONS_SOURCE = Text(
    "Kilde: esundhed.dk, gengivet efter R-pakken qicharts2",
    "Source: esundhed.dk, as quoted in the R package qicharts2",
)
INFECTIONS_TITLE = Text(
    "Infektioner med C. difficile, Amager Hvidovre",
    "Infections with C. difficile, Amager Hvidovre",
)
FIRST_YEARS = Text("De første to år", "The first two years")
ONE_YEAR_ON = Text("Et år senere", "One year on")
CASES = Text("Tilfælde pr. måned", "Cases a month")
READMISSIONS_TITLE = Text(
    "Genindlagt inden for 30 dage, kommuner", "Readmitted within 30 days, municipalities"
)
PER_CENT_OF_DISCHARGES = Text("Procent af udskrivelserne", "Per cent of discharges")
DISCHARGES = Text("Antal udskrivelser", "Number of discharges")
ALL_TOGETHER = Text("Alle under ét {value}", "All together {value}")
SAME_SHARE_TITLE = Text("Samme andel, tre størrelser", "The same share, three sizes")
PER_CENT_OF_CITIZENS = Text("Procent af borgerne", "Per cent of the citizens")
OF = Text("{x} af {n}", "{x} of {n}")
ADMISSIONS_TITLE = Text("Indlæggelser, borgere fra 65 år", "Admissions, citizens from 65")
PER_1000 = Text("Pr. 1.000 borgere", "Per 1,000 citizens")
COUNTED = Text("{name}, optalt", "{name}, counted")
STANDARDISED = Text("{name}, standardiseret", "{name}, standardised")
LOTS_TITLE = Text("Lodtrækning, ti kommuner", "Drawn by lot, ten municipalities")
LOT_YEARS = (Text("Første år", "First year"), Text("Andet år", "Second year"))

CURVE_POINTS = 60

Draw = Callable[[str, float], str]


@dataclass(frozen=True, slots=True)
class Figure:
    """`caption`: the sentence the site itself would say of it, or nothing."""

    name: str
    title: str
    caption: str
    wide: str
    narrow: str


def draw_infections(lang: Lang) -> tuple[Figure, ...]:
    n = len(examples.INFECTIONS)
    return (
        _run_chart("serie-1", examples.infections(examples.CALM_MONTHS), FIRST_YEARS, lang),
        _run_chart("serie-2", examples.infections(n), ONE_YEAR_ON, lang),
    )


def draw_funnel(lang: Lang) -> tuple[Figure, ...]:
    found = examples.readmissions()
    assert found.target is not None
    units = tuple(
        UnitPoint(
            examples.name_of(place, lang),
            100 * (unit.value or 0.0),
            share_text(unit.value or 0.0, lang),
            unit.denominator,
            number_text(unit.denominator or 0, lang),
            standing=_standing(unit.flag),
        )
        for place, unit in enumerate(found.units)
    )
    sizes = (min(examples.DISCHARGES), max(examples.DISCHARGES))
    steps = [sizes[0] + i * (sizes[1] - sizes[0]) / CURVE_POINTS for i in range(CURVE_POINTS + 1)]
    curve = funnel_curve(found.kind, found.target, steps, tau2=found.tau2)
    levels = tuple(
        FunnelLevel(
            size,
            *(100 * (end or 0.0) for end in (one.lower_95, one.upper_95)),
            *(100 * (end or 0.0) for end in (one.lower_998, one.upper_998)),
        )
        for size, one in zip(steps, curve, strict=True)
    )
    picture = FunnelPicture(
        title=READMISSIONS_TITLE.in_(lang),
        unit_label=PER_CENT_OF_DISCHARGES.in_(lang),
        size_label=DISCHARGES.in_(lang),
        units=units,
        reference=_all_together(found.target, lang),
        levels=levels,
        source=INVENTED.in_(lang),
        synthetic=True,
        lang=lang,
        tick_suffix=percent_sign(lang),
        bounds=(0, 100),
    )
    return (_figure("tragt", picture.title, lambda p, w: funnel_svg(picture, prefix=p, width=w)),)


def draw_same_share(lang: Lang) -> tuple[Figure, ...]:
    units = tuple(
        _share(OF.in_(lang).format(x=number_text(x, lang), n=number_text(n, lang)), x, n, lang)
        for x, n in examples.SAME_SHARE
    )
    return (_shares("interval", SAME_SHARE_TITLE, None, units, lang, reference=None),)


def draw_standardised(lang: Lang) -> tuple[Figure, ...]:
    units = []
    for place in range(len(examples.PERSONS)):
        per = 1000 / sum(examples.PERSONS[place])
        low, high = byar(sum(examples.admissions(place)))
        found = examples.standardised(place)
        assert None not in (low, high, found.rate), found
        name = examples.name_of(place, lang)
        units += [
            _rate(COUNTED, name, examples.crude(place), (low or 0) * per, (high or 0) * per, lang),
            _rate(STANDARDISED, name, found.rate or 0, found.lower or 0, found.upper or 0, lang),
        ]
    picture = DotPlotPicture(
        title=ADMISSIONS_TITLE.in_(lang),
        unit_label=PER_1000.in_(lang),
        units=tuple(units),
        source=INVENTED.in_(lang),
        synthetic=True,
        lang=lang,
        bounds=(0, None),
    )
    title = picture.title
    return (_figure("standard", title, lambda p, w: dot_plot_svg(picture, prefix=p, width=w)),)


def draw_lots(lang: Lang) -> tuple[Figure, ...]:
    figures = []
    for year, told in enumerate(LOT_YEARS):
        numbers = zip(examples.LOTS[year], examples.LOT_SIZES, strict=True)
        units = tuple(
            _share(examples.name_of(place, lang), x, n, lang)
            for place, (x, n) in enumerate(numbers)
        )
        reference = sum(examples.LOTS[year]) / sum(examples.LOT_SIZES)
        name = f"lod-{year + 1}"
        figures.append(_shares(name, LOTS_TITLE, told, units, lang, reference=reference))
    return tuple(figures)


def _run_chart(name: str, series: Series, subtitle: Text, lang: Lang) -> Figure:
    record = assess(series, polarity="lower")
    drawn = chart_of(series).points
    title = INFECTIONS_TITLE.in_(lang)
    picture = RunChartPicture(
        title=title,
        subtitle=subtitle.in_(lang),
        unit_label=CASES.in_(lang),
        points=tuple(_month(point, value) for point, value in _months(series, drawn, lang)),
        centre=_line("centre", record.centre, lang),
        signal=_signal(record, drawn, lang),
        source=INFECTIONS_SOURCE.in_(lang),
        lang=lang,
        bounds=(0, None),
        levels=tuple(
            None if one.centre is None else PointLevel(one.centre, one.lower, one.upper, one.phase)
            for one in drawn
        ),
        limits=tuple(
            line
            for key, value in (("lower_limit", record.lower), ("upper_limit", record.upper))
            if (line := _line(key, value, lang))
        ),
    )
    told = assessment_text(record, lang, value_text=lambda value: number_text(value, lang))
    return _figure(
        name,
        f"{title}: {subtitle.in_(lang)}",
        lambda p, w: run_chart_svg(picture, prefix=p, width=w),
        caption=told,
    )


def _months(
    series: Series, drawn: Sequence[DrawnPoint], lang: Lang
) -> list[tuple[tuple[str, str, str, bool], float]]:
    return [
        (
            (
                period_text(one.label, lang, short=True),
                period_text(one.label, lang),
                number_text(float(point.value or 0), lang),
                one.outside,
            ),
            float(point.value or 0),
        )
        for point, one in zip(series.points, drawn, strict=True)
    ]


def _month(told: tuple[str, str, str, bool], value: float) -> ChartPoint:
    short, long, text, outside = told
    return ChartPoint(short, long, value, text, state="ok" if value else "zero", outside=outside)


def _line(key: str, value: float | None, lang: Lang) -> ReferenceLine | None:
    if value is None:
        return None
    label = CHART_TEXTS[key].in_(lang).format(value=number_text(value, lang))
    return ReferenceLine(value, label)


def _signal(record: Assessment, drawn: Sequence[DrawnPoint], lang: Lang) -> Signal | None:
    if record.since is None or record.until is None:
        return None
    labels = [one.label for one in drawn]
    return Signal(
        signal_label(record, lang), labels.index(record.since), labels.index(record.until)
    )


def _standing(flag: str) -> Standing:
    told: dict[str, Standing] = {"above": "above", "below": "below", "inside": "inside"}
    return told.get(flag, "hint")


def _share(name: str, x: int, n: int, lang: Lang) -> UnitPoint:
    low, high = wilson(x, n)
    assert low is not None and high is not None, n
    return UnitPoint(
        name,
        100 * x / n,
        share_text(x / n, lang),
        n,
        number_text(n, lang),
        lower=100 * low,
        upper=100 * high,
    )


def _rate(label: Text, name: str, value: float, low: float, high: float, lang: Lang) -> UnitPoint:
    told = label.in_(lang).format(name=name)
    return UnitPoint(told, value, number_text(value, lang), lower=low, upper=high)


def _shares(
    name: str,
    title: Text,
    subtitle: Text | None,
    units: tuple[UnitPoint, ...],
    lang: Lang,
    *,
    reference: float | None,
) -> Figure:
    picture = DotPlotPicture(
        title=title.in_(lang),
        subtitle="" if subtitle is None else subtitle.in_(lang),
        unit_label=PER_CENT_OF_CITIZENS.in_(lang),
        units=units,
        reference=None if reference is None else _all_together(reference, lang),
        source=INVENTED.in_(lang),
        synthetic=True,
        lang=lang,
        tick_suffix=percent_sign(lang),
        bounds=(0, 100),
    )
    whole = picture.title if subtitle is None else f"{picture.title}: {picture.subtitle}"
    return _figure(name, whole, lambda p, w: dot_plot_svg(picture, prefix=p, width=w))


def _all_together(share: float, lang: Lang) -> ReferenceLine:
    label = ALL_TOGETHER.in_(lang).format(value=share_text(share, lang))
    return ReferenceLine(100 * share, label)


def _figure(name: str, title: str, draw: Draw, *, caption: str = "") -> Figure:
    return Figure(name, title, caption, draw(f"{name}-wide", WIDE), draw(f"{name}-narrow", NARROW))
