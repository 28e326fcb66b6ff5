"""*Sådan læses tallene*: the topics about several units beside each other."""

from tvaerblik.core.texts import Text
from tvaerblik.presentation.pages.help_texts import INTERVALS, RUN_CHARTS, Topic

FUNNELS = Topic(
    slug="tragtdiagrammer",
    title=Text(
        "Tragtdiagrammer: hvem afviger mere, end tilfældighed forklarer?",
        "Funnel plots: who differs by more than chance explains?",
    ),
    summary=Text(
        "Hvordan sammenlignes store og små enheder retfærdigt?",
        "How are large and small units compared fairly?",
    ),
    lead=Text(
        "Et tragtdiagram stiller store og små enheder ved siden af hinanden og viser, hvem der ligger længere "
        "fra gennemsnittet, end tilfældighed kan forklare.",
        "A funnel plot puts large and small units beside each other and shows who lies further from the "
        "average than chance can explain.",
    ),
    see=(
        Text(
            "Hvert punkt er en enhed, for eksempel en kommune. Jo længere til højre, jo flere er talt med. Den "
            "vandrette linje er alle under ét. Grænserne omkring den danner en tragt: Den er bred ved de små "
            "enheder, fordi deres tal svinger mest, og smal ved de store.",
            "Each point is a unit, such as a municipality. The further to the right, the more are counted. The "
            "horizontal line is all together. The limits around it form a funnel: wide at the small units, "
            "whose figures vary most, and narrow at the large ones.",
        ),
        Text(
            "Den yderste grænse er 99,8 %: Af 1.000 enheder, der i virkeligheden er ens, kommer omkring 2 "
            "uden for. Den inderste er 95 %: Af 98 kommuner, der er ens, kommer omkring 5 uden for, så den er kun et "
            "fingerpeg. Varierer enhederne mere, end tilfældighed kan give, gøres tragten bredere, og det står "
            "ved diagrammet.",
            "The outer limit is 99.8%: of 1,000 units that are really alike, about 2 fall outside. The inner "
            "one is 95%: of 98 municipalities alike, about 5 fall outside, so it is only a hint. Where the units "
            "vary more than chance can give, the funnel is made wider, and the page says so.",
        ),
    ),
    do=(
        Text(
            "Inden for grænserne: Der er ikke grundlag for at sige, at enhederne er forskellige. Brug ikke mødet "
            "på at forklare, hvorfor den ene ligger over den anden.",
            "Within the limits: there is no ground for saying that the units differ. Do not spend the meeting "
            "explaining why one lies above another.",
        ),
        Text(
            "Uden for 99,8 %: Spørg, før du dømmer. Først dataene: Er der registreret og leveret på samme måde? "
            "Så borgerne: Er de ældre eller mere syge? Til sidst praksis. Se også enhedens egen udvikling; har "
            "dens niveau lige flyttet sig, er det dér, du skal begynde.",
            "Outside 99.8%: ask before you judge. First the data: were they recorded and delivered in the same "
            "way? Then the citizens: are they older or more ill? Last the practice. See the unit's own "
            "development too; if its level has just moved, that is where to begin.",
        ),
    ),
    silent=(
        Text(
            "Tragten tager højde for, hvor mange der er talt med, men ikke for alder, sygdom eller afstand til "
            "hospitalet. Den siger ikke hvorfor. Og den siger ikke, om gennemsnittet er godt: Alle kan ligge "
            "inden for grænserne på et niveau, som ingen er tilfreds med.",
            "The funnel allows for how many are counted, but not for age, illness or the distance to the "
            "hospital. It does not say why. And it does not say whether the average is good: everybody may lie "
            "within the limits at a level that nobody is content with.",
        ),
        Text(
            "Ventes der i en enhed under 10 hændelser, eller under 10 uden hændelsen, er der for få til en "
            "sammenligning; dens punkt er hult. En enhed, der selv er over en tiendedel af det hele, sammenlignes med "
            "de øvrige, ikke med et gennemsnit, den selv er en stor del af.",
            "With fewer than 10 expected events in a unit, or fewer than 10 expected without the event, there are too "
            "few for a comparison; its point is hollow. A unit that is more than a tenth of everything is compared with "
            "the others, not with an average it is much of itself.",
        ),
        Text(
            "Kortet viser de samme tal og de samme mærker som tragten. Det viser, hvem der er naboer, men et stort "
            "felt er ikke et stort tal: Farven er tallets størrelse og ikke en dom, og kun et mærke siger, at en "
            "kommune ligger uden for grænserne.",
            "The map shows the same figures and the same marks as the funnel. It shows who are neighbours, but a large "
            "field is not a large figure: the colour is the size of the figure and no verdict, and only a mark says "
            "that a municipality lies outside the limits.",
        ),
    ),
    mistake=(
        Text(
            "At udpege den højeste. Nogen er altid højest. I figuren har {highest} den højeste andel "
            "({highest_share}), men den er lille og ligger inden for grænserne. {outside} har en lavere andel "
            "({outside_share}), men er stor og ligger uden for.",
            "To point out the highest. Somebody is always highest. In the chart {highest} has the highest share "
            "({highest_share}), but it is small and lies within the limits. {outside} has a lower share "
            "({outside_share}), but is large and lies outside.",
        ),
    ),
)

