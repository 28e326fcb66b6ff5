"""What is like what somebody writes, over a few titles."""

from tvaerblik.presentation.pages.suggestions import Findable, suggest


def thing(title: str) -> Findable:
    return Findable("indikator", title, title, "", "")


def test_a_doubled_consonant_is_no_other_word() -> None:
    pattern = thing("Kontaktmønster: kommunal sygepleje før og efter akut indlæggelse")
    readmitted = thing("Akutte genindlæggelser inden for 30 dage, somatik")
    found = suggest("Hvor mange ældre, der genindlægges akut", (pattern, readmitted))
    assert found[0] == readmitted
