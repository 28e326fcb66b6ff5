"""Vectorised readers of single columns. Each returns the values and tells `trouble` every bad row."""

from collections.abc import Callable, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from tvaerblik.catalogue.shapes import INSTANT
from tvaerblik.core.cpr import masked
from tvaerblik.core.texts import Text
from tvaerblik.sources.clock import FIRST_YEAR, LAST_YEAR
from tvaerblik.sources.reading import Raw
from tvaerblik.sources.trouble import Trouble

COPENHAGEN = "Europe/Copenhagen"
_DATE = r"^\d{4}-\d{2}-\d{2}$"
_WALL_TIME = r"^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?$"
_OFFSET_TIME = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$"
_PLAIN = r"^-?\d{1,18}$"
_COUNT = r"^\d{1,12}$"
# 34.644 is thirty-four thousand. Up to 999.999.999.999: what is more counts nothing and overflows a sum.
_DOTTED = r"^\d{1,3}(\.\d{3}){0,3}$"
# A CPR number that a spreadsheet took for a number: nine digits where ten were, or a `.0` after them.
_LOST_ZERO = r"^(?:[1-9](?:0[1-9]|1[0-2])\d{6}(?:\.0)?|\d{10}\.0)$"


def flag(
    raw: Raw, column: str, bad: pa.Array, *, code: str, what: Text, remedy: Text, trouble: Trouble
) -> None:
    for index in pc.indices_nonzero(pc.fill_null(bad, False)).to_pylist():
        trouble.add(code, what, remedy, raw.where(index, column))


def check_filled(raw: Raw, column: str, trouble: Trouble) -> None:
    flag(
        raw,
        column,
        pc.is_null(raw.column(column)),
        code="K-EMPTY",
        trouble=trouble,
        what=Text(
            "Feltet er tomt, men skal være udfyldt.", "The field is empty but must be filled in."
        ),
        remedy=Text("Udfyld det ved kilden.", "Fill it in at the source."),
    )


def check_leading_zero(raw: Raw, column: str, trouble: Trouble) -> None:
    """Such a row would be set aside as a person nobody knows, and every tenth day's persons with it."""
    flag(
        raw,
        column,
        pc.match_substring_regex(raw.column(column), _LOST_ZERO),
        code="D10",
        trouble=trouble,
        what=Text(
            "CPR-nummeret er blevet til et tal og har mistet sit første nul (vises ikke).",
            "The CPR number has become a number and lost its first zero (not shown).",
        ),
        remedy=Text(
            "Dan udtrækket igen med CPR-nummeret som tekst med ti cifre.",
            "Make the extract again with the CPR number as a text of ten digits.",
        ),
    )


def dates(raw: Raw, column: str, trouble: Trouble) -> pa.Array:
    return _cast_checked(
        raw,
        column,
        pa.date32(),
        form=_DATE,
        trouble=trouble,
        what=Text("er ikke en dato, der findes", "is not a date that exists"),
        remedy=Text("Skriv datoer som 2026-03-14.", "Write dates as 2026-03-14."),
    )


def wall_times(raw: Raw, column: str, trouble: Trouble) -> pa.Array:
    """Local times as written, still without a zone."""
    return _cast_checked(
        raw,
        column,
        INSTANT,
        form=_WALL_TIME,
        trouble=trouble,
        what=Text("er ikke et tidspunkt, der findes", "is not a time that exists"),
        remedy=Text(
            "Skriv tidspunkter som 2026-03-14 08:30:00.", "Write times as 2026-03-14 08:30:00."
        ),
    )


def offset_times(raw: Raw, column: str, trouble: Trouble) -> pa.Array:
    """Times with an offset, as UTC."""
    return _cast_checked(
        raw,
        column,
        pa.timestamp("us", "UTC"),
        form=_OFFSET_TIME,
        trouble=trouble,
        what=Text("er ikke et tidspunkt med tidszone", "is not a time with an offset"),
        remedy=Text(
            "Skriv tidspunkter som 2026-03-14T08:30:00+01:00.",
            "Write times as 2026-03-14T08:30:00+01:00.",
        ),
    )


def integers(raw: Raw, column: str, trouble: Trouble) -> pa.Array:
    """Keys: whole numbers, and a data warehouse may have negative ones."""
    return _whole(raw, column, _PLAIN, trouble)


def counts(raw: Raw, column: str, trouble: Trouble) -> pa.Array:
    return _whole(raw, column, _COUNT, trouble)


