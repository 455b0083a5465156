"""Every address, language, kind of visitor and method: deny by default.

Addresses, roles and methods come from the code, what is allowed from permissions.toml.
PERMISSIONS_EVERY=1 asks the admin site in both languages and with all methods too.
"""

import os

import pytest
from django.contrib.admindocs.views import extract_views_from_urlpatterns
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.test import override_settings
from django.urls import get_resolver, include, path

from datasets.models import Source
from tests.repository.permissions_walk import (
    VISITORS,
    Table,
    addresses,
    cells,
    unclassified,
    walk,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bare")]
EVERY = bool(os.environ.get("PERMISSIONS_EVERY"))


@pytest.fixture(scope="module")
def table() -> Table:
    return Table.read()


def site() -> list:
    return get_resolver().url_patterns


def test_walk_meets_as_many_patterns_as_django_counts():
    counted = extract_views_from_urlpatterns(site())
    walked = list(addresses(site()))
    assert len(walked) == len(counted)
    assert {a.callback for a in walked} == {view for view, *_rest in counted}


def test_each_address_has_one_policy_and_each_name_an_address(table):
    assert unclassified(table, site()) == []
    names = {a.name for a in addresses(site())}
    listed = {url for rules in table.policies.values() for url in rules["urls"]}
    assert {url for url in listed if "*" not in url} - names == set()


def test_table_speaks_of_the_visitors_there_are(table):
    named = {visitor for group in table.groups.values() for visitor in group}
    assert named == set(VISITORS)


def test_walk_is_at_least_five_thousand_cells(table, one_of_each):
    assert len(cells(table, addresses(site()), EVERY)) * len(VISITORS) >= 5_000


@pytest.mark.parametrize("visitor", VISITORS)
def test_each_cell_is_as_the_table_says(visitor, table, visitors, meeting):
    assert walk(table, addresses(site()), visitor, visitors[visitor], EVERY) == []


# -- the walk itself ----------------------------------------------------------------


@login_not_required
def forgotten_door(request):
    return HttpResponse("secret")


@login_not_required
def reading_that_writes(request):
    Source.objects.create(slug=request.method)
    return HttpResponse("ok")


def shut(request):
    return HttpResponse("secret")


urlpatterns = [
    path("open", forgotten_door, name="open"),
    path("shut", shut, name="shut"),
    path("writes", reading_that_writes, name="writes"),
    path("nested/", include(([path("", shut)], "deep"))),
    path("fr/", include("accounts.urls")),
]
PLANTED = """
[groups]
[samples]
[policies.nobody]
urls = ["open", "shut"]
[policies.reading]
urls = ["writes"]
allow.anonymous = { "GET HEAD OPTIONS PUT PATCH DELETE POST" = [200] }
"""


@override_settings(ROOT_URLCONF=__name__)
def test_walk_finds_a_planted_open_address(visitors):
    faults = walk(Table(PLANTED), addresses(urlpatterns[:2]), "anonymous", None)
    assert faults == [
        f"anonymous {method} /open (nobody): 200"
        for method in ("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "POST")
    ]
    seeker = visitors["seeker"]
    faults = walk(Table(PLANTED), addresses(urlpatterns[1:2]), "seeker", seeker)
    assert len(faults) == 7


@override_settings(ROOT_URLCONF=__name__)
def test_walk_finds_a_reading_that_writes_and_leaves_nothing_behind():
    faults = walk(Table(PLANTED), addresses(urlpatterns[2:3]), "anonymous", None)
    assert faults == [
        f"anonymous {method} /writes (reading): 500"
        for method in ("GET", "HEAD", "OPTIONS")
    ]
    assert Source.objects.count() == 0


def test_walk_finds_a_planted_address_without_a_policy():
    assert unclassified(Table(PLANTED), urlpatterns[:4]) == ["deep:route nested/"]
