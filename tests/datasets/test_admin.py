"""Official data in the admin site."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from datasets.models import Release
from occupations.models import Wage
from tests.datasets.files import loaded, occupations, territory, wage_file
from tests.factories import user

pytestmark = pytest.mark.django_db
LISTS = [
    "datasets_source",
    "datasets_release",
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
def tables():
    territory()
    occupations()


def upload(client, path, **options):
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post(
        reverse("admin:datasets_release_load"),
        {"dataset": "wages", "files": [file], **options},
        follow=True,
    )


@pytest.mark.parametrize("name", LISTS)
def test_analysts_read_every_list(client, analyst, tables, tmp_path, name):
    loaded("wages", wage_file(tmp_path))
    page = client.get(reverse(f"admin:{name}_changelist"), {"q": "21"})
    assert page.status_code == 200


@pytest.mark.parametrize("role", ["seeker", "employer", "counsellor", "moderator"])
def test_others_neither_read_nor_load(client, role):
    client.force_login(user(role=role))
    for name in ("admin:datasets_release_changelist", "admin:datasets_release_load"):
        assert client.get(reverse(name)).status_code in {302, 403}


def test_an_uploaded_file_is_tried_then_published(client, analyst, tables, tmp_path):
    path = wage_file(tmp_path)
    page = upload(client, path, dry_run="on")
    tried = Release.objects.get()
    assert (tried.state, tried.created_by) == (Release.State.TRIED, analyst)
    assert page.redirect_chain[-1][0].endswith(f"/{tried.pk}/change/")
    assert not Wage.objects.exists()
    upload(client, path)
    live = Release.objects.get(is_current=True)
    assert (live.state, live.rows_published) == (Release.State.PUBLISHED, 425)
    upload(client, path)
    assert Release.objects.count() == 2


def test_a_refused_upload_shows_its_reason(client, analyst, tables, tmp_path):
    path = tmp_path / "wages2024.csv"
    path.write_text("<html>no</html>")
    page = upload(client, path)
    release = Release.objects.get()
    assert release.state == Release.State.REFUSED
    reason = release.report["reason"]["message"]
    assert reason == "the file is a web page, not a table"
    assert page.status_code == 200


def test_releases_are_read_only(client, analyst, tables, tmp_path):
    release = loaded("wages", wage_file(tmp_path))
    page = client.get(reverse("admin:datasets_release_change", args=[release.pk]))
    assert page.status_code == 200
    assert b"<p>occupations.Wage: " in page.content
    for action in ("add", "delete"):
        args = [release.pk] if action == "delete" else []
        url = reverse(f"admin:datasets_release_{action}", args=args)
        assert client.post(url).status_code == 403


def test_the_action_rolls_back(client, analyst, tables, tmp_path):
    first = loaded("wages", wage_file(tmp_path))
    second = loaded("wages", wage_file(tmp_path, year="2025"))
    data = {"action": "make_previous_live", "_selected_action": [second.pk]}
    client.post(reverse("admin:datasets_release_changelist"), data)
    assert Release.objects.get(is_current=True) == first
