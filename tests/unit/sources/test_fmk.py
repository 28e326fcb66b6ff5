"""Fælles Medicinkort may not be used for statistics: no delivery, no note, no card of it."""

import json
import re
import shutil

import pytest

from support.deliveries import DEFINITIONS, OPERATOR, world, write_note
from tvaerblik.catalogue.barred import bar
from tvaerblik.catalogue.registers import load_source_cards
from tvaerblik.core.errors import BadInput, DefinitionError, NotAllowed
from tvaerblik.flows.receive_delivery import receive_deliveries
from tvaerblik.sources.front import read_delivery


def check_words(error):
    (problem,) = error.problems
    assert problem.code == "K-FMK"
    assert (
        "må efter bekendtgørelsen om Fælles Medicinkort ikke bruges til statistik"
        in problem.what.da
    )
    assert "may not be used for statistics" in problem.what.en
    for language in ("da", "en"):
        assert "lsr" in problem.remedy.in_(language)
        assert "indberettet" in problem.remedy.in_(language)
    return problem


def delivery(tmp_path, source):
    folder = tmp_path / "2026-04-10"
    folder.mkdir()
    (folder / "LMDB.csv").write_text("PNR;ATC\n;A10BA02\n")
    write_note(folder, source, ["LMDB.csv"], [])
    return folder


@pytest.mark.parametrize("source", ["fmk", "FMK", "fmk_2026", "Fælles Medicinkort"])
def test_a_delivery_of_fmk_is_refused_with_the_reason(tmp_path, store, source):
    with pytest.raises(NotAllowed) as caught:
        receive_deliveries(store, [delivery(tmp_path, source)], source=source, world=world(), permit=OPERATOR)  # fmt: skip
    check_words(caught.value)
    assert store.deliveries() == ()


def test_a_delivery_whose_note_says_fmk_is_refused_under_any_name(tmp_path):
    folder = delivery(tmp_path, "fmk")
    with pytest.raises(BadInput) as caught:
        read_delivery("lsr", folder, world())
    assert check_words(caught.value).where.path == "source"
    assert json.loads((folder / "LEVERANCE.json").read_text())["source"] == "fmk"


@pytest.mark.parametrize(
    ("file", "old", "new", "field"),
    [
        ("fmk.yaml", "name: lsr", "name: fmk", "name"),
        ("lsr.yaml", "supplier: Sundhedsdatastyrelsen", "supplier: Fælles Medicinkort", "supplier"),
        ("lsr.yaml", "supplier: Sundhedsdatastyrelsen", "supplier: FMK (Sundhedsdatastyrelsen)", "supplier"),
    ],
)  # fmt: skip
def test_a_card_of_fmk_is_refused_when_the_catalogue_loads(tmp_path, file, old, new, field):
    cards = tmp_path / "sources"
    shutil.copytree(DEFINITIONS / "sources", cards)
    text = (cards / "lsr.yaml").read_text()
    assert old in text
    (cards / file).write_text(text.replace(old, new))
    with pytest.raises(DefinitionError) as caught:
        load_source_cards(cards)
    problem = check_words(caught.value)
    assert (problem.where.file, problem.where.path) == (file, field)


@pytest.mark.parametrize(
    "name",
    [
        *("epjfmk", "FmkUdtraek", "epj-fmk", "fmk2026", "epjfmkdata", "epj_f_m_k", "epjf-m-k"),
        *("ＦＭＫ", "f-m-k", "F.M.K.", "f m k", "f\u200bm\u200bk", "f\u0332m\u0332k", "𝐅𝐌𝐊", "FМК"),
        *("faelles-medicinkort", "Det fælles medicin kort", "FÆLLES_MEDICINKORT", "Shared Medication Record"),
    ],
)  # fmt: skip
def test_a_disguised_name_is_barred(name):
    assert bar(name) is not None


@pytest.mark.parametrize(
    "name",
    [
        *("lsr", "Sundhedsdatastyrelsen", "stofmisbrug", "stofkontrol", "medicinkort", "fælles journal"),
        *("FM-kanalen", "Rolf M. Kristensen", "Rolf M. K.", "F. M. Knudsen", "fm", "mk", "komfort", "Fmr. klinik"),
        *("Fælles Skolehjem", "Shared Care", "kfm", "Golf, musik, kunst", "F og M og K"),
    ],
)  # fmt: skip
def test_an_innocent_name_is_not_taken_for_it(name):
    assert bar(name) is None


def test_a_card_whose_title_is_fmk_is_refused(tmp_path):
    cards = tmp_path / "sources"
    shutil.copytree(DEFINITIONS / "sources", cards)
    text = (cards / "lsr.yaml").read_text()
    titled = re.sub(r"title: .*", 'title: {da: "Medicin (f.m.k)", en: "Medicines"}', text)
    (cards / "lsr.yaml").write_text(titled)
    with pytest.raises(DefinitionError) as caught:
        load_source_cards(cards)
    assert check_words(caught.value).where.path == "title"
