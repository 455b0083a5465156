"""Single rules: what they find, where, and what excuses it."""

import gzip
import json
import re
import time
from decimal import Decimal

import pytest
from django.utils.translation import override

from placement.management.commands import learn_screening
from placement.screening import Terms, learning, of_text, of_texts, resemblance
from placement.screening.contact import hidden_links
from placement.screening.features import LONG, STRETCH, Words
from placement.screening.readings import fold
from placement.screening.texts import LIKE
from tests.placement.screening import sets


def held(text):
    return {finding.rule for finding in of_text(text) if finding.holds}


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("Écrivez sur W h a t s A p p.", "messenger", "W h a t s A p p"),
        ("Écrivez-nous sur What\u200bsApp.", "messenger", "What\u200bsApp"),
        ("Contact us on wh4t5app", "messenger", "wh4t5app"),
        ("Contact us on Те1еgrаm", "messenger", "Те1еgrаm"),
        ("Écrivez-moi sur ᴛᴇʟᴇɢʀᴀᴍ", "messenger", "ᴛᴇʟᴇɢʀᴀᴍ"),
        ("Write to me on 𝐖𝐡𝐚𝐭𝐬𝐀𝐩𝐩", "messenger", "𝐖𝐡𝐚𝐭𝐬𝐀𝐩𝐩"),
        ("Envoyez votre N.A.S.", "identity", "N.A.S."),
        ("Postulez à bit [dot] ly/emploi", "short_link", "bit [dot] ly/emploi"),
    ],
)
def test_a_disguise_is_seen_through_and_pointed_at_as_written(text, rule, words):
    found = [finding for finding in of_text(text) if finding.rule == rule]
    assert [text[f.start : f.end] for f in found] == [words]


def test_folding_keeps_the_place_of_each_sign():
    text = "L’œuvre\u00a0d’É\u00adté"
    reading = fold(text)
    assert reading.text == "l'oeuvre d'ete"
    start = reading.text.index("ete")
    assert reading.span(start, start + 3) == (text.index("É"), len(text))


@pytest.mark.parametrize(
    "text",
    [
        "Nous ne demandons jamais votre NAS ni d'argent.",
        "We never ask for your SIN, your bank details or a deposit.",
        "Votre NAS sera demandé une fois l'embauche confirmée.",
        "Frais de déplacement remboursés.",
        "Animer un groupe d'enfants de 3 à 5 ans.",
        "Avoir 18 ans, comme l'exige la loi sur les permis d'alcool.",
        "Poste ouvert aux hommes et aux femmes.",
        "Nurse at the Jewish General Hospital.",
        "Talk with suppliers in Asia over WeChat and email.",
        "Le dispatch se fait par WhatsApp, sur un téléphone de la compagnie.",
        "Soumis à la Loi sur la laïcité de l'État: aucun signe religieux.",
        "Offre d’emploi de démonstration\u00a0: ni le poste ni l’employeur n’existent.",
    ],
)
def test_what_is_honest_or_lawful_holds_nothing(text):
    assert held(text) == set()


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Ouvrez 185.44.201.9/jobs/offer.html.", "185.44.201.9/jobs/offer.html."),
        (
            "Par carrieres point exemple barre oblique rh, svp.",
            "carrieres point exemple barre oblique rh,",
        ),
        ("Registration at exemple-renew dot click please.", "exemple-renew dot click"),
        ("Passez par exemple-verify.info/apply.", "exemple-verify.info/apply."),
        ("Le serveur 10.0.0.12 et la version 1.2.3.4 sont à jour.", ""),
        ("Une dot net developer; un point site par site.", ""),
        ("CV à rh@securite-exemple.com, ou sur securite-exemple.com.", ""),
    ],
)
def test_addresses_that_hide_where_they_lead(text, link):
    assert [text[start:end] for start, end in hidden_links(text)] == [link] * bool(link)


@pytest.mark.parametrize(
    "text",
    [
        "On cherche un gars ou une fille qui sait tenir une station chaude.",
        "Mon gars commence à pétrir, ma mère tient la caisse.",
        "Une pourvoirie où Ti-Guy fait la meilleure tourtière.",
        "Pas de parfum près des ruches, les filles n'aiment pas ça.",
    ],
)
def test_people_who_are_there_already_choose_nobody(text):
    assert "sex" not in {f.rule for f in of_text(text) if f.weight != LIKE}


def test_a_denial_that_turns_is_none():
    assert held("Aucuns frais, sauf un dépôt de 50 $ pour l'uniforme.") == {"fees"}


