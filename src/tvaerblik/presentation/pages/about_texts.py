"""The words of *Om tallene*: the seven headings of the national documentation pages, and one of
what was seen in the data."""

from tvaerblik.core.texts import Text

# What control limits rest on, by the chart that an indicator has
_BY_CHANCE = Text(
    "tæller og nævner, som tilfældighed alene ville give dem",
    "numerator and denominator, as chance alone would give them",
)
_WIDENED = Text(
    "tæller og nævner, og de er bredere, når serien svinger mere, end tilfældighed alene giver",
    "numerator and denominator, and they are wider where the series varies more than chance alone gives",
)
_LIMITS = {
    "i": Text(
        "forskellen mellem hver måling og den næste",
        "the difference between each measurement and the next",
    ),
    "i_prime": Text(
        "forskellen mellem hver måling og den næste, vægtet med hvor mange den er gennemsnit af",
        "the difference between each measurement and the next, weighted by how many it is the mean of",
    ),
    "p": _BY_CHANCE,
    "p_prime": _WIDENED,
    "u": _BY_CHANCE,
    "u_prime": _WIDENED,
    "c": Text(
        "antallet selv, som tilfældighed alene ville give det",
        "the count itself, as chance alone would give it",
    ),
}


def _limits_text(kind: str) -> Text:
    """The same sentence for every chart, around what its limits are made of."""
    made = _LIMITS[kind]
    return Text(
        f"Næsten alle målinger ligger inden for dem, når intet ændrer sig. De er regnet ud fra {made.da}. De "
        "tegnes, når der er mindst 12 målinger og ingen tegn på, at niveauet har ændret sig.",
        f"Nearly all measurements lie within them while nothing changes. They are made from {made.en}. They "
        "are drawn when there are at least 12 measurements and no sign that the level has changed.",
    )


