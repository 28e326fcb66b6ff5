"""*Sådan læses tallene*: what a topic is, and those about one series and one figure.

`{…}` is filled in from the figures themselves (`help_facts`), so that text and picture agree.
"""

from dataclasses import dataclass

from tvaerblik.core.texts import Text

Paragraphs = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A page for who leads and has five minutes; each part answers the question of its heading."""

    slug: str
    title: Text
    summary: Text
    lead: Text
    see: Paragraphs
    do: Paragraphs
    silent: Paragraphs
    mistake: Paragraphs


TITLE = Text("Sådan læses tallene", "How to read the figures")
LEAD = Text(
    "Fem korte forklaringer til den, der skal bruge tallene på et møde. Hver af dem siger, hvad du ser, hvad "
    "du kan gøre med det, hvad det ikke fortæller, og nævner en almindelig fejl.",
    "Five short explanations for those who are to use the figures at a meeting. Each says what you see, what "
    "to do with it, what it does not tell, and names a common mistake.",
)
MORE = Text("Læs også", "Read also")
HEADINGS = {
    "see": Text("Hvad du ser", "What you see"),
    "do": Text("Hvad du kan gøre med det", "What to do with it"),
    "silent": Text("Hvad det ikke fortæller", "What it does not tell"),
    "mistake": Text("En almindelig fejl", "A common mistake"),
}

RUN_CHARTS = Topic(
    slug="seriediagrammer",
    title=Text("Seriediagrammer: er niveauet ændret?", "Run charts: has the level changed?"),
    summary=Text(
        "Hvornår er en udvikling mere end tilfældige udsving?",
        "When is a development more than chance?",
    ),
    lead=Text(
        "Et seriediagram viser et tal måned for måned og svarer på ét spørgsmål: Har niveauet ændret sig, "
        "eller svinger tallet, som det plejer?",
        "A run chart shows a figure month by month and answers one question: has the level changed, or does "
        "the figure vary as it usually does?",
    ),
    see=(
        Text(
            "Hvert punkt er en måned. Midtlinjen er medianen: Lige mange punkter ligger over og under den. "
            "Punkterne svinger, også når intet er ændret. Det kaldes tilfældig variation.",
            "Each point is a month. The centre line is the median: as many points lie above it as below. The "
            "points vary even when nothing has changed. That is called random variation.",
        ),
        Text(
            "Der er tegn på et skift, når usædvanligt mange punkter i træk ligger på samme side af midtlinjen, "
            "eller når kurven krydser den usædvanligt få gange (Anhøjs regler). Så bliver midtlinjen stiplet. Er der "
            "ikke tegn på skift, og er der mindst 12 målinger, tegnes der kontrolgrænser. En måned uden for dem er "
            "usædvanlig.",
            "There is a sign of a shift when unusually many points in a row lie on the same side of the centre "
            "line, or when the curve crosses it unusually few times (Anhøj's rules). The centre line is then "
            "broken. Without a shift, and with at least 12 measurements, control limits are drawn, and a month "
            "outside them is unusual.",
        ),
    ),
    do=(
        Text(
            "Ingen tegn på ændring: Reagér ikke på den enkelte måned. Er niveauet ikke godt nok, skal arbejdet "
            "foregå på en anden måde; at følge tallet tættere hjælper ikke.",
            "No sign of change: do not react to a single month. If the level is not good enough, the work has "
            "to be done in another way; watching the figure more closely does not help.",
        ),
        Text(
            "Skift: Find ud af, hvad der skete, da rækken begyndte: i praksis, i registreringen eller blandt "
            "borgerne. Er årsagen kendt og ændringen ønsket og varig, kan en navngiven person beslutte, at der "
            "begynder en ny fase med sin egen midtlinje.",
            "A shift: find out what happened when the row began: in practice, in the recording or among the "
            "citizens. When the cause is known and the change is wanted and lasting, a named person can decide "
            "that a new phase begins, with a centre line of its own.",
        ),
        Text(
            "Usædvanlig måned: Undersøg netop den måned, og begynd med, om tallet er rigtigt.",
            "An unusual month: look into that very month, and begin with whether the figure is right.",
        ),
    ),
    silent=(
        Text(
            "Diagrammet siger ikke hvorfor, og det siger ikke, om niveauet er godt nok. Et stabilt niveau kan "
            "være stabilt for dårligt.",
            "The chart does not say why, and it does not say whether the level is good enough. A stable level "
            "may be stably too poor.",
        ),
        Text(
            "Tilfældet giver også falske tegn. Tabellen viser hvor mange, målt ved simulering. På et overblik "
            "med {tiles} felter og {months} måneder i hvert får omkring {signs} felter et tegn, selv om intet "
            "er ændret. Følger tallene årstiden, eller ligner hver måned den foregående, kommer der flere.",
            "Chance gives false signs too. The table shows how many, measured by simulation. On an overview of "
            "{tiles} tiles with {months} months each, about {signs} tiles get a sign although nothing has "
            "changed. When the figures follow the season, or each month resembles the one before, there are more.",
        ),
    ),
    mistake=(
        Text(
            "At sammenligne den nyeste måned med den forrige og kalde forskellen en udvikling. To punkter kan "
            "ikke vise en udvikling.",
            "To compare the newest month with the one before and call the difference a development. Two points "
            "cannot show a development.",
        ),
    ),
)

INTERVALS = Topic(
    slug="sikkerhedsintervaller",
    title=Text(
        "Sikkerhedsintervaller, når alle er talt med",
        "Confidence intervals when everybody is counted",
    ),
    summary=Text(
        "Hvorfor er der usikkerhed på et tal, når registret har alle med?",
        "Why is a figure uncertain when the register has everybody?",
    ),
    lead=Text(
        "Registrene tæller alle med, ikke et udsnit. Alligevel står der et sikkerhedsinterval ved mange tal. "
        "Her er grunden.",
        "The registers count everybody, not a sample. Yet many figures have a confidence interval. This is why.",
    ),
    see=(
        Text(
            "Punktet er det, der faktisk skete, og det er talt op. Stregen igennem det er et 95 % "
            "sikkerhedsinterval. Den er der, fordi tilfældet også råder, når alle er talt med: Hvem der bliver "
            "syg netop i år, kunne være faldet anderledes ud, uden at noget var gjort bedre eller dårligere.",
            "The point is what did happen, and it has been counted. The line through it is a 95% confidence "
            "interval. It is there because chance has its say when everybody is counted too: who falls ill this "
            "very year could have turned out differently without anything having been done better or worse.",
        ),
        Text(
            "Intervallet viser, hvilke underliggende niveauer der passer med optællingen; 95 af 100 sådanne intervaller rammer rigtigt. De tre steder i "
            "figuren har alle en andel på {share}. Hvor få er talt med, er stregen lang; hvor mange er talt "
            "med, er den kort.",
            "The interval shows which underlying levels fit what was counted; 95 of 100 such intervals get it right. The three places in the chart all "
            "have a share of {share}. Where few are counted the line is long; where many are, it is short.",
        ),
    ),
    do=(
        Text(
            "Brug punktet, når du vil vide, hvad der skete: hvor mange borgere, hvor mange senge, hvor mange "
            "penge. Til det er tallet godt nok, som det er.",
            "Use the point when you want to know what happened: how many citizens, how many beds, how much "
            "money. For that the figure is certain enough as it is.",
        ),
        Text(
            "Brug intervallet, når du vil bedømme stedet: om niveauet ligger over målet, eller om det er "
            "anderledes end landets. Ligger målet inde i intervallet, kan tallet alene ikke afgøre det. Så er "
            "flere måneder, et helt år eller et seriediagram et bedre grundlag.",
            "Use the interval when you want to judge the place: whether the level is above the target, or "
            "different from the country's. If the target lies inside the interval, the figure alone cannot "
            "settle it. Then several months, a whole year or a run chart is a better basis.",
        ),
    ),
    silent=(
        Text(
            "Intervallet handler kun om tilfældighed. Fejl i registreringen, leverancer, der mangler, og en "
            "definition, der er forstået forskelligt, er ikke med, og de kan betyde langt mere.",
            "The interval is about chance alone. Errors of recording, missing deliveries and a definition "
            "understood in different ways are not in it, and they may matter far more.",
        ),
        Text(
            "Det bygger på, at hændelserne er uafhængige af hinanden. Er det de samme få borgere, der "
            "indlægges igen og igen, er usikkerheden større, end stregen viser. Og det er ikke en forudsigelse: "
            "Næste års tal svinger selv og kan godt falde uden for.",
            "It rests on the events not depending on each other. If the same few citizens are admitted again "
            "and again, the uncertainty is larger than the line shows. And it is not a forecast: next year's "
            "figure varies too and may well fall outside.",
        ),
    ),
    mistake=(
        Text(
            "At slutte, at to steder er ens, fordi deres intervaller overlapper. Overlap er ikke en prøve: To "
            "intervaller kan overlappe, selv om forskellen er større, end tilfældighed forklarer. Brug "
            "tragtdiagrammet, når mange steder skal sammenlignes.",
            "To conclude that two places are alike because their intervals overlap. Overlap is no test: two "
            "intervals can overlap although the difference is larger than chance explains. Use the funnel plot "
            "when many places are to be compared.",
        ),
    ),
)
