"""The words of the language's fixed choices, where two versions of a definition are compared.

A word is said by the field it stands in where it means several things (`none`, `any`), otherwise alike
wherever it stands. A test asks for every choice of every field.
"""

from tvaerblik.core.texts import Text

BY_FIELD: dict[tuple[str, str], Text] = {
    ("polarity", "none"): Text("ingen", "none"),
    ("attribute", "none"): Text(
        "alle steder, hvor borgeren har en hændelse", "wherever the person has an event"
    ),
    ("interval", "none"): Text("intet", "none"),
    ("index", "any"): Text("alle", "any"),
    ("match", "any"): Text("alle i tidsrummet", "all within the window"),
    ("match", "first"): Text("kun den nærmeste", "only the nearest"),
    ("match", "count"): Text("antallet", "the number of them"),
    ("counting", "rows"): Text("hændelser", "events"),
    ("counting", "persons"): Text("borgere", "persons"),
    ("counting", "amount"): Text("et beløb for hver hændelse", "an amount of each event"),
    ("kind", "event"): Text("hændelse", "event"),
    ("kind", "break"): Text("brud i serien", "break in the series"),
    ("population", "population"): Text("Danmarks Statistiks tal", "the statistical population"),
    ("population", "resident"): Text("borgerdage", "resident days"),
    ("chart", "i"): Text("grænser efter forskellen på naboer", "limits by neighbours' differences"),
    ("chart", "i-prime"): Text("grænser for gennemsnit (I')", "limits of means (I')"),
    ("chart", "p"): Text("grænser for andele (p)", "limits of shares (p)"),
    ("chart", "p-prime"): Text("grænser for andele (p')", "limits of shares (p')"),
    ("chart", "u"): Text("grænser for rater (u)", "limits of rates (u)"),
    ("chart", "u-prime"): Text("grænser for rater (u')", "limits of rates (u')"),
    ("chart", "c"): Text("grænser for antal (c)", "limits of counts (c)"),
    ("unit", "hours"): Text("timer", "hours"),
    ("unit", "days"): Text("dage", "days"),
    ("unit", "weeks"): Text("kalenderuger", "calendar weeks"),
    ("place", "residence"): Text("bopæl", "residence"),
    ("place", "provider"): Text("den, der står for det", "the provider"),
    ("place", "clinic"): Text("klinik", "clinic"),
}

SPOKEN_VALUES: dict[str, Text] = {
    # Time, units and breakdowns
    "day": Text("dag", "day"),
    "week": Text("uge", "week"),
    "month": Text("måned", "month"),
    "quarter": Text("kvartal", "quarter"),
    "year": Text("år", "year"),
    "age_band": Text("alder", "age"),
    "sex": Text("køn", "sex"),
    "municipality": Text("kommune", "municipality"),
    "region": Text("region", "region"),
    "hospital": Text("hospital", "hospital"),
    "clinic": Text("klinik", "clinic"),
    # Around the measure
    "higher": Text("højere er bedre", "higher is better"),
    "lower": Text("lavere er bedre", "lower is better"),
    "wanted": Text("ønsket", "wanted"),
    "planned": Text("planlagt", "planned"),
    "preview": Text("på prøve", "preview"),
    "live": Text("i drift", "live"),
    "paused": Text("sat på pause", "paused"),
    "retired": Text("udgået", "retired"),
    "offentlig": Text("offentlig", "public"),
    "aftaleparter": Text("aftalens parter", "the parties of the agreement"),
    "klynge": Text("sundhedsklyngen", "the health cluster"),
    "enhed": Text("enheden selv", "the unit itself"),
    "intern": Text("intern", "internal"),
    "reconciled": Text("afstemt", "reconciled"),
    "deviates": Text("afviger", "deviates"),
    "not_comparable": Text("kan ikke sammenlignes", "not comparable"),
    "cannot_be_clarified": Text("kan ikke afklares", "cannot be clarified"),
    "standard": Text("almindelig", "standard"),
    "sensitive": Text("følsom", "sensitive"),
    "wilson": Text("Wilsons metode", "Wilson's method"),
    "byar": Text("Byars metode", "Byar's method"),
    "last_residence_in_period": Text("sidste bopæl i perioden", "last residence in the period"),
    "first_event": Text("periodens første hændelse", "first event of the period"),
    # Measures
    "count": Text("antal", "count"),
    "persons": Text("antal borgere", "number of persons"),
    "rate": Text("tal pr. borgere", "figure per residents"),
    "proportion": Text("andel", "share"),
    "sum": Text("sum", "sum"),
    "mean": Text("gennemsnit", "mean"),
    "median": Text("median", "median"),
    "percentile": Text("fraktil", "percentile"),
    "stock": Text("antal på et tidspunkt", "number at a moment"),
    "profile": Text("forløb uge for uge", "course week by week"),
    "ratio": Text("forhold mellem to tal", "ratio of two figures"),
    "reported": Text("leverede tal", "delivered figures"),
    # Their choices
    "person_years": Text("personår", "person-years"),
    "mid_period": Text("borgere midt i perioden", "residents at the middle of the period"),
    "exclude": Text("hændelsen er ikke med", "the event is left out"),
    "no": Text("hændelsen opfylder ikke kravet", "the event does not meet the condition"),
    "fail": Text("der beregnes ikke noget tal", "no figure is computed"),
    "acute": Text("akut", "acute"),
    "allowed": Text("tilladt", "allowed"),
    "not_allowed": Text("ikke tilladt", "not allowed"),
    "kept": Text("tælles med", "kept"),
    "excluded": Text("udelades", "excluded"),
    "last_day": Text("på periodens sidste dag", "on the period's last day"),
    "every_night": Text("hver nat i perioden", "every night of the period"),
    "flow": Text("lægges sammen over tid", "added up over time"),
    "level": Text("gælder kun, hvor det er opgjort", "holds only where it was counted"),
    "cumulative": Text("det, der er kommet til siden sidst", "what came since the last"),
    "followed_by": Text("senere", "later"),
    "preceded_by": Text("tidligere", "earlier"),
}


def value_words(value: object, field: str) -> Text:
    """A plain value of a field as it is said in a difference."""
    if value is None:
        return Text("intet", "nothing")
    if isinstance(value, bool):
        return Text("ja", "yes") if value else Text("nej", "no")
    text = str(value)
    return BY_FIELD.get((field, text)) or SPOKEN_VALUES.get(text) or Text(text, text)
