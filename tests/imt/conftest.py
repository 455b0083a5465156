"""Who reads how the portal does, and a cache that is gone."""

import pytest

from tests import factories


@pytest.fixture
def analyst():
    return factories.user("ada@example.org", "analyst", language="en")


@pytest.fixture
def no_cache(settings):
    """Nobody listens where the settings say."""
    default = settings.CACHES["default"]
    settings.CACHES = {"default": default | {"LOCATION": "redis://127.0.0.1:1/0"}}
