"""Each finding in each language, as it is read: `golden/words-of-series.txt` is the table of them.

TVAERBLIK_WRITE_GOLDEN=1 writes it anew: read every sentence before it is committed."""

import os
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import get_args

import pytest

from tvaerblik.presentation import words
from tvaerblik.presentation.numbers import number_text, percent_sign
from tvaerblik.presentation.words_of_series import (
    CAUTIONS,
    HEIGHTS_OF_FIGURE,
    LABELS,
    PERIOD_NOUNS,
    SENTENCES,
)
from tvaerblik.release.canonical import from_bytes, to_bytes
from tvaerblik.statistics import Assessment, PhaseStart, Point, Series, assess
from tvaerblik.statistics.assessment_warnings import Caution

GOLDEN = Path(__file__).parent / "golden" / "words-of-series.txt"

CALM = [
    49,
    51,
    48,
    52,
    50,
    53,
    47,
    51,
    49,
    52,
    48,
    51,
    50,
    49,
    52,
    48,
    51,
    49,
    53,
    47,
    51,
    49,
    52,
    48,
]
LOWER = [value - 20 for value in CALM]


def months(values, first=2024):
    return tuple(
        Point(f"{first + i // 12}-{i % 12 + 1:02}", value) for i, value in enumerate(values)
    )


def quarters(values):
    return tuple(Point(f"{2019 + i // 4}-Q{i % 4 + 1}", value) for i, value in enumerate(values))


def uneven_shares():
    """The last month has many more behind it than the others."""
    sizes = [60, 60, 40, 60, 80, 40] * 3 + [60, 80, 80, 80, 40, 2000]
    events = [13, 19, 13, 16, 21, 15, 15, 13, 17, 20, 24, 10, 18, 8, 13, 14, 16, 10]
    events += [21, 23, 28, 17, 10, 560]
    return Series(
        tuple(
            replace(point, numerator=x, denominator=n)
            for point, x, n in zip(
                months([100 * x / n for x, n in zip(events, sizes, strict=True)]),
                events,
                sizes,
                strict=True,
            )
        ),
        chart="p'",
        multiplier=100,
        bounds=(0.0, 100.0),
    )


# A name, the series, a target
CASES = {
    "too few": (months(CALM[:8]), None),
    "half on the centre line": (months([0] * 20 + [3] * 4), None),
    "shift up, ongoing": (months(LOWER[:12] + CALM[:12]), None),
    "shift down, ongoing": (months(CALM[:12] + LOWER[:12]), None),
    "shift up, earlier": (months([80] * 10 + CALM[:14]), None),
    "shift down, earlier": (months([20] * 10 + CALM[:14]), None),
    "shift by crossings": (months(([49] * 6 + [51] * 6) * 2), None),
    "unusually high now": (months([*CALM, 70]), 60),
    "unusually low now": (months([*CALM, 30]), 60),
    "unusually high quarter now": (quarters([*CALM, 70]), None),
    "unusually high earlier": (months([*CALM[:12], 70, *CALM[12:]]), 60),
    "unusually low earlier": (months([*CALM[:12], 30, *CALM[12:]]), None),
    "unusual earlier, three": (months([*CALM[:8], 70, *CALM[8:16], 30, 70, *CALM[16:]]), None),
    "stable": (months(CALM), None),
    "stable without limits": (months(CALM[:11]), None),
    "stable, target above": (months(CALM), 80),
    "stable, target below": (months(CALM), 20),
    "stable, target within": (months(CALM), 50),
}


def value_text(lang):
    def write(value):
        return number_text(value, lang, decimals=1) + percent_sign(lang)

    return write


def text_of(record, lang):
    return words.assessment_text(record, lang, value_text=value_text(lang))


def told(record, lang):
    return "\n".join(
        [
            f"[{words.signal_label(record, lang)}]",
            text_of(record, lang),
            *(f"- {caution}" for caution in words.caution_texts(record, lang)),
        ]
    )


def records():
    for name, (points, target) in CASES.items():
        for polarity in ("higher", "lower", "none"):
            yield f"{name}; {polarity}", assess(points, polarity=polarity, target=target)
    silence = [None, None, None]
    for name in ("shift up, ongoing", "shift down, ongoing", "shift by crossings", "stable"):
        values = [point.value for point in CASES[name][0]]
        yield f"{name}, then silence", assess(months(values + silence), polarity="higher")
    for name, end in {"high": [70], "two": [70, 51, 70]}.items():
        record = assess(months([*CALM, *end, *silence]), polarity="higher")
        yield f"unusual {name}, then silence", record
    phases = (PhaseStart("2025-01", 12),)
    phased = Series(months(LOWER[:12] + CALM), phases=phases, breaks=("2025-06",))
    yield "a phase, a baseline and a break", assess(phased, polarity="none")
    for name, end in {
        "run": [53, 52, 53, 51, 53, 52, 53],
        "trend": [50, 51, 52, 53, 54, 55, 56],
        "two of three": [52, 56.5, 57],
    }.items():
        record = assess(months([*CALM, *end]), polarity="higher", profile="nhs")
        yield f"nhs, {name}", record
        record = assess(months([*CALM, *end, *silence]), polarity="higher", profile="nhs")
        yield f"nhs, {name}, then silence", record
    falling = months([*CALM, 56, 55, 54, 53, 52, 51, 50, *silence])
    yield "nhs, falling, then silence", assess(falling, polarity="higher", profile="nhs")
    risen = Series(months(LOWER[:12] + CALM[:12]), baseline=12)
    yield "shift from a level held fast", assess(risen, polarity="higher")
    for target in (None, 22, 41, 99):
        record = assess(uneven_shares(), polarity="higher", target=target)
        yield f"limits that vary, target {target}", record
    yield "limits that vary, not chance", replace(record, warnings=("more_than_chance",))
    partial = months(CALM[:-1]), tuple(replace(point, partial=True) for point in months(CALM))
    yield "a partial month", assess([*partial[0], partial[1][-1]], polarity="none")
    masked = [replace(p, masked=i % 4 == 0) for i, p in enumerate(partial[0])]
    yield "many hidden", assess(masked, polarity="none", target=20)
    yield "mostly partial", assess(partial[1], polarity="none")
    counts = tuple(replace(point, length=31 / 30) for point in months(CALM))
    yield "counts of unequal months", assess(counts, polarity="none")
    yield (
        "a season",
        assess(months([20, 18, 15, 12, 10, 9, 10, 11, 13, 16, 18, 21] * 3), polarity="none"),
    )
    steady = assess(months(CALM), polarity="none")
    yield "more than chance", replace(steady, warnings=("more_than_chance", "autocorrelated"))


