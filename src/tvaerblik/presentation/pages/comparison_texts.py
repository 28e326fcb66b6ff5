"""The words of a comparison of units."""

from tvaerblik.core.texts import Text

TEXTS = {
    "caption": Text(
        "{title}, {kind}, {period}, i alfabetisk orden",
        "{title}, {kind}, {period}, in alphabetical order",
    ),
    "size": Text("Nævner", "Denominator"),
    "size_told": Text("nævner {n}", "denominator {n}"),
    "reference_all": Text("Alle under ét {value}", "All together {value}"),
    "reference_others": Text("De øvrige under ét {value}", "The others together {value}"),
    "the_average": Text("gennemsnittet", "the average"),
    "the_others": Text("de øvrige under ét", "the others together"),
    "finding_above": Text(
        "{unit} ligger over {against}, mere end tilfældighed forklarer (99,8 %).",
        "{unit} lies above {against}, by more than chance explains (99.8%).",
    ),
    "finding_below": Text(
        "{unit} ligger under {against}, mere end tilfældighed forklarer (99,8 %).",
        "{unit} lies below {against}, by more than chance explains (99.8%).",
    ),
    "finding_hint": Text(
        "{unit} afviger lidt fra {against}, men ikke mere, end at det kan være tilfældigt.",
        "{unit} differs a little from {against}, but no more than chance may give.",
    ),
    "finding_inside": Text(
        "{unit} adskiller sig ikke sikkert fra {against}.",
        "{unit} does not differ clearly from {against}.",
    ),
    "finding_unknown": Text(
        "{unit} kan ikke sammenlignes med {against} i denne periode.",
        "{unit} cannot be compared with {against} in this period.",
    ),
    "finding_few": Text(
        "{unit} har for få hændelser til sammenligning: der ventes under 10.",
        "{unit} has too few events for a comparison: fewer than 10 are expected.",
    ),
    "note_when": Text(
        "Her vises den nyeste periode, hvis tal ikke er foreløbige.",
        "Shown here is the newest period whose figures are not provisional.",
    ),
    "note_limits": Text(
        "Inden for grænserne kan forskelle skyldes tilfældighed. Små enheder svinger mest, og derfor er "
        "tragten bredest ved dem.",
        "Within the limits, differences may be chance. Small units vary most, which is why the funnel is "
        "widest there.",
    ),
    "note_widened": Text(
        "Enhederne varierer mere, end tilfældighed alene giver. Grænserne er derfor gjort bredere.",
        "The units vary more than chance alone gives. The limits have therefore been widened.",
    ),
    "note_shifted": Text(
        "Enhedens eget niveau har ændret sig. Se udviklingen, før den sammenlignes med andre.",
        "The unit's own level has changed. See its development before comparing it with others.",
    ),
    "note_intervals": Text(
        "Overlapper to sikkerhedsintervaller, kan forskellen skyldes tilfældighed.",
        "Where two confidence intervals overlap, the difference may be chance.",
    ),
    "note_standardised": Text(
        "Tallene er standardiseret, så forskelle i alder og køn er taget ud.",
        "The figures are standardised, so that differences of age and sex are taken out.",
    ),
    "note_sizes": Text(
        "Tallene er antal, og store enheder har flere. De siger ikke, om noget sker hyppigere ét sted.",
        "The figures are plain numbers, and large units have more. They do not say whether something "
        "happens more often in one place.",
    ),
    "note_no_ranks": Text(
        "Rækkefølgen er alfabetisk. En forskel siger ikke noget om årsagen.",
        "The order is alphabetical. A difference says nothing about the cause.",
    ),
}
