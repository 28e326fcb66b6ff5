"""The sentences about a series: what `words` builds from an assessment, and nothing else.

Both languages have the same keys. Nothing is said of causes, and nothing is judged by one month.
"""

LABELS = {
    "da": {
        "up": "Niveauet er steget",
        "down": "Niveauet er faldet",
        "earlier_up": "Niveauet var højere tidligere",
        "earlier_down": "Niveauet var lavere tidligere",
        "ended_up": "Niveauet var steget",
        "ended_down": "Niveauet var faldet",
        "crossings": "Niveauet har flyttet sig",
        "ended_crossings": "Niveauet havde flyttet sig",
        "hint_up": "Tegn på et højere niveau",
        "hint_down": "Tegn på et lavere niveau",
        "stable": "Ingen tegn på ændring",
        "too_few": "For få punkter",
        "void": "Kan ikke vurderes",
        "many_masked": "Kan ikke vurderes",
        "unusual": "Usædvanligt {height} {noun}",
    },
    "en": {
        "up": "The level has risen",
        "down": "The level has fallen",
        "earlier_up": "The level was higher earlier",
        "earlier_down": "The level was lower earlier",
        "ended_up": "The level had risen",
        "ended_down": "The level had fallen",
        "crossings": "The level has moved",
        "ended_crossings": "The level had moved",
        "hint_up": "Sign of a higher level",
        "hint_down": "Sign of a lower level",
        "stable": "No sign of change",
        "too_few": "Too few points",
        "void": "Cannot be assessed",
        "many_masked": "Cannot be assessed",
        "unusual": "Unusually {height} {noun}",
    },
}