def test_every_finding_reads_as_it_was_agreed():
    """Findings that are told alike under several polarities stand once."""
    table: dict[str, list[str]] = {}
    for name, record in records():
        text = f"{told(record, 'da')}\n{told(record, 'en')}"
        table.setdefault(text, []).append(name)
    written = "\n\n".join(f"# {' / '.join(names)}\n{text}" for text, names in table.items()) + "\n"
    if os.environ.get("TVAERBLIK_WRITE_GOLDEN") == "1":
        GOLDEN.write_text(written, encoding="utf-8")
    assert written == GOLDEN.read_text(encoding="utf-8")


def test_the_table_holds_every_state_rule_and_verdict():
    found = [record for _, record in records()]
    hints = Assessment.__annotations__
    for name in ("state", "direction", "timing", "meaning", "rule", "target_verdict", "limits"):
        choices = {choice for part in get_args(hints[name]) or () for choice in get_args(part)}
        choices |= {choice for choice in get_args(hints[name]) if isinstance(choice, str)}
        assert choices <= {getattr(record, name) for record in found}, name


def test_every_warning_has_its_words():
    for lang in ("da", "en"):
        said = set(CAUTIONS[lang]) - {"wandering"}
        assert said == set(get_args(Caution)) - {"half_on_centre", "many_masked"}


def test_both_languages_have_the_same_keys():
    for table in (LABELS, SENTENCES, CAUTIONS, PERIOD_NOUNS, HEIGHTS_OF_FIGURE):
        assert table["da"].keys() == table["en"].keys()


def test_what_is_never_said():
    for name, record in records():
        text = f"{told(record, 'da')} {told(record, 'en')}".lower()
        for word in ("signifi", "trend", "fordi der", "bedst", "værst", "grøn", "rød", "none", "{"):
            assert word not in text, (name, word)


def test_a_record_is_written_and_read_back_as_it_was():
    for name, record in records():
        assert from_bytes(Assessment, to_bytes(record)) == record, name


OLD_FIELDS = [field.name for field in fields(Assessment)][:18]


@pytest.mark.parametrize("case", ["stable", "shift up, ongoing", "too few"])
def test_the_record_of_an_old_release_is_read_and_told_as_before(case):
    """What was written before there were limits: eighteen fields, the last of them `rule`."""
    assert OLD_FIELDS[-1] == "rule"
    record = assess(CASES[case][0], polarity="higher", target=80)
    old = {name: value for name, value in asdict(record).items() if name in OLD_FIELDS}
    old["warnings"] = [one for one in old["warnings"] if one != "trial_limits"]
    read = from_bytes(Assessment, to_bytes(old))
    assert (read.limits, read.chart, read.n_points, read.unusual) == ("none", None, None, ())
    assert words.signal_label(read, "da") == words.signal_label(record, "da")
    if case == "stable":
        assert text_of(read, "da") == (
            "Ingen tegn på ændring: målingerne svinger tilfældigt om midtlinjen (50,0\u00a0%). "
            "En enkelt høj eller lav måling er ikke en ændring i niveauet."
        )
    else:
        assert text_of(read, "da") == text_of(record, "da")


def test_the_wave_of_an_old_record_is_not_called_chance():
    wave = assess(months([2, 5, 8, 9, 8, 5, 2, 0, 1] * 3), polarity="none")
    old = replace(wave, lower=None, upper=None, limits="none")
    assert text_of(old, "da").startswith(
        "Ingen tegn på ændring: målingerne bliver hverken usædvanligt længe"
    )
    assert "tilfældig" not in text_of(wave, "da") and "random" not in text_of(wave, "en")


@pytest.mark.parametrize(
    ("value", "lower", "upper", "said"),
    [
        (15.0, 0.0, 14.6, "(15): uden for det, der kan forventes (mellem 0,0 og 14,6)"),
        (15.0, 0.0, 14.96, "(15): uden for det, der kan forventes (mellem 0,00 og 14,96)"),
        (15.4, 0.0, 15.2, "(15,4): uden for det, der kan forventes (mellem 0,0 og 15,2)"),
        (4.6, 4.8, 9.0, "(4,6): uden for det, der kan forventes (mellem 4,8 og 9,0)"),
        (15.0, 0.0, 14.4, "(15): uden for det, der kan forventes (mellem 0 og 14)"),
    ],
)
def test_a_value_is_not_written_as_the_limit_it_is_beyond(value, lower, upper, said):
    record = assess(months([*CALM, 70]), polarity="none")
    point = replace(record.unusual[-1], value=value, lower=lower, upper=upper)
    text = words.assessment_text(
        replace(record, unusual=(point,)),
        "da",
        value_text=lambda one: number_text(one, "da"),
        finer_text=lambda one, more: number_text(one, "da", decimals=more),
    )
    assert said in text