def _whole(raw: Raw, column: str, form: str, trouble: Trouble) -> pa.Array:
    return _cast_checked(
        raw,
        column,
        pa.int64(),
        form=form,
        code="D09",
        trouble=trouble,
        what=Text("er ikke et helt tal", "is not a whole number")
        if form == _PLAIN
        else Text("er ikke et antal", "is not a count"),
        remedy=Text("Skriv hele tal uden tegn imellem.", "Write whole numbers without separators."),
    )


def dotted_integers(
    raw: Raw, column: str, trouble: Trouble, *, mask: str | None = None
) -> pa.Array:
    """Counts such as 34.644. A value equal to `mask` is null here and no fault."""
    values = raw.column(column)
    if mask is not None:
        values = pc.if_else(pc.equal(values, mask), pa.scalar(None, pa.string()), values)
    return _cast_checked(
        raw,
        column,
        pa.int64(),
        form=_DOTTED,
        code="D09",
        trouble=trouble,
        values=values,
        change=lambda texts: pc.replace_substring(texts, ".", ""),
        what=Text("er ikke et tal i filens form", "is not a number in the file's form"),
        remedy=Text(
            "Skriv hele tal med punktum som tusindtalsskille: 34.644.",
            "Write whole numbers with a dot between thousands: 34.644.",
        ),
    )


def _cast_checked(
    raw: Raw,
    column: str,
    target: pa.DataType,
    *,
    form: str,
    what: Text,
    remedy: Text,
    trouble: Trouble,
    code: str = "D08",
    values: pa.Array | None = None,
    change: Callable[[pa.Array], pa.Array] | None = None,
) -> pa.Array:
    texts = raw.column(column) if values is None else values
    formed = pc.fill_null(pc.match_substring_regex(texts, form), False)
    candidates = pc.if_else(formed, texts, pa.scalar(None, pa.string()))
    if change is not None:
        candidates = change(candidates)
    found = _cast(candidates, target)
    if pa.types.is_temporal(target):
        found = _in_register_years(found)
    bad = pc.and_(pc.is_valid(texts), pc.is_null(found))
    for index in pc.indices_nonzero(bad).to_pylist():
        said = shown(raw, texts[index].as_py())
        trouble.add(
            code,
            Text(f"{said[0]} {what.da}.", f"{said[1]} {what.en}."),
            remedy,
            raw.where(index, column),
        )
    return found


def _in_register_years(moments: pa.Array) -> pa.Array:
    years = pc.year(moments)
    known = pc.and_(pc.greater_equal(years, FIRST_YEAR), pc.less_equal(years, LAST_YEAR))
    return pc.if_else(known, moments, pa.scalar(None, moments.type))


def _cast(texts: pa.Array, target: pa.DataType) -> pa.Array:
    try:
        return texts.cast(target)
    except pa.ArrowInvalid:  # 2021-02-31 has the right form: look at the distinct values one by one
        distinct = pc.unique(texts)
        found = pa.concat_arrays(
            [_cast_one(distinct.slice(index, 1), target) for index in range(len(distinct))]
        )
        return found.take(pc.index_in(texts, distinct))


def _cast_one(text: pa.Array, target: pa.DataType) -> pa.Array:
    try:
        return text.cast(target)
    except pa.ArrowInvalid:
        return pa.nulls(1, target)


def shown(raw: Raw, value: str) -> tuple[str, str]:
    """How a bad value is quoted in Danish and English: not at all where rows are about persons."""
    if raw.shape.personal:
        return "Værdien", "The value"
    short = masked(value[:40])
    return f"»{short}«", f"'{short}'"


def mapped(
    raw: Raw,
    column: str,
    find: Mapping[str, str | None] | Callable[[str], str | None],
    *,
    code: str,
    what: Text,
    remedy: Text,
    trouble: Trouble,
) -> pa.Array:
    """Values through a mapping of distinct values; one that is not in it is a fault. Blank stays null."""
    texts = raw.column(column)
    distinct = pc.unique(texts).drop_null()
    look = find if callable(find) else find.get
    found = pa.array([look(text) for text in distinct.to_pylist()], pa.string())
    result = found.take(pc.index_in(texts, distinct))
    for index in pc.indices_nonzero(pc.and_(pc.is_valid(texts), pc.is_null(result))).to_pylist():
        said = shown(raw, texts[index].as_py())
        trouble.add(
            code,
            Text(f"{said[0]} {what.da}.", f"{said[1]} {what.en}."),
            remedy,
            raw.where(index, column),
        )
    return result


UNKNOWN_UNIT = Text(
    "er ikke en kommune i enhedsregistret", "is not a municipality in the unit register"
)
UNIT_REMEDY = Text(
    "Brug den officielle kommunekode (0851) eller navnet; nye kommuner skrives i definitions/units.",
    "Use the official municipality code (0851) or the name; new ones are written in definitions/units.",
)
