"""The home page, pages of plain words, errors, the site map."""

import re

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import override_settings
from django.urls import reverse
from django.utils.translation import override

from classifications.places import region_names
from datasets import editions
from datasets.models import Release, Source
from editorial import bulletins
from occupations.models import UnemploymentRate
from tests import factories
from tests.editorial.test_bulletins import approved

pytestmark = pytest.mark.django_db
PAGES = ("accessibility", "privacy", "sources", "styleguide", "help", "terms")


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()
    for kept in (region_names, editions.live):
        kept.cache_clear()


def block(page, name: str) -> str:
    """The words of a section of a page."""
    found = page.content.decode().partition(f'aria-labelledby="{name}"')[2]
    words = re.sub(r"<[^>]+>", " ", found.partition(">")[2].partition("</section")[0])
    return re.sub(r"\s+", " ", words).strip()


def test_home_page_gives_what_is_published_with_its_period_and_source(
    client, time_machine
):
    time_machine.move_to("2026-11-28 12:00Z")
    factories.regions()
    factories.profile("21232", outlooks={"diagnosis": "slight_deficit"})
    factories.profile("72106", outlooks={"diagnosis": "balance"})
    factories.release("diagnostics", "2024", period="2024-2028")
    # The month of region 08 is not that of the others; a rate of 0 is a rate.
    for source, area, month, rate in (
        ("unemployment-quebec", "QC", "2025-01-01", "5.4"),
        ("unemployment-regions", "06", "2024-12-01", "7.9"),
        ("unemployment-regions", "08", "2024-11-01", "9.9"),
        ("unemployment-regions", "16", "2024-12-01", "0.0"),
    ):
        live = Release.objects.current().filter(source=source).first()
        UnemploymentRate.objects.create(
            release=live or factories.release(source, month[:7]),
            area=area, month=month, rate=rate,
        )  # fmt: skip
    approved(region_id="06")
    bulletins.publish_due()
    page = client.get("/en/")
    assert block(page, "figures") == (
        "Key figures "
        "Unemployment rate, Québec 5.4% January 2025 "
        "Source unemployment-quebec, January 2025 "
        "Unemployment rate, from one region to another 0.0% to 7.9% December 2024 "
        "Source unemployment-regions, December 2024 "
        "Occupations for which Québec expects too few workers 1 of 2 2024–2028 "
        "Source diagnostics, 2024–2028"
    )
    assert block(page, "bulletin").startswith(
        "Latest bulletin Autumn Nov. 28, 2026 · Montréal "
    )


@pytest.mark.parametrize("count", [1, 3])
def test_home_page_takes_one_statement(client, count, django_assert_num_queries):
    factories.regions()
    for number in range(count):
        factories.profile(f"7210{number}", outlooks={"diagnosis": "slight_deficit"})
        approved(region_id="06", slug=f"b{number}")
    factories.release("diagnostics", "2024", period="2024-2028")
    bulletins.publish_due()
    client.cookies["session"] = "passes by the page cache"
    client.get("/en/")
    with django_assert_num_queries(1):
        page = client.get("/en/")
    assert f"too few workers {count} of {count}" in block(page, "figures")


def test_home_page_says_no_figure_that_no_release_gives(client):
    page = client.get("/en/")
    assert page.status_code == 200
    assert block(page, "figures") == block(page, "bulletin") == ""


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_page_of_words_answers_with_one_heading_and_no_cookie(name, language, client):
    with override(language):
        address = reverse(name)
    response = client.get(address)
    assert response.status_code == 200
    assert response.content.decode().count("<h1>") == 1
    assert not response.cookies


def test_missing_contacts_are_said_and_given_ones_are_shown(client):
    with override("en"):
        address = reverse("privacy")
    assert "Not yet named" in client.get(address).content.decode()
    with override_settings(PRIVACY_OFFICER="Ada", CONTACT_EMAIL="ada@example.org"):
        page = client.get(f"{address}?fresh").content.decode()
    assert "Ada" in page
    assert 'href="mailto:ada@example.org"' in page


def test_sources_show_the_live_edition_and_each_earlier_one_once(client):
    for edition in ("2016", "2020", "2020", "2024"):
        factories.release("jobbank-wages", edition, rows_published=1234)
    Source.objects.filter(pk="jobbank-wages").update(transcribed=True)
    with override("en"):
        page = client.get(reverse("sources")).content.decode()
    assert 'id="jobbank-wages"' in page
    assert "1,234 rows" in page
    assert "2020, 2016" in page
    assert "Transcription to be verified" in page


def test_sources_that_only_failed_are_not_loaded(client):
    Release.objects.create(
        source=Source.objects.create(slug="x", title_en="X", publisher_en="Y"),
        edition="1",
        state=Release.State.REFUSED,
        fingerprint="",
    )
    with override("en"):
        assert "Not loaded" in client.get(reverse("sources")).content.decode()


def test_sources_take_the_same_two_statements_for_one_and_three(
    rf, django_assert_num_queries
):
    for count in (1, 3):
        for i in range(count):
            factories.release(f"source-{i}", "2024")
        with django_assert_num_queries(2):
            assert all(source.current for source in Source.objects.with_releases())


def test_site_map_pairs_the_languages(client):
    factories.profile("21232", "Programmeurs", "Programmers")
    text = client.get("/sitemap-occupations-1.xml").content.decode()
    assert text.count("<loc>") == text.count('hreflang="x-default"')
    assert "/en/occupations/21232-programmers</loc>" in text
    assert 'hreflang="fr-CA" href="http://127.0.0.1:8000/fr/' in text
    assert "<lastmod>" not in text


def test_site_map_has_a_file_for_each_kind_of_pages(client):
    factories.profile("21232", "Programmeurs", "Programmers")
    index = client.get("/sitemap.xml").content.decode()
    kinds = ["job-list", "occupations", "pages"]
    for kind in kinds:
        address = f"/sitemap-{kind}-1.xml"
        assert f"<loc>http://127.0.0.1:8000{address}</loc>" in index
        assert client.get(address).status_code == 200
    assert client.get("/sitemap-nothing-1.xml").status_code == 404
    assert client.get("/sitemap-pages-2.xml").content.decode().count("<loc>") == 0


def test_site_map_says_when_pages_changed(client, time_machine):
    time_machine.move_to("2031-04-05 12:00Z")
    factories.profile("21232", "Programmeurs", "Programmers")
    factories.release()
    text = client.get("/sitemap-occupations-1.xml").content.decode()
    assert text.count("<lastmod>2031-04-05</lastmod>") == 2


def test_breakdown_page_needs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        page = render_to_string("errors/500.html")
    assert "Une panne de notre côté" in page
    assert "A breakdown on our side" in page


def test_unknown_address_helps_in_the_language_of_the_address(client):
    response = client.get("/en/nowhere")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()
