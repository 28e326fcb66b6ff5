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
    # Sums of those shown, where somebody is missing, hidden or not compared
    "reference_all_shown": Text("Alle viste under ét {value}", "All shown together {value}"),
    "reference_others_shown": Text(
        "De øvrige viste under ét {value}", "The others shown together {value}"
    ),
    "the_average": Text("gennemsnittet", "the average"),
    "the_others": Text("de øvrige under ét", "the others together"),
    "the_average_shown": Text("gennemsnittet af de viste", "the average of those shown"),
    "the_others_shown": Text("de øvrige viste under ét", "the others shown together"),
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
    "finding_few_without": Text(
        "{unit} har for få til sammenligning: der ventes under 10 uden hændelsen.",
        "{unit} has too few for a comparison: fewer than 10 without the event are expected.",
    ),
    "finding_partial": Text(
        "{unit} har ikke fået alle leverancer med og sammenlignes ikke.",
        "{unit} lacks some of its deliveries and is not compared.",
    ),
    "finding_provisional": Text(
        "Tallet for {unit} er foreløbigt og sammenlignes ikke.",
        "The figure of {unit} is provisional and is not compared.",
    ),
    "finding_no_size": Text(
        "{unit} har ingen tæller eller nævner i denne periode og sammenlignes ikke.",
        "{unit} has no numerator or denominator in this period and is not compared.",
    ),
    "note_when": Text(
        "Her vises den nyeste periode, hvor tallet for {unit} ikke er foreløbigt, og hvor højst halvdelen "
        "af enhedernes tal er det.",
        "Shown here is the newest period in which the figure of {unit} is not provisional, and no more "
        "than half of the units' figures are.",
    ),
    "note_when_others": Text(
        "Her vises den nyeste periode, hvor højst halvdelen af enhedernes tal er foreløbige.",
        "Shown here is the newest period in which no more than half of the units' figures are "
        "provisional.",
    ),
    "note_provisional": Text(
        "Nogle af tallene er foreløbige. De kan ændre sig og indgår ikke i sammenligningen.",
        "Some of the figures are provisional. They may change and are no part of the comparison.",
    ),
    "note_limits": Text(
        "Inden for grænserne kan forskelle skyldes tilfældighed. Små enheder svinger mest, og derfor er "
        "tragten bredest ved dem.",
        "Within the limits, differences may be chance. Small units vary most, which is why the funnel is "
        "widest there.",
    ),
    "note_drawn_for": Text(
        "Enheder på over 10 % af det hele er holdt op mod de øvrige; grænserne er tegnet for {unit}.",
        "Units of more than 10% of the whole are held against the others; the limits are drawn for {unit}.",
    ),
    "note_drawn_for_all": Text(
        "Enheder på over 10 % af det hele er holdt op mod de øvrige; grænserne er tegnet for alle de viste under ét.",
        "Units of more than 10% of the whole are held against the others; the limits are drawn for all "
        "those shown together.",
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
