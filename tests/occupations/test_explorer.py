"""The explorer: what each filter keeps, what each order gives, what is taken away."""

import csv
import io
import json
from itertools import chain

import pytest
from django.test import Client, RequestFactory
from django.utils.translation import override

from occupations.explorer import FIELDS, Selection, explorer_index
from occupations.filters import ProfileFilter
from occupations.views.explorer import ProfileListView
from tests import factories

ADDRESSES = {"fr": "/fr/metiers-et-professions/", "en": "/en/occupations/"}
NOISE, STANDING = "context-noise", "context-standing"


@pytest.fixture
def market(db):
    """Five occupations, so that each filter has something to keep and to leave."""
    factories.regions()
    factories.descriptor("Writing", name_fr="Rédaction")
    factories.descriptor("Law", category="knowledge", name_fr="Droit", scale_max=3)
    for code, name in ((NOISE, "Noise"), (STANDING, "Standing")):
        factories.descriptor(name, category="context", name_fr=f"{name} (fr)")
        factories.Descriptor.objects.filter(name_en=name).update(code=code)
    rows = {
        "21232": {
            "title_fr": "Développeurs",
            "title_en": "Developers",
            "outlooks": {
                "diagnosis": "deficit",
                "job_bank": "good",
                "cops": "balanced",
            },
            "interests": "IC",
            "wages": factories.wages(QC=[25, 45, 70], r06=[26, 46, 71]),
            "cops": {"employment": 155_000, "openings": 80_000},
            "levels_bytes": (4, 1, 1, 0),
        },
        "31301": {
            "title_fr": "Infirmières",
            "title_en": "Nurses",
            "outlooks": {"diagnosis": "deficit", "job_bank": "very_good"},
            "interests": "SI",
            "regulated": "yes",
            "wages": factories.wages(QC=[27, 41, 50]),
            "cops": {"employment": 363_000},
            "levels_bytes": (4, 2, 2, 4),
        },
        "63200": {
            "title_fr": "Cuisiniers",
            "title_en": "Cooks",
            "outlooks": {"diagnosis": "slight_deficit", "cops": "moderate_shortage"},
            "interests": "RE",
            "wages": factories.wages(QC=[16, 18, 25], r06=[16, 19, 26]),
            "levels_bytes": (1, 0, 3, 5),
        },
        "72106": {
            "title_fr": "Écorceurs",
            "title_en": "Welders",
            "interests": "RC",
            "regulated": "some",
            "levels_bytes": (1, 255, 5, 4),
        },
        "00010": {"title_fr": "Élus", "title_en": "Legislators"},
    }
    for code, content in rows.items():
        factories.profile(code, **content)
    factories.release()


@pytest.fixture
def visitor(market):
    return Client()


