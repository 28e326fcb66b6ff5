"""The digest of a definition: what an approval binds to and a release states.

Covers everything that can move the number: the measure, what its registers say of rows, its code lists,
the indicators it is composed of and the weights it is standardised with. Words, owners and review dates
can change without the number meaning anything else. The organisation is not in it: every figure says
itself which organisation it is counted in, and a municipality that moves does not undo an approval.
"""

import hashlib
import json
from dataclasses import fields, is_dataclass
from typing import Any

from tvaerblik.catalogue.language import Indicator
from tvaerblik.catalogue.loader import Catalogue
from tvaerblik.catalogue.register_facts import register_facts

MOVES_NUMBERS = (
    "id",
    "measure",
    "attribute",
    "settle_days",
    "look_back_days",
    "periods",
    "grain",
    "breakdowns",
    "standardise",
    "interval",
)


def digest_of(indicator: Indicator, catalogue: Catalogue) -> str:
    """SHA-256 in hex of the canonical JSON of what decides the number."""
    content: dict[str, Any] = {name: _tree(getattr(indicator, name)) for name in MOVES_NUMBERS}
    content["registers"] = {
        table: _tree(facts) for table, facts in register_facts(indicator, catalogue).items()
    }
    content["codelists"] = {
        name: catalogue.codelists[name].prefixes for name in sorted(codelists_of(indicator))
    }
    content["components"] = [
        digest_of(part, catalogue)
        for part in catalogue.components(indicator)
        if part is not indicator
    ]
    content["standard"] = (
        _tree(catalogue.standards[indicator.standardise.standard].persons)
        if indicator.standardise
        else None
    )
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def codelists_of(indicator: Indicator) -> frozenset[str]:
    """Every code list a definition names, wherever in the tree."""
    return frozenset(_named_codelists(_tree(indicator.measure)))


def _tree(value: Any) -> Any:
    """Plain lists and mappings that keep each class's name: `all` and `any` have the same fields."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: _tree(getattr(value, field.name)) for field in fields(value)}
        return {"is": type(value).__name__, **parts}
    if isinstance(value, tuple):
        return [_tree(part) for part in value]
    return value


def _named_codelists(value: Any) -> list[str]:
    if isinstance(value, dict):
        found = [value["codelist"]] if "codelist" in value else []
        return found + [name for part in value.values() for name in _named_codelists(part)]
    if isinstance(value, list):
        return [name for part in value for name in _named_codelists(part)]
    return []
