"""The job search as a visitor meets it: what each filter leaves, and what it costs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from classifications.models import Industry, Municipality, NocGroup, PostalArea
from placement.indexing import reindex
from placement.jobs.criteria import Criteria
from placement.jobs.facets import facets
from placement.jobs.search import latest
from placement.models import JobOrder
from tests import factories
from tests.placement.factories import make_order, make_organisation

pytestmark = pytest.mark.django_db
LIST = "/fr/offres/"


@pytest.fixture(autouse=True)
def places(db):
    factories.release()
    factories.regions()
    for code, name, region, latitude, longitude in (
        ("66023", "Montréal", "06", 45.50, -73.55),
        ("58227", "Longueuil", "16", 45.53, -73.51),
        ("89008", "Val-d’Or", "08", 48.10, -77.78),
    ):
        Municipality.objects.create(
            code=code, name=name, sort_name=name.lower(), designation="Ville",
            region_id=region, latitude=latitude, longitude=longitude, population=5,
        )  # fmt: skip
    for code, region, latitude, longitude in (
        ("J4H", "16", 45.53, -73.51),
        ("J9P", "08", 48.10, -77.78),
    ):
        PostalArea.objects.create(
            code=code, region_id=region, latitude=latitude, longitude=longitude
        )


def publish(code="72106", region="06", **fields) -> JobOrder:
    order = make_order(fields.pop("organisation", None), code, region, **fields)
    reindex([order.pk])
    return order


def listed(client, query="", path=LIST) -> list[str]:
    """The titles of a list, in their order."""
    return [hit["title"] for hit in client.get(path + query).context["hits"]]


def test_newest_come_first_and_only_open_ones(client):
    now = timezone.now()
    publish(title_fr="Hier", published_at=now - timedelta(days=1))
    publish(title_fr="Maintenant", published_at=now)
    publish(title_fr="Brouillon", state="draft", published_at=None)
    publish(title_fr="Expirée", expires_on=timezone.localdate() - timedelta(days=1))
    publish(title_fr="Cachée", organisation=make_organisation(orders_hidden=True))
    publish(title_fr="En attente", organisation=make_organisation(state="pending"))
    assert listed(client) == ["Maintenant", "Hier"]


def test_hidden_employer_is_gone_with_the_commit_that_hides_it(client):
    employer = make_organisation()
    order = publish(title_fr="Soudeuse", organisation=employer)
    assert listed(client) == ["Soudeuse"]
    employer.orders_hidden = True
    employer.save()
    reindex([order.pk])
    response = client.get(LIST)
    assert response.context["summary"] == "0 offre d’emploi"
    assert response.context["hits"] == []
    assert client.get(f"/fr/offres/{order.number}").status_code == 404


def test_order_that_expires_leaves_by_itself(client, time_machine):
    publish(title_fr="Brève", expires_on=timezone.localdate())
    assert listed(client) == ["Brève"]
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert listed(client) == []


FILTERS = {
    "noc=72106": ["A"],
    "noc=7": ["A"],
    "noc=7&noc=2": ["B", "A"],
    "noc=7&noc=73": [],
    "region=16": ["B"],
    "sector=33": ["A"],
    "sector=31-33": ["A"],
    "wage_min=30": ["A"],
    "wage_min=30,5": ["A"],
    "schedule=evening": ["B"],
    "contract=temporary": ["B"],
    "language=en": ["B"],
    "language=fr": ["B", "A"],
    "language=fr&language=en": ["B"],
    "remote=hybrid": ["B"],
    "agency=no": ["A"],
    "agency=only": ["B"],
    "commitment=newcomers": ["A"],
    "since=3": ["B"],
    "place=montreal&radius=5": ["B", "A"],
    "place=val-d'or": [],
    "place=J9P&radius=5": [],
    "place=j4h+1a1&radius=5": ["B", "A"],
    "place=Montérégie": ["B"],
    "q=soudeuse": ["A"],
    "q=programmer": ["B"],
    "q=72106": ["A"],
}


@pytest.fixture
def two(db):
    """A welder's order in Montréal, and an agency's in Longueuil."""
    Industry.objects.create(code="33", level=1, title_fr="Fabrication", title_en="Made")
    publish(
        title_fr="A",
        title_en="A",
        duties="Une soudeuse assemble.",
        organisation=make_organisation(naics_id="33"),
        municipality_id="66023",
        wage_min=28,
        wage_max=34,
        languages={"fr": 2},
        schedule=["day"],
        contract="permanent",
        commitments=["newcomers"],
        published_at=timezone.now() - timedelta(days=5),
    )
    factories.unit_group("21232", "Programmeurs", "Programmers")
    publish(
        "21232",
        "16",
        title_fr="B",
        title_en="B",
        organisation=make_organisation(is_agency=True),
        municipality_id="58227",
        languages={"fr": 3, "en": 3},
        schedule=["evening", "night"],
        contract="temporary",
        remote="hybrid",
    )


@pytest.mark.parametrize("query", FILTERS)
def test_filter_leaves_exactly_what_it_says(client, two, query):
    assert listed(client, f"?{query}") == FILTERS[query]
    assert listed(client, f"?{query}", "/en/jobs/") == FILTERS[query]


def test_both_languages_give_the_same_parameters_and_the_twin(client, two):
    body = client.get(f"{LIST}?contract=temporary").content.decode()
    assert 'href="/en/jobs/?contract=temporary" hreflang="en"' in body


def test_facets_count_with_every_other_filter(client, two):
    panel = client.get(f"{LIST}?contract=temporary").context["panel"]
    counts = panel.counts
    assert counts["contract"] == {"permanent": 1, "temporary": 1}
    assert counts["region"] == {"16": 1}
    assert counts["language"] == {"fr": 1, "en": 1}
    assert counts["noc"] == {"2": 1}


def test_occupations_are_narrowed_level_by_level(client, two):
    NocGroup.objects.filter(pk="7").update(title_fr="Métiers")
    NocGroup.objects.filter(pk="72").update(title_fr="Techniques")
    boxes = client.get(LIST).context["panel"].folded()[0]["options"]
    assert 'value="7">Métiers<span>1</span>' in boxes
    assert 'value="72"' not in boxes
    boxes = client.get(f"{LIST}?noc=7").context["panel"].folded()[0]["options"]
    assert 'value="7" checked>Métiers<span>1</span>' in boxes
    assert 'value="72">72 Techniques<span>1</span>' in boxes


def test_pages_follow_one_another_without_loss_or_repeat(client):
    now = timezone.now()
    orders = [
        make_order(title_fr=f"T{n:02}", published_at=now - timedelta(minutes=n // 2))
        for n in range(45)
    ]
    reindex([order.pk for order in orders])
    seen, address = [], LIST
    while address:
        context = client.get(address).context
        seen += [hit["title"] for hit in context["hits"]]
        address = context["next"] and f"{LIST}?after={context['next']}"
    assert sorted(seen) == [f"T{n:02}" for n in range(45)]
    assert [title[:2] for title in seen[:3]] == ["T0", "T0", "T0"]


def test_relevance_puts_the_title_before_the_text(client):
    publish(title_fr="Soudeuse", published_at=timezone.now() - timedelta(days=3))
    publish(title_fr="Commis", duties="Aider une soudeuse.")
    assert listed(client, "?q=soudeuse") == ["Commis", "Soudeuse"]
    assert listed(client, "?q=soudeuse&sort=relevance") == ["Soudeuse", "Commis"]


def test_misspelt_word_is_corrected(client):
    factories.profile("72106", "Soudeurs/soudeuses", "Welders")
    factories.job_title("72106", "soudeur")
    from classifications.lexicon import rebuild_lexicon

    rebuild_lexicon({"noc-elements"})
    publish(title_fr="Soudeur")
    response = client.get(f"{LIST}?q=soudeurr")
    assert response.context["correction"] == "soudeur"


def test_each_site_of_an_order_is_a_place_where_it_is_found(client):
    publish(title_fr="Deux sites", municipality_id="66023", other_sites=["89008"])
    publish(title_fr="Trois sites", other_sites=["58227", "89008"])
    publish(title_fr="Un site", municipality_id="66023")
    publish(title_fr="Sans site")
    valley, island = "?place=val-d'or&radius=5", "?place=montreal&radius=5"
    assert listed(client, valley) == ["Trois sites", "Deux sites"]
    assert listed(client, island) == ["Un site", "Trois sites", "Deux sites"]
    assert client.get(LIST + valley).context["summary"] == "2 offres d’emploi"
    order = JobOrder.objects.get(title_fr="Deux sites")
    order.other_sites = []
    order.save()
    reindex([order.pk])
    assert listed(client, valley) == ["Trois sites"]


def test_each_region_of_an_order_is_one_where_it_is_found(client):
    publish("72106", "06", title_fr="Deux régions", other_sites=["58227", "89008"])
    publish("72106", "08", title_fr="Une région", other_sites=["89008"])
    publish(region_id=None, title_fr="À distance", other_sites=["58227"])
    publish("72106", "06", title_fr="Montréal", other_sites=["66023"])
    for region, titles in (
        ("06", ["Montréal", "Deux régions"]),
        ("08", ["Une région", "Deux régions"]),
        ("16", ["À distance", "Deux régions"]),
        ("06&region=16", ["Montréal", "À distance", "Deux régions"]),
    ):
        assert listed(client, f"?region={region}") == titles
        assert listed(client, f"?noc=72106&region={region}") == titles
    assert facets(Criteria())["region"] == {"": 1, "06": 2, "08": 2, "16": 2}
    asked = Criteria(regions=("16",))
    assert facets(asked)["region"] == {"": 1, "06": 2, "08": 2, "16": 2}
    assert facets(asked)["total"] == {"": 2}
    assert [latest("region", code, 5).count for code in ("06", "16", "02")] == [2, 2, 0]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (LIST, "Montréal; aussi\u00a0: Longueuil, Val-d’Or"),
        ("/en/jobs/", "Montréal; also: Longueuil, Val-d’Or"),
    ],
)
def test_line_names_every_site_in_the_order_of_the_employer(client, path, place):
    publish(municipality_id="66023", other_sites=["58227", "89008"])
    publish(municipality_id="66023")
    places = [hit["place"] for hit in client.get(path).context["hits"]]
    assert places == ["Montréal", place]


@pytest.mark.parametrize("query", ["", "?q=poste&place=montreal&contract=permanent"])
def test_list_takes_as_many_statements_for_one_and_three(
    client, django_assert_num_queries, query
):
    client.cookies["session"] = "passes by the page cache, which looks each second"
    for count in (1, 2):
        for _n in range(count):
            sites = ["58227", "89008"][:count]
            publish(contract="permanent", municipality_id="66023", other_sites=sites)
        client.get(LIST + query)
        with django_assert_num_queries(4):
            assert client.get(LIST + query).status_code == 200


def test_list_sets_no_cookie_and_is_never_kept(client):
    publish()
    for path in (LIST, f"{LIST}jobs.atom", f"{LIST}par-region"):
        response = client.get(path)
        assert response.status_code == 200
        assert not response.cookies
        assert response["Cache-Control"] == "no-cache"


def test_files_hold_what_is_shown(client, two):
    rows = client.get(f"{LIST}jobs.csv?contract=temporary").content.decode()
    assert [line.split(",")[1] for line in rows.splitlines()] == ["title", "B"]
    payload = client.get(f"{LIST}jobs.json?contract=temporary").json()
    assert [job["title"] for job in payload["jobs"]] == ["B"]
    assert payload["address"].endswith("/fr/offres/?contract=temporary")


def test_files_that_do_not_hold_all_say_where_the_rest_is(client, two, monkeypatch):
    monkeypatch.setattr("placement.views.jobs.MOST_EXPORTED", 1)
    titles, address = [], f"{LIST}jobs.csv"
    for _file in range(2):
        response = client.get(address)
        titles.append(response.content.decode().splitlines()[1].split(",")[1])
        link = response.headers.get("Link", "")
        address = link.removeprefix("<http://127.0.0.1:8000").partition(">")[0]
    assert (titles, link) == (["B", "A"], "")
    first = client.get(f"{LIST}jobs.json").json()
    second = client.get(first["next"].removeprefix("http://127.0.0.1:8000")).json()
    assert [one["title"] for one in first["jobs"] + second["jobs"]] == ["B", "A"]
    assert second["next"] == ""
    assert "JSON</a> (les 1 premières)" in client.get(LIST).content.decode()


def test_suggestions_begin_as_typed(client):
    publish(title_fr="Soudeuse-monteuse", title_en="Welder-fitter")
    body = client.get("/fr/offres/suggestions?q=soud").content.decode()
    assert body.strip() == '<option value="Soudeuse-monteuse"></option>'
    assert client.get("/en/jobs/suggestions?q=soud").content.decode().strip() == ""


def test_map_counts_each_region(client, two):
    tiles = client.get(f"{LIST}par-region").context["tiles"]
    assert {t["code"]: t["value"] for t in tiles} == {"06": "1", "08": "0", "16": "1"}