SENTENCES = {
    "da": {
        "ongoing": (
            "{label}: {length} målinger i træk, fra og med {since}, ligger {side} midtlinjen "
            "({centre}). Tilfældige udsving giver sjældent mere end {limit} i træk."
        ),
        "earlier": (
            "{label}: {length} målinger i træk, fra {since} til {until}, lå {side} midtlinjen "
            "({centre}). Tilfældige udsving giver sjældent mere end {limit} i træk. "
            "De nyeste målinger fortsætter ikke rækken."
        ),
        "long_run_ended": (
            "{label}: {length} målinger i træk, fra {since} til {until}, lå {side} midtlinjen "
            "({centre}). Tilfældige udsving giver sjældent mere end {limit} i træk."
        ),
        "crossings": (
            "{label}: kurven krydser midtlinjen ({centre}) {times}. "
            "Tilfældige udsving giver næsten altid mindst {limit}."
        ),
        "cause": "Diagrammet siger ikke, hvad årsagen er.",
        "improvement": "Ændringen går i den ønskede retning.",
        "deterioration": "Ændringen går imod den ønskede retning.",
        "stable": (
            "Ingen tegn på ændring: målingerne svinger tilfældigt om midtlinjen ({centre}). "
            "En enkelt høj eller lav måling er ikke en ændring i niveauet."
        ),
        "wandering": (
            "Ingen tegn på ændring: målingerne bliver hverken usædvanligt længe på samme side af "
            "midtlinjen ({centre}) eller krydser den usædvanligt få gange. "
            "En enkelt høj eller lav måling er ikke en ændring i niveauet."
        ),
        "too_few": (
            "{points} Der skal være mindst 10, før det kan vurderes, om niveauet har ændret sig."
        ),
        "many_masked": (
            "For mange af tallene er skjult af hensyn til personer til, at det kan vurderes, om "
            "niveauet har ændret sig."
        ),
        "void": (
            "Mere end halvdelen af målingerne ligger præcis på midtlinjen ({centre}). "
            "Derfor kan det ikke vurderes her, om niveauet har ændret sig."
        ),
        "stable_limits": (
            "Ingen tegn på ændring. Udsving mellem {lower} og {upper} om midtlinjen ({centre}) er "
            "tilfældig variation. Reagér ikke på en enkelt måling."
        ),
        "wandering_limits": (
            "Ingen tegn på ændring. Udsving mellem {lower} og {upper} om midtlinjen ({centre}) er "
            "sædvanlige her. Reagér ikke på en enkelt måling."
        ),
        "stable_limits_vary": (
            "Ingen tegn på ændring: målingerne svinger tilfældigt om midtlinjen ({centre}). For den "
            "seneste måling ventes udsving mellem {lower} og {upper}; for andre er grænserne smallere "
            "eller bredere, alt efter hvor mange der er bag tallet. Reagér ikke på en enkelt måling."
        ),
        "wandering_limits_vary": (
            "Ingen tegn på ændring. For den seneste måling er udsving mellem {lower} og {upper} om "
            "midtlinjen ({centre}) sædvanlige; for andre er grænserne smallere eller bredere, alt "
            "efter hvor mange der er bag tallet. Reagér ikke på en enkelt måling."
        ),
        "unusual_now": (
            "Tallet for {period} er usædvanligt {height_of_figure} ({value}): uden for det, der kan "
            "forventes (mellem {lower} og {upper}). Der er ingen tegn på, at niveauet har ændret sig. "
            "Undersøg, om tallet er rigtigt, og hvad der kan ligge bag i netop {this_period}."
        ),
        "unusual_earlier": (
            "Ingen tegn på ændring i niveauet. Tallet for {period} var usædvanligt {height_of_figure} "
            "({value}): uden for det, der kunne forventes (mellem {lower} og {upper})."
        ),
        "unusual_earlier_many": (
            "Ingen tegn på ændring i niveauet. {n} tidligere tal lå uden for det, der kunne forventes, "
            "senest tallet for {period} ({value}; forventet mellem {lower} og {upper})."
        ),
        "out_of_reach": (
            "Målet ({target}) kan ikke nås, sådan som det foregår nu: det ligger uden for de udsving, "
            "der kan forventes."
        ),
        "always_met": (
            "Målet ({target}) opfyldes stabilt: alle udsving, der kan forventes, ligger på den "
            "rigtige side af det."
        ),
        "sometimes_met": (
            "Målet ({target}) opfyldes af og til, ved et tilfælde: det ligger inden for de udsving, der "
            "kan forventes."
        ),
        "sometimes_met_elsewhere": (
            "Målet ({target}) kan ikke ventes opfyldt i alle perioder: i nogle af dem ligger det inden "
            "for de udsving, der kan forventes."
        ),
        "seven_run_ended": (
            "{label}: {length} målinger i træk, fra {since} til {until}, lå {side} midtlinjen "
            "({centre}). Reglen er mindst 7 i træk."
        ),
        "seven_trend_up_ended": (
            "{label}: målingerne steg hver gang fra {since} til {until}, {length} målinger i alt. "
            "Reglen er mindst 7 i træk."
        ),
        "seven_trend_down_ended": (
            "{label}: målingerne faldt hver gang fra {since} til {until}, {length} målinger i alt. "
            "Reglen er mindst 7 i træk."
        ),
        "two_of_three_ended": (
            "{label}: to af de tre sidste målinger til og med {until} lå langt {side} midtlinjen "
            "({centre}), tæt på grænsen."
        ),
        "seven_run": (
            "{label}: {length} målinger i træk, fra og med {since}, ligger {side} midtlinjen "
            "({centre}). Reglen er mindst 7 i træk."
        ),
        "seven_trend_up": (
            "{label}: målingerne er steget hver gang siden {since}, {length} målinger i alt. Reglen "
            "er mindst 7 i træk."
        ),
        "seven_trend_down": (
            "{label}: målingerne er faldet hver gang siden {since}, {length} målinger i alt. Reglen "
            "er mindst 7 i træk."
        ),
        "two_of_three": (
            "{label}: to af de tre seneste målinger ligger langt {side} midtlinjen ({centre}), tæt på "
            "grænsen."
        ),
        "nhs": "Vurderet efter reglerne i NHS Making Data Count.",
        "phase": "Vurderingen gælder fra og med {since}, hvor en ny fase begynder.",
        "baseline_of_centre": "Midtlinjen er lagt fast ud fra de første {n} perioder.",
        "baseline": "Midtlinje og grænser er lagt fast ud fra de første {n} perioder.",
        "above": "over",
        "below": "under",
    },
    "en": {
        "ongoing": (
            "{label}: {length} measurements in a row, starting with {since}, lie {side} the "
            "centre line ({centre}). Chance rarely gives more than {limit} in a row."
        ),
        "earlier": (
            "{label}: {length} measurements in a row, from {since} to {until}, lay {side} the "
            "centre line ({centre}). Chance rarely gives more than {limit} in a row. "
            "The newest measurements do not continue the row."
        ),
        "long_run_ended": (
            "{label}: {length} measurements in a row, from {since} to {until}, lay {side} the "
            "centre line ({centre}). Chance rarely gives more than {limit} in a row."
        ),
        "crossings": (
            "{label}: the curve crosses the centre line ({centre}) {times}. "
            "Chance nearly always gives at least {limit}."
        ),
        "cause": "The chart does not say what the cause is.",
        "improvement": "The change is in the desired direction.",
        "deterioration": "The change is against the desired direction.",
        "stable": (
            "No sign of change: the measurements vary at random about the centre line ({centre}). "
            "A single high or low measurement is not a change of level."
        ),
        "wandering": (
            "No sign of change: the measurements neither stay unusually long on one side of the "
            "centre line ({centre}) nor cross it unusually few times. "
            "A single high or low measurement is not a change of level."
        ),
        "too_few": "{points} At least 10 are needed to tell whether the level has changed.",
        "many_masked": (
            "Too many of the figures are hidden, to protect persons, for it to be told whether the "
            "level has changed."
        ),
        "void": (
            "More than half of the measurements lie exactly on the centre line ({centre}). "
            "So it cannot be told here whether the level has changed."
        ),
        "stable_limits": (
            "No sign of change. Variation between {lower} and {upper} about the centre line "
            "({centre}) is random. Do not react to a single measurement."
        ),
        "wandering_limits": (
            "No sign of change. Variation between {lower} and {upper} about the centre line "
            "({centre}) is usual here. Do not react to a single measurement."
        ),
        "stable_limits_vary": (
            "No sign of change: the measurements vary at random about the centre line ({centre}). For "
            "the latest measurement, variation between {lower} and {upper} is expected; for others the "
            "limits are narrower or wider, by how many lie behind the figure. Do not react to a "
            "single measurement."
        ),
        "wandering_limits_vary": (
            "No sign of change. For the latest measurement, variation between {lower} and {upper} about "
            "the centre line ({centre}) is usual; for others the limits are narrower or wider, by how "
            "many lie behind the figure. Do not react to a single measurement."
        ),
        "unusual_now": (
            "The figure for {period} is unusually {height_of_figure} ({value}): outside what can be "
            "expected (between {lower} and {upper}). There is no sign that the level has changed. "
            "Look into whether the figure is right, and what may lie behind it in {this_period} alone."
        ),
        "unusual_earlier": (
            "No sign of a change of level. The figure for {period} was unusually {height_of_figure} "
            "({value}): outside what could be expected (between {lower} and {upper})."
        ),
        "unusual_earlier_many": (
            "No sign of a change of level. {n} earlier figures lay outside what could be expected, "
            "the latest for {period} ({value}; expected between {lower} and {upper})."
        ),
        "out_of_reach": (
            "The target ({target}) cannot be reached the way things work now: it lies outside the "
            "variation that can be expected."
        ),
        "always_met": (
            "The target ({target}) is met steadily: all variation that can be expected lies on the "
            "right side of it."
        ),
        "sometimes_met": (
            "The target ({target}) is met now and then, by chance: it lies within the variation that "
            "can be expected."
        ),
        "sometimes_met_elsewhere": (
            "The target ({target}) cannot be expected to be met in every period: in some of them it "
            "lies within the variation that can be expected."
        ),
        "seven_run_ended": (
            "{label}: {length} measurements in a row, from {since} to {until}, lay {side} the centre "
            "line ({centre}). The rule is at least 7 in a row."
        ),
        "seven_trend_up_ended": (
            "{label}: the measurements rose every time from {since} to {until}, {length} measurements "
            "in all. The rule is at least 7 in a row."
        ),
        "seven_trend_down_ended": (
            "{label}: the measurements fell every time from {since} to {until}, {length} measurements "
            "in all. The rule is at least 7 in a row."
        ),
        "two_of_three_ended": (
            "{label}: two of the three last measurements up to {until} lay far {side} the centre line "
            "({centre}), close to the limit."
        ),
        "seven_run": (
            "{label}: {length} measurements in a row, starting with {since}, lie {side} the centre "
            "line ({centre}). The rule is at least 7 in a row."
        ),
        "seven_trend_up": (
            "{label}: the measurements have risen every time since {since}, {length} measurements in "
            "all. The rule is at least 7 in a row."
        ),
        "seven_trend_down": (
            "{label}: the measurements have fallen every time since {since}, {length} measurements in "
            "all. The rule is at least 7 in a row."
        ),
        "two_of_three": (
            "{label}: two of the three latest measurements lie far {side} the centre line "
            "({centre}), close to the limit."
        ),
        "nhs": "Assessed by the rules of NHS Making Data Count.",
        "phase": "The assessment is of the time from {since}, where a new phase begins.",
        "baseline_of_centre": "The centre line is fixed by the first {n} periods.",
        "baseline": "Centre line and limits are fixed by the first {n} periods.",
        "above": "above",
        "below": "below",
    },
}

