"""Live offers on other pages: shown, counted, and gone at once with the hidden ones."""

from datetime import timedelta

import pytest
from django.utils import timezone

from businesses.models import Business
from occupations.models import Wage
from occupations.profiles import rebuild
from placement.indexing import reindex
from placement.jobs.criteria import Criteria
from placement.jobs.search import latest, newest
from placement.models import JobSearch
from tests import factories
from tests.placement.factories import make_order, make_organisation

pytestmark = pytest.mark.django_db
OCCUPATION = "/en/occupations/72106-welders"


@pytest.fixture(autouse=True)
def ground(db, monkeypatch):
    monkeypatch.setattr("imt.pagecache.LOOK_EVERY", -1.0)
    factories.regions()
    group = factories.unit_group("72106", "Soudeurs", "Welders")
    wages = factories.release("wages")
    place = {"unit_group": group, "area": "QC"}
    Wage.objects.create(release=wages, low=21, median=28, high=42, **place)
    rebuild()


def panel(client, path) -> dict:
    panels = client.get(path).context["panels"]
    (found,) = [one for one in panels if one.template == "jobs/_panel.html"]
    return found.context


def test_occupation_shows_its_newest_offers_and_how_many(client):
    orders = [make_order(code="72106", title_en=f"Welder {n}") for n in range(7)]
    orders.append(make_order(code="21232", title_en="Programmer"))
    reindex([order.pk for order in orders])
    client.cookies["session"] = "passes by the page cache"
    shown = panel(client, OCCUPATION)
    assert len(shown["hits"]) == 5
    assert shown["more"] == "See the 7 offers"
    assert shown["url"] == "/en/jobs/?noc=72106"


def test_page_of_a_region_shows_its_own(client):
    for region in ("06", "08"):
        order = make_order(code="72106", region=region, title_en=f"In {region}")
        reindex([order.pk])
    client.cookies["session"] = "passes by the page cache"
    path = "/en/regions/08-abitibi-temiscamingue"
    assert [hit["title"] for hit in panel(client, path)["hits"]] == ["In 08"]


def test_page_without_offers_says_so(client):
    body = client.get(OCCUPATION).content.decode()
    assert "No job offer is open here now." in body


def test_kept_page_drops_an_offer_with_the_commit_that_hides_it(client):
    employer = make_organisation()
    order = make_order(employer, "72106", title_en="Night welder")
    reindex([order.pk])
    for _twice in range(2):
        assert "Night welder" in client.get(OCCUPATION).content.decode()
    employer.orders_hidden = True
    employer.save()
    reindex([order.pk])
    assert "Night welder" not in client.get(OCCUPATION).content.decode()


@pytest.mark.parametrize(("column", "code"), [("noc", "72106"), ("region", "08")])
def test_latest_says_what_the_search_says(column, code):
    """`latest` writes out what `newest` composes: neither may drift from the other."""
    rows = [make_order(code="72106", region="08") for _n in range(4)]
    rows.append(make_order(code="21232", region="06"))
    past = make_order(code="72106", region="08")
    reindex([row.pk for row in [*rows, past]])
    yesterday = timezone.localdate() - timedelta(days=1)
    JobSearch.objects.filter(order=past).update(expires_on=yesterday)
    key = {"noc": "nocs", "region": "regions"}[column]
    expected = newest(Criteria(**{key: (code,)}), size=2)
    found = latest(column, code, 2)
    assert (found.ids, found.count) == (expected.ids[:2], 4)
    assert expected.count == 4


def test_page_of_a_business_shows_its_live_offers_and_no_others(client):
    business = Business.objects.create(
        neq="1100000001", name="Élan", sort_name="elan", region_id="06",
        demonstration=False,
    )  # fmt: skip
    page = business.get_absolute_url()
    assert "Offres d’emploi</h2>" not in client.get(page).content.decode()
    employer = make_organisation(neq="1100000001")
    for fields in (
        {"title_fr": "Soudeuse"},
        {"title_fr": "Brouillon", "state": "draft"},
    ):
        make_order(employer, **fields)
    make_order(make_organisation(neq="1100000002"), title_fr="Autre")
    panel = client.get(page).context["panels"][0]
    assert [hit["title"] for hit in panel.context["hits"]] == ["Soudeuse"]
    employer.orders_hidden = True
    employer.save()
    assert client.get(page).context["panels"] == []