STANDARDISATION = Topic(
    slug="standardisering",
    title=Text(
        "Standardisering: hvis alle steder havde lige mange ældre",
        "Standardisation: if every place had as many elderly",
    ),
    summary=Text(
        "Hvordan sammenlignes steder, hvor borgerne ikke er lige gamle?",
        "How are places compared whose citizens are not equally old?",
    ),
    lead=Text(
        "Et standardiseret tal viser, hvad niveauet ville være, hvis alle steder havde den samme fordeling på "
        "alder – og på køn, hvor det også er med.",
        "A standardised figure shows what the level would be if every place had the same mix of ages – and of "
        "the sexes, where they are included.",
    ),
    see=(
        Text(
            "I de to opdigtede kommuner er der lige mange indlæggelser pr. 1.000 borgere i hver aldersgruppe. "
            "Alligevel er der i alt {crude_a} pr. 1.000 i {a} og {crude_b} i {b}, fordi flere i "
            "{b} er 85 år eller ældre. Det optalte tal er sandt, men forskellen er alder og ikke andet.",
            "In the two invented municipalities there are as many admissions per 1,000 citizens in each age "
            "group. Yet there are {crude_a} per 1,000 in all in {a} and {crude_b} in {b}, because "
            "more people in {b} are 85 or older. What was counted is true, but the difference is age and "
            "nothing else.",
        ),
        Text(
            "Det standardiserede tal vejer aldersgrupperne ens alle steder, her som i den europæiske "
            "standardbefolkning fra 2013. Så er begge på {standardised}, og forskellen er væk.",
            "The standardised figure weighs the age groups alike everywhere, here as in the European standard "
            "population of 2013. Then both are at {standardised}, and the difference is gone.",
        ),
    ),
    do=(
        Text(
            "Brug det optalte tal, når du planlægger: Så mange indlæggelser skal der være plads til.",
            "Use what was counted when you plan: so many admissions have to be made room for.",
        ),
        Text(
            "Brug det standardiserede tal, når du sammenligner steder, eller når du følger et sted over mange år, "
            "mens borgerne bliver ældre. Ligger stedet stadig højt, er alderen ikke hele forklaringen, og så er det "
            "værd at lede efter andre.",
            "Use the standardised figure when you compare places, or follow one over many years while its "
            "citizens grow older. If the place still lies high, age is not the whole explanation, and it is worth "
            "looking for others.",
        ),
    ),
    silent=(
        Text(
            "Et standardiseret tal er et regnestykke, ikke noget, der har fundet sted. Det kan ikke regnes om "
            "til borgere eller senge. Og det retter kun for det, der er standardiseret for: Forskelle i "
            "sygdom, indkomst og afstand er der stadig.",
            "A standardised figure is a calculation, not something that took place. It cannot be turned into "
            "citizens or beds. And it corrects only for what is standardised for: differences of illness, "
            "income and distance are still there.",
        ),
        Text(
            "Niveauet afhænger af standarden. Sammenlign kun tal, der bygger på den samme; den står på "
            "indikatorens side under Info. Er et tal indirekte standardiseret, kan det kun holdes op mod "
            "gennemsnittet – ikke mod et andet steds tal.",
            "The level depends on the standard. Compare only figures that rest on the same one; it is named on "
            "the indicator's page under Info. A figure that is indirectly standardised can be held against the "
            "average only – not against another place's figure.",
        ),
    ),
    mistake=(
        Text(
            "At lægge det standardiserede tal ind i et budget, eller at sammenligne ét steds standardiserede "
            "tal med et andets optalte.",
            "To put the standardised figure into a budget, or to compare one place's standardised figure with "
            "what was counted in another.",
        ),
    ),
)

