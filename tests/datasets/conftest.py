import pytest


@pytest.fixture(autouse=True)
def media(settings, tmp_path_factory):
    """Kept files go to a folder of the test."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")
    return settings.MEDIA_ROOT
