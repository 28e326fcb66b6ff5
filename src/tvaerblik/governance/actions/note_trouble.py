from datetime import date
from typing import Any

from django.db import transaction

from tvaerblik.core.texts import Text
from tvaerblik.governance.actors import actor_of
from tvaerblik.governance.audit.chain import record
from tvaerblik.governance.freetext import check_no_cpr
from tvaerblik.governance.permissions import check_may_note_trouble
from tvaerblik.governance.sources.models import KnownTrouble


def note_trouble(
    source: str,
    text: Text,
    *,
    since: date,
    expected: date | None = None,
    solved_on: date | None = None,
    by: Any,
) -> KnownTrouble:
    """Tells readers of something wrong at a source. Saying it again for the same day replaces it, so
    that it is also how trouble is marked as solved."""
    check_may_note_trouble(by)
    check_no_cpr(text.da + " " + text.en)
    facts = {"text_da": text.da, "text_en": text.en, "expected": expected, "solved_on": solved_on}
    with transaction.atomic():
        trouble, _ = KnownTrouble.objects.update_or_create(
            source=source, since=since, defaults=facts
        )
        detail = {name: str(value) if value else None for name, value in facts.items()}
        record(actor_of(by), "trouble.note", source, {"since": str(since), **detail})
    return trouble