def listed(visitor, query: str, language: str = "en") -> list[str]:
    """The codes of the filtered set, in order, from the file the page offers."""
    answer = visitor.get(f"{ADDRESSES[language]}occupations.json?{query}")
    return [row["noc_2021"] for row in answer.json()["occupations"]]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", "00010 21232 31301 63200 72106"),
        ("broad=2", "21232"),
        ("broad=2&broad=7", "21232 72106"),
        ("group=2", "21232"),
        ("group=3130", "31301"),
        ("group=72106", "72106"),
        ("teer=1", "21232 31301"),
        ("teer=1&teer=0", "00010 21232 31301"),
        ("teer=5", ""),
        ("diagnosis=deficit", "21232 31301"),
        ("diagnosis=deficit&diagnosis=slight_deficit", "21232 31301 63200"),
        ("diagnosis=none", "00010 72106"),
        ("job_bank=very_good", "31301"),
        ("job_bank=none", "00010 63200 72106"),
        ("cops=moderate_shortage", "63200"),
        ("interest=R", "63200 72106"),
        ("interest=C", ""),
        ("interest=none", "00010"),
        ("interest_any=C", "21232 72106"),
        ("interest_any=I", "21232 31301"),
        ("regulated=yes", "31301"),
        ("regulated=some&regulated=yes", "31301 72106"),
        ("regulated=not_stated", "00010 21232 63200"),
        ("wage_min=41", "21232 31301"),
        ("wage_min=41.01", "21232"),
        ("wage_min=41,01", "21232"),
        ("wage_max=41", "31301 63200"),
        ("wage_min=19&wage_max=44", "31301"),
        ("wage_min=0", "21232 31301 63200"),
        ("wage_min=19&region=06", "21232 63200"),
        ("wage_max=18&region=06", ""),
        ("wage_min=1&region=08", ""),
        ("region=08", "00010 21232 31301 63200 72106"),
        ("skill=skills-1", "21232 31301"),
        ("skill=skills-1&skill_level=1", "21232 31301 63200 72106"),
        ("skill=skills-1&skill_level=5", ""),
        ("knowledge=knowledge-2", "31301"),
        ("knowledge=knowledge-2&knowledge_level=1", "21232 31301"),
        ("knowledge=knowledge-2&knowledge_level=5", ""),
        ("physical=context-standing", "31301 63200 72106"),
        ("physical=context-standing&physical_level=5", "63200"),
        ("environment=context-noise", "72106"),
        ("environment=context-noise&environment_level=3", "63200 72106"),
        ("teer=1&interest=S", "31301"),
        ("teer=1&regulated=not_stated&wage_min=40", "21232"),
        ("q=31301", "31301"),
        ("q=7&regulated=some", "72106"),
        ("q=7&regulated=yes", ""),
    ],
)
@pytest.mark.parametrize("language", ADDRESSES)
def test_filter_keeps_exactly(visitor, query, kept, language):
    assert sorted(listed(visitor, query, language)) == kept.split()


def asked(query: str, language: str = "en") -> ProfileFilter:
    """The filter set of an address, asked."""
    index = explorer_index(factories.Publication.objects.version())
    found = ProfileFilter(
        RequestFactory().get(f"/?{query}").GET,
        index=index,
        regions=factories.REGIONS,
        language=language,
    )
    assert found.qs is not None
    return found


def test_count_of_an_option_applies_every_other_filter(market):
    selection = asked("teer=1&diagnosis=deficit").selection
    assert selection.counts("teer") == {"0": 0, "1": 2, "2": 0, "3": 0}
    assert selection.counts("diagnosis") == {
        "deficit": 2,
        "slight_deficit": 0,
        "none": 0,
    }
    assert selection.counts("interest") == {"I": 1, "S": 1, "R": 0, "none": 0}
    assert len(selection) == 2


def test_count_is_what_choosing_the_option_shows(market):
    """Each count equals the length of the list that the option leads to."""
    start = "diagnosis=deficit&interest_any=I"
    selection = asked(start).selection
    for name in ("broad", "teer", "job_bank", "cops", "regulated"):
        for value, count in selection.counts(name).items():
            assert count == len(asked(f"{start}&{name}={value}").qs), (name, value)


def test_count_of_a_level_applies_every_other_filter(market):
    selection = asked("teer=1&skill=skills-1").selection
    assert selection.levels("skill", 4) == {"skills-1": 2}
    assert selection.levels("physical", 4) == {STANDING: 1}
    assert selection.levels("environment", 1) == {NOISE: 2}


def test_nothing_filtered_counts_everything(market):
    index = explorer_index(factories.Publication.objects.version())
    assert len(Selection(index, {})) == 5


def test_figure_of_quebec_never_stands_in_for_a_region(visitor):
    body = visitor.get(ADDRESSES["en"], {"region": "06"}).content.decode()
    assert "$46.00" in body and "$45.00" not in body
    assert body.count("Wage not published") == 3


