"""What a delivery's note says that a file covers, with municipalities as unit ids."""

from tvaerblik.core.cpr import masked
from tvaerblik.core.deliveries import Window
from tvaerblik.core.errors import Where
from tvaerblik.core.texts import Text
from tvaerblik.sources.files import NOTE, Received
from tvaerblik.sources.shapes import World
from tvaerblik.sources.trouble import Trouble
from tvaerblik.sources.values import UNIT_REMEDY


def stated_windows(
    received: Received, file: str, world: World, trouble: Trouble
) -> tuple[Window, ...]:
    """Tells `trouble` when nothing is stated for the file, or a municipality is unknown."""
    assert received.note is not None, received.place
    stated = received.note.covers.get(file, ())
    if not stated:
        trouble.add(
            "K-MANIFEST",
            Text(
                f"Følgesedlen siger ikke, hvad {file} dækker.",
                f"The delivery note does not say what {file} covers.",
            ),
            Text(
                'Tilføj {"file":…,"from":…,"to":…,"units":null} under covers.',
                'Add {"file":…,"from":…,"to":…,"units":null} under covers.',
            ),
            Where(file=NOTE),
        )
    if tells_who_delivers(received.note.source, world) and any(w.units is None for w in stated):
        trouble.add(
            "K-MANIFEST",
            Text(
                f"Følgesedlen siger ikke, hvilke kommuner {file} dækker.",
                f"The delivery note does not say which municipalities {file} covers.",
            ),
            Text(
                'Skriv deres koder under covers: "units":["0851"].',
                'Write their codes under covers: "units":["0851"].',
            ),
            Where(file=NOTE),
        )
    return tuple(resolved(window, world, trouble) for window in stated)


def tells_who_delivers(source: str, world: World) -> bool:
    """Whether municipalities deliver what is their own, so that one not named has not delivered. Who is treated in
    a hospital the hospital does not choose: messages about residents cover everybody."""
    card = world.cards.get(source)
    if card is None or card.units != "declared":
        return False
    return all(world.registers[table].place("provider") is not None for table in card.tables)


def resolved(window: Window, world: World, trouble: Trouble) -> Window:
    if window.units is None:
        return window
    found = {code: world.units.resolve(code, "municipality") for code in window.units}
    for code in [code for code, unit in found.items() if unit is None]:
        trouble.add(
            "D16",
            Text(
                f"»{masked(code[:20])}« er ikke en kommune i enhedsregistret.",
                f"'{masked(code[:20])}' is not a municipality in the unit register.",
            ),
            UNIT_REMEDY,
            Where(file=NOTE, path="covers"),
        )
    return Window(window.start, window.end, tuple(sorted(unit for unit in found.values() if unit)))
