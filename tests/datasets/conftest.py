import pytest
from django.conf import settings as site
from django.db import transaction
from django.utils.translation import override

from datasets.loading import load
from datasets.models import Release
from datasets.reasons import say
from tests.datasets.files import loaded, territory
from tests.datasets.tampering import (
    DATASETS,
    PUB,
    QUAR,
    SAME,
    given_files,
    live_file,
    next_file,
    rows_of,
)


@pytest.fixture(autouse=True)
def media(settings, tmp_path_factory):
    """Kept files go to a folder of the test."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")
    return settings.MEDIA_ROOT


@pytest.fixture(scope="module")
def live(django_db_setup, django_db_blocker, tmp_path_factory):
    """The four datasets, published; gone after this module."""
    folder = tmp_path_factory.mktemp("live")
    with django_db_blocker.unblock(), transaction.atomic():
        territory()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(site, "MEDIA_ROOT", folder / "media")
            for dataset in DATASETS:
                loaded(dataset, *given_files(folder, live_file(dataset)))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def attempt(live, db, tmp_path):
    """Load a file that was tampered with, and hold the contract."""

    def attempt(dataset: str, expected: str, content=None, given=None, name=""):
        given = given or next_file(dataset)
        files = given_files(tmp_path, given, content, name)
        before, count = rows_of(dataset), Release.objects.count()
        release = load(dataset, files)
        said = release.state, release.report.get("reason"), release.report.get("errors")
        if expected == SAME:
            assert (release.state, release.pk) == ("unchanged", None), said
            assert Release.objects.count() == count
            assert rows_of(dataset) == before
            return release
        assert Release.objects.count() == count + 1
        assert all(len(file["sha256"]) == 64 for file in release.files)
        assert release.files
        if expected in (PUB, QUAR):
            assert release.state == "published", said
            assert bool(release.rows_refused) == (expected == QUAR), said
        else:
            assert release.state == expected, said
            assert rows_of(dataset) == before
            reasons = [release.report.get("reason"), *release.report.get("held", ())]
            for reason in filter(None, reasons):
                with override("fr"):
                    french = say(reason)
                with override("en"):
                    assert say(reason) != french
            assert any(reasons)
        return release

    return attempt
