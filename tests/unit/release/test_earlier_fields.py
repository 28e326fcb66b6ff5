"""A release made before a field was added is read as what it said."""

import json

import pytest

from tvaerblik.catalogue.language import Annotation
from tvaerblik.release.canonical import from_bytes, to_bytes
from tvaerblik.release.cards import IndicatorCard
from tvaerblik.release.reader import Release


def test_a_card_without_the_later_fields_is_read(release: Release) -> None:
    card = release.indicator("opfoelgende-hjemmebesoeg-7-dage")
    assert card.linkages and card.sources[0].lawless
    tree = json.loads(to_bytes(card))
    del tree["linkages"], tree["sources"][0]["lawless"]
    old = from_bytes(IndicatorCard, json.dumps(tree).encode())
    assert (old.linkages, old.sources[0].lawless, old.id) == ((), False, card.id)


def test_a_field_that_always_was_there_is_missed() -> None:
    tree = {"date": "2026-01-01", "kind": "break"}
    with pytest.raises(KeyError, match="text"):
        from_bytes(Annotation, json.dumps(tree).encode())
    full = {**tree, "text": {"da": "Nyt", "en": "New"}}
    assert from_bytes(Annotation, json.dumps(full).encode()).unit is None
