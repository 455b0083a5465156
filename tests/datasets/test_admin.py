"""Official data in the admin site: read, and set how a source is refreshed."""

import pytest
from django.urls import reverse

from datasets.models import Source
from tests.datasets.files import loaded, occupations, territory, wage_file
from tests.factories import user

pytestmark = pytest.mark.django_db
LISTS = [
    "datasets_source",
    "datasets_release",
    "datasets_retrieval",
    "datasets_publication",
    "classifications_unitgroup",
    "classifications_jobtitle",
    "classifications_municipality",
    "occupations_wage",
    "occupations_outlook",
    "occupations_projection",
    "occupations_regulation",
]


@pytest.fixture
def analyst(client):
    person = user(role="analyst")
    client.force_login(person)
    return person


@pytest.fixture
def release(tmp_path):
    territory()
    occupations()
    return loaded("wages", wage_file(tmp_path))


@pytest.mark.parametrize("name", LISTS)
def test_analysts_read_every_list(client, analyst, release, name):
    page = client.get(reverse(f"admin:{name}_changelist"), {"q": "21"})
    assert page.status_code == 200


@pytest.mark.parametrize("role", ["seeker", "employer", "counsellor", "moderator"])
def test_others_do_not_read(client, role):
    client.force_login(user(role=role))
    url = reverse("admin:datasets_release_changelist")
    assert client.get(url).status_code in {302, 403}


def test_releases_are_read_only(client, analyst, release):
    page = client.get(reverse("admin:datasets_release_change", args=[release.pk]))
    assert "<p>Salaires – " in page.content.decode()
    for action in ("add", "delete"):
        args = [release.pk] if action == "delete" else []
        url = reverse(f"admin:datasets_release_{action}", args=args)
        assert client.post(url).status_code == 403


def test_analysts_set_how_a_source_is_refreshed_and_nothing_else(
    client, analyst, release
):
    given = {
        "download_en": "https://open.canada.ca/wages2025.csv",
        "download_fr": "",
        "every_hours": "24",
        "max_megabytes": "8",
        "max_vanished": "0.05",
        "publisher_en": "Someone else",
    }
    client.post(reverse("admin:datasets_source_change", args=["wages"]), given)
    source = Source.objects.get(pk="wages")
    assert (source.downloads, source.every_hours, source.thresholds) == (
        ["https://open.canada.ca/wages2025.csv"],
        24,
        {"max_vanished": 0.05},
    )
    assert source.publisher_en == "Employment and Social Development Canada"