CAUTIONS = {
    "da": {
        "provisional_points": "Foreløbige tal indgår ikke i vurderingen.",
        "masked_points": "Tal, der ikke vises, indgår ikke i vurderingen.",
        "partial_points": "Perioder, hvor ikke alle har leveret, indgår ikke i vurderingen.",
        "mostly_partial": "I mange af perioderne har ikke alle leveret; se dækningen.",
        "missing_points": "Perioder uden tal indgår ikke i vurderingen.",
        "no_recent_numbers": (
            "For mindst to af de seneste perioder vises der ikke tal. Vurderingen siger derfor ikke, "
            "hvordan det går nu."
        ),
        "autocorrelated": (
            "Hver måling ligner den, der kom lige før. Derfor kan tegnet på ændring være falsk."
        ),
        "wandering": (
            "Hver måling ligner den, der kom lige før. Udsvingene er derfor ikke helt tilfældige."
        ),
        "seasonal": "Tallene svinger med årstiden. Sammenlign også med samme måned året før.",
        "more_than_chance": (
            "Tallene svinger mere fra måling til måling, end tilfældighed alene ville give."
        ),
        "trial_limits": ("Grænserne bygger på færre end 20 målinger og er derfor foreløbige."),
        "unequal_periods": (
            "Perioderne er ikke lige lange. De er sammenlignet pr. dag, og midtlinje og grænser "
            "gælder en periode af almindelig længde."
        ),
        "break_in_series": (
            "Der er et databrud i serien. Tal før og efter bruddet er måske ikke gjort op på samme "
            "måde."
        ),
    },
    "en": {
        "provisional_points": "Provisional figures are not part of the assessment.",
        "masked_points": "Figures that are not shown are not part of the assessment.",
        "partial_points": "Periods where not everybody has delivered are not part of the assessment.",
        "mostly_partial": "In many of the periods not everybody has delivered; see the coverage.",
        "missing_points": "Periods without figures are not part of the assessment.",
        "no_recent_numbers": (
            "For at least two of the latest periods no figure is shown, so the assessment does not say "
            "how things are now."
        ),
        "autocorrelated": (
            "Each measurement resembles the one before it, so the sign of change may be false."
        ),
        "wandering": (
            "Each measurement resembles the one before it, so they do not vary quite at random."
        ),
        "seasonal": (
            "The figures vary with the season. Compare with the same month of the year before as well."
        ),
        "more_than_chance": (
            "The figures vary more from one measurement to the next than chance alone would give."
        ),
        "trial_limits": (
            "The limits are made of fewer than 20 measurements and so are provisional."
        ),
        "unequal_periods": (
            "The periods are not equally long. They are compared by the day, and centre line and "
            "limits are those of a period of ordinary length."
        ),
        "break_in_series": (
            "There is a break in the series. Figures before and after it may not have been "
            "counted in the same way."
        ),
    },
}

# By the kind of period: its name, high, low, and the period that is spoken of
PERIOD_NOUNS = {
    "da": {
        "month": ("måned", "høj", "lav", "denne måned"),
        "quarter": ("kvartal", "højt", "lavt", "dette kvartal"),
        "year": ("år", "højt", "lavt", "dette år"),
        "week": ("uge", "høj", "lav", "denne uge"),
        "day": ("dag", "høj", "lav", "denne dag"),
    },
    "en": {
        "month": ("month", "high", "low", "this month"),
        "quarter": ("quarter", "high", "low", "this quarter"),
        "year": ("year", "high", "low", "this year"),
        "week": ("week", "high", "low", "this week"),
        "day": ("day", "high", "low", "this day"),
    },
}

# A figure is neuter in Danish, whatever the period is
HEIGHTS_OF_FIGURE = {
    "da": {"up": "højt", "down": "lavt"},
    "en": {"up": "high", "down": "low"},
}
