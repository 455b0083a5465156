"""What the tests of accounts share: addresses by name and language."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override

from tests import factories


@pytest.fixture(autouse=True)
def fresh():
    """The limits on requests are counted in the cache."""
    cache.clear()


@pytest.fixture
def at():
    """The address of a page by its name, in French unless said."""

    def address(name: str, language: str = "fr", **kwargs) -> str:
        with override(language):
            return reverse(name, kwargs=kwargs)

    return address


@pytest.fixture
def sign_in(client, at):
    def post(email: str, password: str = factories.PASSWORD):
        data = {"login": email, "password": password}
        return client.post(at("account_login"), data)

    return post


@pytest.fixture
def link_of():
    """The path of the first link of a mail."""

    def path(message) -> str:
        return re.search(r"https?://[^/\s]+(/\S+)", message.body)[1]

    return path
