"""The words of a unit's profile."""

from tvaerblik.core.texts import Text

TEXTS = {
    "title": Text("Profil", "Profile"),
    "choose_unit": Text("Vis profil for", "Show the profile of"),
    "show": Text("Vis", "Show"),
    "to_overview": Text("Overblik for {unit}", "Overview of {unit}"),
    "to_profile": Text("Profil af {unit}", "Profile of {unit}"),
    "as_of": Text(
        "Tallene er beregnet, som om organisationen fra {day} hele tiden havde eksisteret.",
        "The figures are computed as if the organisation of {day} had existed all along.",
    ),
    # Where it belongs
    "kind_sundhedsklynge": Text("Sundhedsklynge", "Health cluster"),
    "kind_municipality": Text("Kommune", "Municipality"),
    "kind_region": Text("Region", "Region"),
    "kind_sundhedsraad": Text("Sundhedsråd", "Health council"),
    "kind_country": Text("Land", "Country"),
    "kind_other": Text("Område", "Area"),
    "part_of": Text("Del af", "Part of"),
    "until": Text("til og med {day}", "until and including {day}"),
    "since": Text("fra {day}", "from {day}"),
    "between": Text("{start} – {end}", "{start} – {end}"),
    "place_of_whole": Text("Medlemmer", "Members"),
    "place_of_part": Text("Hører sammen med", "Belongs together with"),
    "caption_of_whole": Text("Hvem der er i {unit}", "Who is in {unit}"),
    "caption_of_part": Text(
        "Hvad {unit} er sammen med andre kommuner i",
        "What {unit} is in together with other municipalities",
    ),
    "column_unit": Text("Enhed", "Unit"),
    "others_of_whole": Text("Kommuner i den", "Municipalities in it"),
    "others_of_part": Text("De andre kommuner i den", "The other municipalities in it"),
    "map_title": Text("{unit} på kortet", "{unit} on the map"),
    "map_members": Text("I {unit}", "In {unit}"),
    "map_beside": Text("De andre i {units}", "The others in {units}"),
    "map_rest": Text("Resten af {region}", "The rest of {region}"),
    # Key figures
    "key_figures": Text("Nøgletal", "Key figures"),
    # What is worth noticing
    "noticing": Text("Værd at bemærke", "Worth noticing"),
    "noticing_rule": Text(
        "Først niveauer, der har ændret sig og stadig ligger anderledes, så usædvanlige tal i de viste perioder og til "
        "sidst ændringer, der er forbi. Det nyeste først; højst {most}. Om det er godt eller skidt, og hvorfor, siger "
        "listen ikke.",
        "First levels that have changed and still are different, then unusual figures in the periods shown, and last "
        "changes that are over. The newest first; at most {most}. The list does not say whether it is good or bad, or "
        "why.",
    ),
    "noticing_none": Text(
        "Ingen indikator har et ændret niveau eller et usædvanligt tal i de viste perioder.",
        "No indicator has a changed level or an unusual figure in the periods shown.",
    ),
    "noticing_more": Text(
        "{n} mere kan ses i skemaet nedenfor.", "{n} more can be seen in the table below."
    ),
    "missing": Text(
        "Det nyeste tal er ikke leveret for: {titles}.",
        "The newest figure has not been delivered for: {titles}.",
    ),
    "found_since": Text("{label} siden {since}.", "{label} since {since}."),
    "found_span": Text("{label}: {since} til {until}.", "{label}: {since} to {until}."),
    "found_plain": Text("{label}.", "{label}."),
    "found_now": Text("{label}: {period}, {value}.", "{label}: {period}, {value}."),
    "found_high": Text(
        "Usædvanligt højt tal i {period}: {value}.", "Unusually high figure in {period}: {value}."
    ),
    "found_low": Text(
        "Usædvanligt lavt tal i {period}: {value}.", "Unusually low figure in {period}: {value}."
    ),
    # The tartan
    "tartan": Text("Alle indikatorer", "All indicators"),
    "caption": Text("Alle indikatorer for {unit}", "All indicators of {unit}"),
    "span_month": Text(
        "De seneste 12 måneder: {first} til {last}.", "The latest 12 months: {first} to {last}."
    ),
    "span_quarter": Text(
        "De seneste 12 kvartaler: {first} til {last}.",
        "The latest 12 quarters: {first} to {last}.",
    ),
    "span_year": Text(
        "De seneste 5 år: {first} til {last}.", "The latest 5 years: {first} to {last}."
    ),
    "years": Text("Tal, der kun opgøres for hele år", "Figures of whole years only"),
    "caption_years": Text(
        "Indikatorer for {unit}, der kun opgøres for hele år",
        "Indicators of {unit} that are of whole years only",
    ),
    "scroll": Text(
        "Skemaet kan rulles sidelæns; det nyeste står til højre.",
        "The table scrolls sideways; the newest is to the right.",
    ),
    "indicator": Text("Indikator", "Indicator"),
    "verdict": Text("Vurdering af hele serien", "Assessment of the whole series"),
    "said": Text(
        "{n} af {all} indikatorer har mindst ét usædvanligt tal eller en del af et ændret niveau i de viste perioder.",
        "{n} of {all} indicators have at least one unusual figure or part of a changed level in the periods shown.",
    ),
    "said_one": Text(
        "1 af {all} indikatorer har mindst ét usædvanligt tal eller en del af et ændret niveau i de viste perioder.",
        "1 of {all} indicators has at least one unusual figure or part of a changed level in the periods shown.",
    ),
    "said_none": Text(
        "Ingen af de {all} indikatorer har et usædvanligt tal eller et ændret niveau i de viste perioder.",
        "None of the {all} indicators has an unusual figure or a changed level in the periods shown.",
    ),
    "unassessed": Text(
        "{n} vurderes ikke; hvorfor står på indikatorens egen side.",
        "{n} are not assessed; the indicator's own page tells why.",
    ),
    "unassessed_one": Text(
        "1 vurderes ikke; hvorfor står på indikatorens egen side.",
        "1 is not assessed; the indicator's own page tells why.",
    ),
    "chance": Text("Set over hele serien: {told}", "Over the whole series: {told}"),
    "unassessed_plain": Text("Vurderes ikke", "Not assessed"),
    "unusual_earlier": Text("Usædvanligt tal tidligere", "Unusual figure earlier"),
    "without": Text("Ikke i skemaet", "Not in the table"),
    "without_series": Text("{title} (seneste tal: {period})", "{title} (newest figure: {period})"),
    "without_any": Text("{title} (ingen tal for enheden)", "{title} (no figures for the unit)"),
    "how_to_read": Text("Sådan læses vurderingerne", "How to read the assessments"),
    # What a cell says to who hears it, in the order it is said
    "told_high": Text("usædvanligt højt", "unusually high"),
    "told_low": Text("usædvanligt lavt", "unusually low"),
    "told_up": Text("del af et højere niveau", "part of a higher level"),
    "told_down": Text("del af et lavere niveau", "part of a lower level"),
    "told_moved": Text("niveauet har flyttet sig", "the level has moved"),
    "told_provisional": Text("foreløbigt, vurderes ikke endnu", "provisional, not assessed yet"),
    "told_unjudged": Text("ikke vurderet", "not assessed"),
    # The key
    "legend": Text("Tegnforklaring", "Key"),
    "key_within": Text(
        "Inden for det, tilfældige udsving giver", "Within what chance variation gives"
    ),
    "key_high": Text("Usædvanligt højt tal", "Unusually high figure"),
    "key_low": Text("Usædvanligt lavt tal", "Unusually low figure"),
    "key_up": Text("Del af et højere niveau", "Part of a higher level"),
    "key_down": Text("Del af et lavere niveau", "Part of a lower level"),
    "key_moved": Text(
        "Niveauet har flyttet sig, uden at retning og tid kan siges",
        "The level has moved; which way and when cannot be told",
    ),
    "key_provisional": Text("Foreløbigt, vurderes ikke endnu", "Provisional, not assessed yet"),
    "key_unjudged": Text("Vurderes ikke", "Not assessed"),
    "key_zero": Text("Et rigtigt nul", "A true zero"),
    "key_partial": Text("Ikke alle har leveret", "Not everybody has delivered"),
    "key_break": Text("Databrud i perioden", "Break in the data in the period"),
    "key_note": Text(
        "Blå og orange betyder kun op og ned, ikke godt og skidt.",
        "Blue and orange mean up and down only, not good and bad.",
    ),
}
