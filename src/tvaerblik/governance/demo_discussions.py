"""A demonstration's discussion of one indicator, once there are figures to discuss; and the trouble that
was with LPR3, as it was told while it lasted."""

from datetime import date
from typing import Any

from tvaerblik.core.texts import Text
from tvaerblik.governance.accounts.models import User
from tvaerblik.governance.actions.discuss_figure import answer_thread, begin_thread
from tvaerblik.governance.actions.end_discussion import end_thread
from tvaerblik.governance.actions.note_trouble import note_trouble
from tvaerblik.governance.discussions.frozen import Spot
from tvaerblik.governance.discussions.kinds import ThreadState
from tvaerblik.governance.discussions.models import Contribution
from tvaerblik.governance.releases.current import get_current_release
from tvaerblik.governance.sources.models import KnownTrouble

INDICATOR, UNIT = "faerdigbehandlingsdage-somatik", "sundhedsklynge-nordjylland-midt"
ASKER, ANALYST = "klyngekoordinator-midt", "analytiker"
SOLVED_QUESTION = "Tæller dagen, hvor patienten bliver meldt færdig, med som en dag?"
SOLVED_ANSWER = (
    "Ja. Dagen, hvor patienten bliver meldt færdig, tæller med; dagen, hvor patienten udskrives, gør "
    f"ikke. Det står under Om tallene: /indikator/{INDICATOR}"
)
OPEN_QUESTION = (
    f"@{ANALYST} På driftsforummets møde blev der nævnt et andet tal for den samme måned. Kan det "
    "skyldes, at der blev talt patienter og ikke dage?\n\n"
    "(Opdigtet eksempel. Tallene er syntetiske.)"
)

LPR3_SINCE, LPR3_TOLD, SOLVED = date(2019, 3, 1), date(2020, 12, 11), date(2021, 2, 1)
LPR3_BEFORE = Text(
    "LPR3 – regionens tal fra det nye landspatientregister kan ikke bruges, før indberetningen er "
    "rettet.",
    "LPR3 – the region's figures from the new national patient register cannot be used until "
    "reporting has been mended.",
)
LPR3 = Text(
    "LPR3 – forventes løst i februar 2021. Regionens tal fra det nye landspatientregister kunne "
    "ikke bruges, før indberetningen var rettet.",
    "LPR3 – expected to be solved in February 2021. The region's figures from the new national "
    "patient register could not be used until reporting had been mended.",
)


def seed_trouble(by: Any) -> None:
    """Doing it again changes nothing."""
    if KnownTrouble.objects.filter(source="lpr_a", since=LPR3_SINCE).exists():
        return
    told = ((LPR3_SINCE, LPR3_BEFORE, None, None), (LPR3_TOLD, LPR3, SOLVED, None))
    for on, text, expected, solved in (*told, (SOLVED, LPR3, SOLVED, SOLVED)):
        note_trouble(
            "lpr_a", text, since=LPR3_SINCE, expected=expected, solved_on=solved, on=on, by=by
        )


def seed_discussions() -> None:
    """Nothing before a release with the figure is shown, and nothing where anybody has written of it."""
    release = get_current_release()
    if release is None or Contribution.objects.filter(indicator=INDICATOR).exists():
        return
    if INDICATOR not in {card.id for card in release.indicators()}:
        return
    told = [row for row in release.series(INDICATOR, UNIT, "month") if row.value]
    if not told:
        return
    asker, analyst = (User.objects.get(username=name) for name in (ASKER, ANALYST))
    general = begin_thread(release, Spot(INDICATOR), SOLVED_QUESTION, by=asker)
    answer_thread(release, general.pk, SOLVED_ANSWER, by=analyst)
    end_thread(general.pk, ThreadState.BESVARET, "Det står i definitionen.", seen=1, by=analyst)
    begin_thread(release, Spot(INDICATOR, UNIT, told[-1].period), OPEN_QUESTION, by=asker)