TEXTS = {
    "purpose": Text("Formål", "Purpose"),
    "content": Text("Indhold og afgrænsning", "Content and limits"),
    "indicators": Text("Indikatorer", "Indicators"),
    "caveats": Text("Forbehold ved fortolkning", "Caveats"),
    "seen": Text("Fejl og mangler i data", "Faults and gaps in the data"),
    "seen_nothing": Text(
        "Der er ikke set tomme kolonner, fremmede koder eller tabte koblinger i data bag tallene.",
        "No emptied columns, foreign codes or lost links were seen in the data behind the figures.",
    ),
    "cause_unknown": Text(
        "Rækker, hvor en manglende værdi gør det uafgjort, om de tæller",
        "Rows for which a missing value leaves it open whether they count",
    ),
    "cause_without_place": Text("Rækker uden sted", "Rows without a place"),
    "cause_outside": Text(
        "Rækker fra steder uden for området", "Rows from places outside the area"
    ),
    "cause_before_birth": Text("Rækker før borgerens fødsel", "Rows before the person's birth"),
    "cause_without_amount": Text("Rækker uden mængde", "Rows without an amount"),
    "few": Text("under 5", "under 5"),
    "source": Text("Datakilde", "Data source"),
    "publication": Text("Offentliggørelse", "Publication"),
    "terms": Text("Øvrige ord og begreber", "Other words and terms"),
    "goals": Text("Mål", "Goals"),
    "measure": Text("Opgøres som", "Measured as"),
    "numerator": Text("Tæller", "Numerator"),
    "denominator": Text("Nævner", "Denominator"),
    "unit": Text("Måleenhed", "Unit of measurement"),
    "direction": Text("Ønsket retning", "Desired direction"),
    "higher": Text("Højere", "Higher"),
    "lower": Text("Lavere", "Lower"),
    "none": Text(
        "Ingen: tallet har ingen ønsket retning", "None: the figure has no desired direction"
    ),
    "interval": Text("Sikkerhedsinterval", "Confidence interval"),
    "interval_wilson": Text("95 %, Wilsons metode", "95%, Wilson's method"),
    "interval_byar": Text("95 %, Byars metode", "95%, Byar's method"),
    "interval_no_method": Text(
        "Intet: de metoder, der bruges her, gælder ikke for dette mål",
        "None: the methods used here do not hold for this measure",
    ),
    "interval_none": Text(
        "Intet: tallet er leveret færdigberegnet", "None: the figure is delivered already computed"
    ),
    "periods": Text("Perioder", "Periods"),
    "grain": Text("Mindste enhed", "Smallest unit"),
    "grain_municipality": Text("Kommune", "Municipality"),
    "grain_region": Text("Region", "Region"),
    "grain_hospital": Text("Hospital", "Hospital"),
    "grain_clinic": Text("Klinik", "Clinic"),
    "breakdowns": Text("Opdeles efter", "Broken down by"),
    "breakdown_age_band": Text("alder", "age"),
    "breakdown_sex": Text("køn", "sex"),
    "no_breakdowns": Text("Opdeles ikke", "Not broken down"),
    "settle": Text("Opfølgning", "Follow-up"),
    "settle_days": Text(
        "En periode er først afsluttet {n} dage efter sin sidste dag",
        "A period is complete only {n} days after its last day",
    ),
    "lag": Text("Foreløbige tal", "Provisional figures"),
    "lag_days": Text(
        "Et tal er foreløbigt indtil {n} dage efter periodens slutning",
        "A figure is provisional until {n} days after the end of the period",
    ),
    "codelist": Text("Kodeliste", "Code list"),
    "codelist_open_one": Text("{title}: 1 kode", "{title}: 1 code"),
    "codelist_open": Text("{title}: {n} koder", "{title}: {n} codes"),
    "codelist_owner": Text(
        "Ejer: {owner}. Udgave {version}.", "Owner: {owner}. Version {version}."
    ),
    "provisional": Text("Foreløbig", "Provisional"),
    "code": Text("Kode", "Code"),
    "code_text": Text("Betydning", "Meaning"),
    "code_group": Text("Gruppe", "Group"),
    "synthetic": Text(
        "Tallene på denne side er syntetiske: de er opfundet for at vise, hvordan systemet virker, "
        "og siger intet om virkelige borgere, kommuner eller hospitaler.",
        "The figures on this page are synthetic: they were invented to show how the system works "
        "and say nothing about real residents, municipalities or hospitals.",
    ),
    "supplier": Text("Leverandør", "Supplier"),
    "lawless": Text(
        "Der er endnu intet retsgrundlag; derfor bruges kun opdigtede personer.",
        "There is no legal basis yet; therefore only invented persons are used.",
    ),
    "linkage": Text("Kobling på person", "Linkage by person"),
    "linkage_lawless": Text(
        "Koblingen har endnu intet retsgrundlag; derfor bruges kun opdigtede personer.",
        "The linkage has no legal basis yet; therefore only invented persons are used.",
    ),
    "deliveries": Text("Leverancer bag udgivelsen", "Deliveries behind the release"),
    "deliveries_link": Text(
        "Se alle leverancer på siden Data", "See all deliveries on the Data page"
    ),
    "discussion_link": Text(
        "Drøftelse: spørgsmål og svar om tallene", "Discussion: questions and answers"
    ),
    "calculation_link": Text(
        "Beregning: SQL, rækker og leverancer", "Computation: SQL, rows and deliveries"
    ),
    "delivery_source": Text("Kilde", "Source"),
    "delivery_published": Text("Offentliggjort", "Published"),
    "delivery_covers": Text("Dækker", "Covers"),
    "release": Text("Udgivelse", "Release"),
    "owner": Text("Ejer", "Owner"),
    "owner_from": Text("fra {day}: {body}", "from {day}: {body}"),
    "written": Text("Skrevet af", "Written by"),
    "checked": Text("Kontrolleret af", "Checked by"),
    "reviewed": Text("Senest gennemgået", "Last reviewed"),
    "next_review": Text("Næste gennemgang", "Next review"),
    "version": Text("Definitionens udgave", "Version of the definition"),
    "history": Text("Udgaver af definitionen", "Versions of the definition"),
    "moves": Text("kan flytte tallet", "can move the number"),
    "words_only": Text("kun ord", "words only"),
    "history_version": Text("Udgave", "Version"),
    "history_day": Text("Dato", "Date"),
    "history_text": Text("Ændring", "Change"),
    "notes": Text("Begivenheder i serien", "Events in the series"),
    "national": Text("National indikator", "National indicator"),
    "national_reconciled": Text(
        "Afstemt med den nationale indikator", "Reconciled with the national indicator"
    ),
    "national_deviates": Text(
        "Afviger fra den nationale indikator", "Deviates from the national indicator"
    ),
    "national_not_comparable": Text(
        "Kan ikke sammenlignes med en national indikator",
        "Not comparable with a national indicator",
    ),
    "national_cannot_be_clarified": Text(
        "Kan ikke afklares nationalt", "Cannot be clarified nationally"
    ),
    "counterpart": Text("Tilsvarende national indikator", "National counterpart"),
    "deviation": Text("Afvigelse", "Deviation"),
    "phase": Text("Ny fase fra {when}", "New phase from {when}"),
    "phase_text": Text(
        "{reason} Besluttet af {by}, {day}. Serien vurderes mod sit eget niveau fra da af.",
        "{reason} Decided by {by}, {day}. The series is assessed against its own level from then on.",
    ),
    **{f"term_limits_{kind}": Text("Kontrolgrænser", "Control limits") for kind in _LIMITS},
    **{f"term_limits_{kind}_text": _limits_text(kind) for kind in _LIMITS},
    "term_centre": Text("Midtlinje", "Centre line"),
    "term_centre_text": Text(
        "Medianen af målingerne: der ligger lige mange over og under den.",
        "The median of the measurements: as many lie above as below.",
    ),
    "term_interval": Text("Sikkerhedsinterval", "Confidence interval"),
    "term_interval_text": Text(
        "Viser, hvor meget tallet kan svinge ved tilfældighed alene. Jo færre tallet bygger på, jo bredere er intervallet.",
        "Shows how much the figure can vary by chance alone. The fewer it rests on, the wider the interval.",
    ),
    "term_signal": Text("Tegn på ændring", "Sign of change"),
    "term_signal_text": Text(
        "Mange målinger i træk på samme side af midtlinjen, eller usædvanligt få krydsninger af den (Anhøjs regler).",
        "Many measurements in a row on one side of the centre line, or unusually few crossings of it (Anhøj's rules).",
    ),
    "term_person_years": Text("Pr. år", "Per year"),
    "term_person_years_text": Text(
        "Tallet er omregnet til et helt år, så måneder, kvartaler og år kan sammenlignes.",
        "The figure is converted to a whole year, so that months, quarters and years can be compared.",
    ),
    "term_median": Text("Median", "Median"),
    "term_median_text": Text(
        "Det midterste tal: halvdelen er lavere, halvdelen er højere.",
        "The middle number: half are lower, half are higher.",
    ),
    "term_percentile": Text("Percentil", "Percentile"),
    "term_percentile_text": Text(
        "{p} af 100 har dette tal eller et lavere.", "{p} in 100 have this number or a lower one."
    ),
    "term_directly": Text("Standardiseret", "Standardised"),
    "term_directly_text": Text(
        "Det tal, enheden ville have, hvis dens borgere var fordelt som i standardbefolkningen. Tæller "
        "og nævner er enhedens egne.",
        "The figure that the unit would have if its residents were distributed as in the standard "
        "population. Numerator and denominator are the unit's own.",
    ),
    "term_indirectly": Text("Observeret og forventet", "Observed and expected"),
    "term_indirectly_text": Text(
        "1 er så mange, som sammenligningsenhedens rater ville give; 1,10 er 10 % flere.",
        "1 is as many as the rates of the reference unit would give; 1.10 is 10% more.",
    ),
    "term_partial": Text("Delvis dækning", "Partial coverage"),
    "term_partial_text": Text(
        "Nogle af enhedens kommuner har ikke leveret. Tallet gælder de kommuner, der har leveret.",
        "Some of the unit's municipalities have not delivered. The figure covers those that have.",
    ),
}
