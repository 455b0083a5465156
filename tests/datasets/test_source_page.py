"""The page of a source at the desk: its settings, its files, what came of it."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from datasets.models import Retrieval, Source
from tests.datasets.files import loaded, occupations, territory, wage_file
from tests.factories import user

pytestmark = pytest.mark.django_db
ADDRESS = "https://open.canada.ca/wages2025.csv"


@pytest.fixture
def anne(client, settings):
    settings.DOWNLOAD_HOSTS = ["open.canada.ca", "www150.statcan.gc.ca"]
    anne = user("anne@example.org", role="analyst")
    client.force_login(anne)
    return anne


def text_of(client, name: str, language: str = "fr") -> str:
    with override(language):
        address = reverse("releases:source", args=[name])
    return " ".join(client.get(address).content.decode().split())


def save(client, name: str, **fields):
    given = {"every_hours": "24", "max_megabytes": "64"} | fields
    return client.post(reverse("releases:source", args=[name]), given)


def test_it_says_which_files_and_columns_it_reads(client, anne):
    page = text_of(client, "wages")
    assert "<h1>Salaires du Guichet-Emplois</h1>" in page
    assert "<code>Median_Wage_Salaire_Median</code>" in page
    assert "Rien n’a encore été donné." in page
    assert "laissée vide : 0,02, selon le chargeur" in page
    assert "left empty: 0.02, as the loader declares" in text_of(client, "wages", "en")
    assert not Source.objects.exists()  # reading a page writes nothing


def test_settings_are_kept_even_before_the_first_file(client, anne):
    answer = save(client, "wages", download_en=ADDRESS, max_vanished="0,05")
    assert answer.url == reverse("releases:source", args=["wages"])
    source = Source.objects.get(pk="wages")
    assert (source.download_en, source.every_hours) == (ADDRESS, 24)
    assert source.thresholds == {"max_vanished": 0.05}
    assert source.title_en == "Job Bank wages"
    assert list(Source.objects.due(timezone.now())) == [source]


def test_an_address_elsewhere_is_refused_and_stays_in_its_field(client, anne):
    elsewhere = "https://example.org/wages.csv"
    page = save(client, "wages", download_en=elsewhere).content.decode()
    said = "Les fichiers sont pris par https sur ces sites\u00a0: "
    assert f"{said}open.canada.ca, www150.statcan.gc.ca." in page
    assert f'value="{elsewhere}"' in page
    assert not Source.objects.exists()


def test_a_corrected_address_is_looked_at_again(client, anne):
    save(client, "wages", download_en=ADDRESS)
    Source.objects.update(failures=5, next_check_at=timezone.now())
    assert "arrêtée après cinq échecs" in text_of(client, "wages")
    save(client, "wages", download_en=ADDRESS, max_megabytes="32")
    assert Source.objects.get().failures == 5  # another setting changes nothing
    save(client, "wages", download_en=f"{ADDRESS}.gz")
    source = Source.objects.get()
    assert (source.failures, source.next_check_at) == (0, None)
    assert "d’ici une minute" in text_of(client, "wages")


def test_what_came_of_it_is_told(client, anne, tmp_path):
    territory()
    occupations()
    release = loaded("wages", wage_file(tmp_path))
    state, reason = Retrieval.State, {"message": "no answer", "values": {}}
    rows = [(state.LOADED, release, {}), (state.FAILED, None, reason)]
    for outcome, brought, why in rows:
        Retrieval.objects.create(
            source=release.source, state=outcome, release=brought, reason=why
        )
    page = text_of(client, "wages", "en")
    with override("en"):
        detail = reverse("releases:detail", args=[release.pk])
    assert f'<a href="{detail}">2024, published</a>' in page
    assert 'failed<br><span class="small">no answer</span>' in page
    assert "Nothing was given yet." not in page


def test_the_list_leads_to_every_source_loaded_or_not(client, anne, tmp_path):
    territory()
    occupations()
    loaded("wages", wage_file(tmp_path))
    page = client.get(reverse("releases:list")).content.decode()
    names = ("wages", "outlooks", "statistics-template")
    for name in names:
        assert page.count(f'href="{reverse("releases:source", args=[name])}"') == 1
    assert (
        client.get(reverse("releases:source", args=["minimum-wage"])).status_code == 404
    )


def test_the_template_is_offered_where_a_file_is_given(client, anne):
    template = reverse("occupations:statistics_template")
    page = client.get(reverse("releases:add")).content.decode()
    assert f'<a href="{template}">gabarit des statistiques (CSV)</a>' in page
    assert f'href="{template}"' in text_of(client, "statistics-template")
    assert f'href="{template}"' not in text_of(client, "wages")