EXPECTED_ORDERS = {
    "code": "00010 21232 31301 63200 72106",
    "teer": "00010 21232 31301 72106 63200",
    "wage": "63200 31301 21232",
    "wage_low": "63200 21232 31301",
    "wage_high": "63200 31301 21232",
    "diagnosis": "63200 21232 31301",
    "job_bank": "21232 31301",
    "cops": "21232 63200",
    "interest": "63200 72106 21232 31301",
    "regulated": "72106 31301",
    "employment": "21232 31301",
    "openings": "21232",
    "skills-1": "63200 72106 21232 31301",
    "knowledge-2": "63200 21232 31301",
    NOISE: "21232 31301 63200 72106",
    STANDING: "21232 31301 72106 63200",
}


@pytest.mark.parametrize(("field", "ascending"), EXPECTED_ORDERS.items())
def test_order_is_total_both_ways_and_missing_comes_last(visitor, field, ascending):
    everything = {"00010", "21232", "31301", "63200", "72106"}
    present = ascending.split()
    missing = sorted(everything - set(present))
    assert listed(visitor, f"sort={field}") == present + missing
    up, down = listed(visitor, f"sort={field}"), listed(visitor, f"sort=-{field}")
    assert listed(visitor, f"sort={field}&dir=desc") == down
    assert down[len(present) :] == missing
    # Downwards, equal values stay in the order of their codes.
    index = explorer_index(factories.Publication.objects.version())
    rows = {row.code: row for row in index.rows}
    key = {code: index._value(rows[code], field, "en", "QC") for code in present}
    assert down[: len(present)] == sorted(
        sorted(present), key=lambda code: key[code], reverse=True
    )
    assert sorted(up) == sorted(down)


def test_every_field_has_an_order(market):
    index = explorer_index(factories.Publication.objects.version())
    for field in chain(FIELDS, index.descriptors):
        for descending in (False, True):
            order = index.order(field, "fr", "06", descending)
            assert sorted(order) == list(range(5)), field


def test_titles_sort_in_the_language_of_the_page(visitor):
    assert listed(visitor, "", "fr") == ["63200", "21232", "72106", "00010", "31301"]
    assert listed(visitor, "", "en") == ["63200", "21232", "00010", "31301", "72106"]


def test_csv_and_json_hold_exactly_the_filtered_set(visitor):
    query = "teer=1&sort=-wage&region=06&knowledge=knowledge-2&knowledge_level=1"
    rows = visitor.get(f"{ADDRESSES['en']}occupations.json?{query}").json()
    text = visitor.get(f"{ADDRESSES['en']}occupations.csv?{query}").content.decode()
    table = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["noc_2021"] for row in table] == ["21232", "31301"]
    assert [row["noc_2021"] for row in rows["occupations"]] == ["21232", "31301"]
    assert rows["count"] == 2
    first, second = rows["occupations"]
    assert (first["wage_median_hourly"], second["wage_median_hourly"]) == (46, None)
    assert table[1]["wage_median_hourly"] == ""
    assert (first["knowledge-2"], second["knowledge-2"]) == (1, 2)
    assert first["title"] == "Developers"
    assert json.dumps(rows).count("Source wages") == 1


def test_file_is_the_whole_set_and_not_one_page(visitor):
    for place in range(25):
        factories.profile(f"9{place:04d}")
    factories.release()
    page = visitor.get(ADDRESSES["en"]).content.decode()
    assert page.count('<li class="hit">') == 20
    assert len(listed(visitor, "")) == 30
    assert visitor.get(ADDRESSES["en"], {"page": 2}).content.count(b'class="hit"') == 10


@pytest.mark.parametrize("page", ["0", "-1", "999", "abc", "", "1e9", "\x00"])
def test_page_that_does_not_exist_gives_the_nearest(visitor, page):
    assert visitor.get(ADDRESSES["fr"], {"page": page}).status_code == 200


def test_bad_input_is_told_and_filters_nothing(visitor):
    query = "teer=9&wage_min=abc&region=99&sort=foo&skill_level=9&skill=skills-1"
    body = visitor.get(f"{ADDRESSES['en']}?{query}").content.decode()
    assert body.count('<p class="note">') == 5
    assert "Median wage, from" in body and "Enter a number." in body
    assert sorted(listed(visitor, query)) == ["21232", "31301"]


