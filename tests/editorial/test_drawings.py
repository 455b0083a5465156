"""What a tag of a bulletin draws: published figures, with where they come from."""

import re

import pytest

from classifications.models import Industry
from editorial import bulletins
from editorial.drawings import MOST
from editorial.models import RegionalFact
from occupations.models import Statistic
from tests import factories
from tests.editorial.test_facts import fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def figures(db):
    factories.regions()
    factories.release("wages", "2024")
    factories.profile(
        "72106", "Soudeurs", "Welders", outlooks={"diagnosis": "deficit"},
        wages=factories.wages(QC=[20, 28.1, 42], r06=[19, 27, 40]),
    )  # fmt: skip
    Industry.objects.create(code="23", level=1, title_fr="Bâtir", title_en="Build")
    release = factories.release("statcan-14-10-0023", "2019")
    for period, value in (("2018", 1500), ("2019", None)):
        Statistic.objects.create(
            release=release, table="14-10-0023", measure="employment", area="QC",
            period=period, industry="23", unit="persons", value=value,
            missing="" if value else "confidential",
        )  # fmt: skip
    Industry.objects.create(code="236110", level=5, title_en="Houses")
    Statistic.objects.create(
        release=factories.release("statcan-14-10-0442", "2025"), table="14-10-0442",
        measure="vacancies", area="QC", period="2025-10", industry="236110",
        unit="jobs", value=12,
    )  # fmt: skip
    fact(demonstration=True)


def words(tag: str, language: str) -> str:
    html = bulletins.drawn(f"[[{tag}]]", language)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


@pytest.mark.parametrize(
    ("tag", "language", "told"),
    [
        ("wages noc=72106 region=06", "en", "Hourly wages, Welders, 2024"),
        ("wages noc=72106 region=06", "en", "Montréal $19.00 $27.00 $40.00"),
        ("wages noc=72106 region=06", "fr", "Québec 20,00 $ 28,10 $ 42,00 $"),
        ("wages noc=72106 region=08", "fr", "Témiscamingue non publié non publié"),
        ("occupations region=06 top=1", "en", "Welders Deficit"),
        ("occupations region=06", "en", "it is not the region’s own"),
        ("employment sector=23", "en", "Build Year Employed persons 2018 1,500"),
        ("employment sector=23", "fr", "2019 non publié"),
        ("facts region=08 since=2026-10-05", "fr", "Une usine ferme."),
        ("facts until=2026-10-05", "en", "A plant closes."),
        ("facts", "en", "Demonstration: fictitious"),
    ],
)
def test_a_tag_draws_what_is_published(figures, tag, language, told):
    assert told in words(tag, language).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("tag", "why"),
    [
        ("wages noc=72106 region=99", "La balise demande une région"),
        ("wages noc=99999 region=06", "La balise demande une profession"),
        ("wages noc=x' region=06", "La balise demande une profession"),
        ("wages region=06 noc=72106 year=1", "« wages » ne connaît pas « year »"),
        ("occupations region=06 top=99", "« top » est un nombre de 1 à 15."),
        ("employment sector=99", "La balise demande un secteur"),
        ("employment sector=2361109", "La balise demande un secteur"),
        ("employment sector=236110", "Aucun chiffre d’emploi"),
        ("unemployment region=06", "Aucun taux n’est publié pour cette région."),
        ("facts region=06", "Aucun fait publié"),
        ("facts region=0812", "Aucun fait publié"),
        ("facts since=hier", "« since » doit être une date"),
        ("", "Aucun chiffre ne s’appelle «  »."),
    ],
)
def test_a_tag_that_cannot_be_drawn_says_why_in_the_page_s_language(figures, tag, why):
    with pytest.raises(ValueError) as told:
        bulletins.drawn(f"[[{tag}]]", "en")
    assert why in str(told.value).replace("\u00a0", " ")


def test_facts_too_many_for_a_drawing_are_not_cut_in_silence(figures):
    (row,) = RegionalFact.objects.values()
    del row["id"]
    row["region_id"] = "06"
    RegionalFact.objects.bulk_create(RegionalFact(**row) for _nth in range(MOST))
    assert words("facts region=06", "fr").count("Une usine ferme.") == MOST
    with pytest.raises(ValueError) as told:
        bulletins.drawn("[[facts]]", "fr")
    assert f"Plus de {MOST} faits" in str(told.value)
