"""Frozen dataclasses as canonical JSON and back: the same value is always the same bytes."""

import json
import types
from collections.abc import Hashable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_bytes(value: Any) -> bytes:
    """Sorted keys, no spaces, UTF-8, a newline at the end; nan and infinity are refused."""
    tree = as_tree(value)
    text = json.dumps(
        tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return text.encode() + b"\n"


def from_bytes(type_: type[T], content: bytes) -> T:
    """Raises ValueError, KeyError or TypeError for anything that `to_bytes` would not have written, now
    or before a field with a default was added: an old release is read as what it said."""
    return cast(T, _read(type_, json.loads(content)))


def as_tree(value: Any) -> Any:
    """Dataclasses become mappings; dates, instants and decimals become text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_tree(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_tree(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [as_tree(part) for part in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"{type(value).__name__} has no canonical spelling")


def _read(type_: Any, tree: Any) -> Any:
    origin = get_origin(type_)
    if origin in (Union, types.UnionType):
        return _read_optional(type_, tree)
    if origin is tuple:
        part = get_args(type_)[0]
        return tuple(_read(part, item) for item in tree)
    if origin is Literal:
        if tree not in get_args(type_):
            raise ValueError(f"{tree!r} is none of {get_args(type_)}")
        return tree
    if is_dataclass(type_):
        return _read_dataclass(cast(type[Any], type_), tree)
    return _read_plain(type_, tree)


def _read_optional(type_: Any, tree: Any) -> Any:
    if tree is None:
        return None
    (inner,) = (part for part in get_args(type_) if part is not type(None))
    return _read(inner, tree)


def _read_dataclass(type_: type[Any], tree: Any) -> Any:
    hints = _hints(cast(Hashable, type_))
    unknown = set(tree) - set(hints)
    if unknown:
        raise ValueError(f"{type_.__name__} has no {', '.join(sorted(unknown))}")
    optional = _with_default(cast(Hashable, type_))
    stated = {name: hint for name, hint in hints.items() if name in tree or name not in optional}
    return type_(**{name: _read(hint, tree[name]) for name, hint in stated.items()})


@cache
def _with_default(type_: Any) -> frozenset[str]:
    return frozenset(field.name for field in fields(type_) if field.default is not MISSING)


@cache
def _hints(type_: Any) -> dict[str, Any]:
    hints = get_type_hints(type_)
    return {field.name: hints[field.name] for field in fields(type_)}


def _read_plain(type_: Any, tree: Any) -> Any:
    if type_ is date:
        return date.fromisoformat(tree)
    if type_ is datetime:
        return datetime.fromisoformat(tree)
    if type_ is Decimal:
        return Decimal(tree)
    if type_ is float:
        return float(tree)
    if type_ in (str, int, bool) and type(tree) is type_:
        return tree
    raise TypeError(f"{tree!r} is no {type_}")
