"""The words of a map of municipalities."""

from tvaerblik.core.texts import Text

TEXTS = {
    "heading": Text("Kort", "Map"),
    "caption": Text("{title}, kommuner, {period}", "{title}, municipalities, {period}"),
    "subtitle": Text("Kommuner, {period}", "Municipalities, {period}"),
    "subtitle_of": Text("Kommuner i {area}, {period}", "Municipalities in {area}, {period}"),
    "readout": Text(
        "Brug piletasterne i kortet for at få kommunerne læst op.",
        "Use the arrow keys in the map to have the municipalities read out.",
    ),
    "as_file": Text("Hent kortet", "Download the map"),
    "of_map": Text("kortet", "the map"),
    "table_open": Text("Tal og forkortelser på kortet ({n})", "Figures and short names ({n})"),
    "unit": Text("Kommune", "Municipality"),
    "short": Text("På kortet", "On the map"),
    "value": Text("Tal", "Figure"),
    "standing": Text("Mod grænserne", "Against the limits"),
    "no_cell": Text("Ingen tal i denne udgivelse", "No figures in this release"),
    "note_tiles": Text(
        "Alle kommuner er lige store på kortet, så små øer ses lige så tydeligt. Placeringen er "
        "tilnærmet.",
        "All municipalities are of one size on the map, so that small islands are seen as well. Places "
        "are approximate.",
    ),
    "form": Text("Vis kortet som", "Show the map as"),
    "form_felter": Text("Felter", "Tiles"),
    "form_landkort": Text("Landkort", "Boundaries"),
    "boundaries": Text("Grænser: {source}", "Boundaries: {source}"),
    "note_land": Text(
        "Grænserne er forenklede. Store kommuner fylder mest på kortet, men tæller ikke mere end små.",
        "Boundaries are simplified. Large municipalities take up most of the map, but count no more "
        "than small ones.",
    ),
    "note_frames": Text(
        "En ramme viser et område større, end det ellers tegnes, eller et andet sted, end det ligger.",
        "A frame shows an area larger than it is drawn otherwise, or elsewhere than it lies.",
    ),
    "note_beside": Text(
        "Uden for kommunerne, og derfor ikke tegnet: {codes}.",
        "Outside the municipalities and therefore not drawn: {codes}.",
    ),
    "note_limits": Text(
        "Kun en lille firkant betyder, at afvigelsen er større, end tilfældighed forklarer "
        "(99,8 %). To nuancer er ikke i sig selv en sikker forskel.",
        "Only a small square means that the deviation is more than chance explains (99.8%). "
        "Two shades are not in themselves a certain difference.",
    ),
    "note_no_limits": Text(
        "To nuancer er ikke i sig selv en sikker forskel: små kommuner svinger mest.",
        "Two shades are not in themselves a certain difference: small municipalities vary most.",
    ),
}