NO_RANKS = Topic(
    slug="ingen-ranglister",
    title=Text("Derfor er der ingen ranglister", "Why there are no ranks"),
    summary=Text(
        "Hvorfor står enhederne i alfabetisk orden, og ikke den bedste øverst?",
        "Why are the units in alphabetical order, and not the best one first?",
    ),
    lead=Text(
        "Enhederne står i alfabetisk orden, og ingen er nummer ét. Det er med vilje: En rangliste får tilfældige "
        "forskelle til at ligne forskelle i kvalitet.",
        "The units are in alphabetical order, and none is number one. That is on purpose: a ranking makes "
        "chance differences look like differences of quality.",
    ),
    see=(
        Text(
            "Figurerne viser ti opdigtede kommuner to år i træk. Tallene er fundet ved lodtrækning, og "
            "chancen var den samme for alle ti begge år. Ingen er altså bedre end de andre, og ingen har ændret sig.",
            "The charts show ten invented municipalities two years in a row. The figures were drawn by lot, and "
            "the chance was the same for all ten in both years. So none is better than another, and none has "
            "changed.",
        ),
        Text(
            "En rangliste ville have fortalt noget andet. {first} var højest det første år og nummer {then} af "
            "{n} året efter. {last} gik fra nummer {was} til nummer {became}. Sikkerhedsintervallerne viser, hvor lidt "
            "det betyder: De går alle hen over gennemsnittet begge år.",
            "A ranking would have told another story. {first} was highest in the first year and number {then} "
            "of {n} the year after. {last} went from number {was} to number {became}. The confidence intervals show how "
            "little it means: they all reach across the average in both years.",
        ),
    ),
    do=(
        Text(
            "Stil andre spørgsmål: Ligger nogen uden for tragtens grænser? Har vores eget niveau flyttet sig? "
            "Er niveauet godt nok for borgerne?",
            "Ask other questions: is anybody outside the limits of the funnel? Has our own level moved? Is the "
            "level good enough for the citizens?",
        ),
        Text(
            "Vil I lære af andre, så gå til en enhed, der ligger uden for grænserne på den ønskede side, og se "
            "først efter, om den registrerer på samme måde som jer.",
            "If you want to learn from others, go to a unit that lies outside the limits on the desired side, "
            "and first see whether it records in the same way as you do.",
        ),
    ),
    silent=(
        Text(
            "En placering siger ikke, hvor stor en forskel er: Mellem den øverste og den nederste kan der være "
            "en håndfuld borgere. Den siger heller ikke, om den øverste er god nok, eller om den nederste er "
            "for dårlig.",
            "A place in a ranking does not say how large a difference is: between top and bottom there may be a "
            "handful of citizens. Nor does it say whether the top is good enough or the bottom too poor.",
        ),
        Text(
            "De små enheder står oftest både øverst og nederst, fordi deres tal svinger mest. En rangliste "
            "sorterer derfor ofte efter størrelse og ikke efter kvalitet.",
            "The small units are most often both at the top and at the bottom, because their figures vary most. "
            "So a ranking often sorts by size and not by quality.",
        ),
    ),
    mistake=(
        Text(
            "At rose den øverste og kalde den nederste til møde. Året efter vil de begge som regel stå nærmere "
            "midten, uanset hvad der blev gjort. Så ser det ud, som om rosen skadede, og mødet hjalp.",
            "To praise the top and summon the bottom to a meeting. The year after both will usually stand "
            "nearer the middle, whatever was done. Then it looks as if the praise did harm and the meeting helped.",
        ),
    ),
)

TOPICS = (RUN_CHARTS, FUNNELS, INTERVALS, STANDARDISATION, NO_RANKS)