def test_lowest_above_highest_is_told(visitor):
    body = visitor.get(ADDRESSES["en"], {"wage_min": 50, "wage_max": 20}).content
    assert b"The lowest wage asked is above the highest" in body


@pytest.mark.parametrize(
    "garbage", ["\x00", "9" * 400, "NaN", "-inf", "1e999999", "é" * 5_000, "[]", "%s"]
)
@pytest.mark.parametrize("path", ["", "occupations.csv", "occupations.json"])
def test_garbage_in_every_parameter_is_answered(visitor, garbage, path):
    for name in [*ProfileFilter.base_filters, "page"]:
        answer = visitor.get(f"{ADDRESSES['en']}{path}", {name: [garbage, garbage]})
        assert answer.status_code == 200, name
    everything = dict.fromkeys([*ProfileFilter.base_filters, "page"], garbage)
    assert visitor.get(f"{ADDRESSES['fr']}{path}", everything).status_code == 200


def test_live_part_comes_alone_with_a_clean_address(visitor):
    answer = visitor.get(
        ADDRESSES["en"],
        {"teer": ["1", ""], "q": "", "skill_level": "4"},
        headers={"HX-Request": "true"},
    )
    body = answer.content.decode()
    assert "<html" not in body and '<section class="flow" id="results"' in body
    assert '<ul class="c" id="f-teer" hx-swap-oob="true">' in body
    assert '<p id="told" hx-swap-oob="innerHTML">2 occupations</p>' in body
    assert answer.headers["HX-Push-Url"] == "/en/occupations/?teer=1"


def test_way_back_gets_the_whole_page(visitor):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert b"<html" in visitor.get(ADDRESSES["en"], headers=headers).content


def test_active_filters_can_be_removed_one_by_one(visitor):
    query = "teer=0&teer=1&interest=I&page=2"
    body = visitor.get(f"{ADDRESSES['en']}?{query}").content.decode()
    for rest in ("teer=1&amp;interest=I", "teer=0&amp;interest=I", "teer=0&amp;teer=1"):
        assert f'<a class="tag" href="?{rest}">' in body


def test_option_without_results_stays_out_of_reach_unless_chosen(visitor):
    body = visitor.get(f"{ADDRESSES['en']}?teer=5&interest=S").content.decode()
    assert 'id="teer-5" name="teer" value="5" checked>' in body
    assert 'id="interest-R" name="interest" value="R" disabled>' in body


def test_what_the_list_is_sorted_by_is_shown(visitor):
    body = visitor.get(f"{ADDRESSES['en']}?sort=-context-standing").content.decode()
    assert "Standing: 5/5" in body and "Standing: not rated" in body
    body = visitor.get(f"{ADDRESSES['en']}?sort=-employment").content.decode()
    assert "Employment in Canada: 363,000" in body


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("query", "statements"),
    [("", 1), ("view=table&sort=-wage&region=06", 1), ("q=metiers", 2), ("q=zzzz", 3)],
)
def test_list_takes_few_statements(
    db, django_assert_num_queries, rows, query, statements
):
    for code in ["21232", "31301", "72106"][:rows]:
        factories.profile(code)
        factories.job_title(code, f"métiers {code}")
    factories.release()
    view = ProfileListView.as_view()

    def answer():
        request = RequestFactory().get(f"{ADDRESSES['fr']}?{query}")
        request.htmx = None
        with override("fr"):
            response = view(request)
            response.render()
        return response

    answer()  # the index, the words and the editions are kept from then on
    with django_assert_num_queries(statements):
        assert answer().status_code == 200


def test_first_request_of_a_version_takes_six_statements(
    market, django_assert_num_queries
):
    request = RequestFactory().get(ADDRESSES["fr"])
    request.htmx = None
    with override("fr"), django_assert_num_queries(6):
        ProfileListView.as_view()(request)