@pytest.mark.parametrize(
    "text",
    [
        "Suppliers wait for your resume on WhatsApp.",
        "Drivers wanted, contact on WhatsApp.",
        "Chauffeurs, écrivez à Marco sur WhatsApp.",
    ],
)
def test_a_messenger_of_work_excuses_no_hiring_there(text):
    assert held(text) == {"messenger"}


def test_a_bona_fide_requirement_is_advice():
    text = (
        "Réservé aux femmes (article 20 de la Charte): maison d'hébergement pour "
        "victimes de violence."
    )
    found = [(f.rule, f.holds) for f in of_text(text)]
    assert found == [("sex", False)]


def test_wages_are_compared_in_dollars_an_hour():
    terms = Terms(Decimal("15.00"), None, Decimal("16.10"))
    (found,) = of_texts({"duties": "Servir aux tables."}, terms)
    assert (found.rule, found.field, found.holds) == ("below_minimum", "wage_min", True)
    terms = Terms(None, None, Decimal("16.10"))
    texts = {"duties": "Salaire de 12,50 $/h, prime de nuit. Puis 14 $ de l’heure."}
    found = of_texts(texts, terms)
    assert [texts["duties"][f.start : f.end] for f in found] == ["14 $ de l’heure"]


@pytest.mark.parametrize("unit", ["verif-", "a-verif.", "x dot ", "a-", "1."])
def test_addresses_without_end_take_no_time(unit):
    began = time.perf_counter()
    hidden_links(unit * (4000 // len(unit)))
    assert time.perf_counter() - began < 5


def test_words_that_make_a_rule_slow_take_no_time():
    began = time.perf_counter()
    for unit in ("a ", "pas de ", "1 ", "no men ", "$5 ", "a.b.c.", "frais de "):
        of_text(unit * (4000 // len(unit)))
    assert time.perf_counter() - began < 20


def test_a_sentence_that_no_rule_knows_is_pointed_at_and_explained():
    text = (
        "Petit bistro de quartier. Tes trois premiers matins, tu observes et on te "
        "nourrit au lieu de te verser un salaire. Bonne ambiance."
    )
    (found,) = [f for f in of_text(text, title="Plongeur") if f.holds]
    words = text[found.start : found.end].strip()
    assert words.startswith("Tes trois premiers matins")
    assert found.rule == "unpaid"
    with override("fr"):
        assert "Lu par ressemblance, d’après\u00a0: " in str(found.why)
    with override("en"):
        _reason, named = str(found.why).split(" (Read by resemblance, from: ")
        assert set(named.removesuffix(".)").split(", ")) < set(re.split(r"\W+", text))


def test_a_sentence_of_few_words_takes_more_to_be_held(monkeypatch):
    doubtful = {learning.USUAL: -0.6}, {"fees": {}}  # of whatever is said
    monkeypatch.setattr(resemblance, "learned", lambda: doubtful)
    told = [
        [one.kind for one in resemblance.resembling("mot " * count)]
        for count in (resemblance.SHORT, resemblance.SHORT + 1)
    ]
    assert told == [[""], ["fees"]]


def test_the_weights_are_of_the_labelled_lines():
    """Otherwise: manage.py learn_screening tests/placement/screening."""
    kept = json.loads(gzip.decompress(resemblance.LEARNED.read_bytes()))
    assert kept["of"] == learn_screening.digest(*learn_screening.read(sets.HERE))


def test_what_is_learned_is_told_apart():
    bad = [f"Envoyez {n} $ avant de commencer" for n in ("cent", "dix", "vingt")]
    honest = [f"Servir {n} clients au comptoir" for n in ("cent", "dix", "vingt")]
    lines = [*((True, one) for one in bad), *((False, one) for one in honest)]
    weights = learning.learn(lines)
    assert weights == learning.learn(lines)
    read = [
        learning.odds(Words.of(one).features(0, 3), weights)
        for one in ("envoyez mille avant", "servir mille clients")
    ]
    assert read[0] > 0 > read[1]


def test_a_long_sentence_is_read_in_stretches_from_its_clauses_on():
    short = "un deux trois quatre. "
    long = "cinq " * 10 + ", six " + "sept " * LONG
    words = Words.of(short + long)
    found = [[words.said[n].text for n in range(*piece)] for piece in words.pieces()]
    assert found[0] == ["un", "deux", "trois", "quatre"]
    assert len(found[1]) == 11 + LONG  # the whole sentence, then its stretches
    assert {len(piece) for piece in found[2:-1]} == {STRETCH}
    assert ["six", *["sept"] * (STRETCH - 1)] in found
    assert found[-1] == ["sept"] * len(found[-1])
