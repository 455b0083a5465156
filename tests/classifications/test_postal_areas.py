"""Postal areas: what is loaded, and how a typed place becomes a point."""

import csv
import io

import pytest
from django.conf import settings

from classifications.loaders.postal import PostalAreas
from classifications.models import Municipality, PostalArea
from classifications.places import Where, find
from datasets.loading import load
from datasets.management.commands.export_fixtures import write as export
from tests import factories
from tests.datasets.files import loaded, write

pytestmark = pytest.mark.django_db

NAME = "derived_rta_fsa_quebec.csv"
AREAS = """\
fsa,place_geonames,lat_geonames,lon_geonames,lat_mean_postal_codes,\
lon_mean_postal_codes,postal_codes,region_code
G0B,Cap-aux-Meules,47.4501,-72.9913,,,0,
H0H,Reserved (Santa Claus),90.0,0.0,90.0,0.0,1,
H2X,Plateau Mont-Royal,45.51,-73.57,45.5126,-73.5701,900,06
J4H,Longueuil West,45.53,-73.51,45.5327,-73.5112,300,16
"""


@pytest.fixture
def areas(tmp_path):
    factories.regions()
    return loaded("postal-areas", write(tmp_path, NAME, AREAS))


def test_the_mean_point_is_kept_and_an_unknown_one_stays_blank(areas):
    columns = ("code", "name", "region_id", "latitude", "longitude")
    assert list(PostalArea.objects.values_list(*columns)) == [
        ("G0B", "Cap-aux-Meules", None, None, None),
        ("H2X", "Plateau Mont-Royal", "06", 45.5126, -73.5701),
        ("J4H", "Longueuil West", "16", 45.5327, -73.5112),
    ]
    assert areas.report["ignored"] == {"postal areas that no address uses": 1}


@pytest.mark.parametrize(
    "row",
    [
        "K1A,Ottawa,45,-75,45.4,-75.7,1,06",
        "H2X,Elsewhere,45,-73,12.5,-73.57,1,06",
        "H2X,Half,45,-73,45.5,,1,06",
        "H2X,Unknown region,45,-73,45.5,-73.5,1,99",
    ],
)
def test_a_row_that_is_not_of_quebec_is_refused(tmp_path, row):
    factories.regions()
    header = AREAS.splitlines()[0]
    release = load("postal-areas", [write(tmp_path, NAME, f"{header}\n{row}\n")])
    assert release.state == "refused"
    assert not PostalArea.objects.exists()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("H2X", Where("H2X (Plateau Mont-Royal)", (45.5126, -73.5701), "06")),
        ("h2x 1x6", Where("H2X (Plateau Mont-Royal)", (45.5126, -73.5701), "06")),
        ("J4H1X6", Where("J4H (Longueuil West)", (45.5327, -73.5112), "16")),
        ("longueuil", Where("Longueuil", (45.53, -73.51), "16")),
        ("Montérégie", Where("Montérégie", None, "16", True)),
        ("G0B", None),
        ("H9Z", None),
        ("H2", None),
        ("\0", None),
    ],
)
def test_a_typed_place_is_a_point_or_a_region(areas, typed, found):
    Municipality.objects.create(
        code="58227", name="Longueuil", sort_name="longueuil", designation="Ville",
        region_id="16", latitude=45.53, longitude=-73.51,
    )  # fmt: skip
    assert find(typed, version=0) == found


def test_the_demonstration_carries_every_area(tmp_path):
    with (settings.BASE_DIR / "fixtures/regions.csv").open() as file:
        regions = file.read()
    loaded("regions", write(tmp_path, "regions.csv", regions))
    path = settings.BASE_DIR / "fixtures/postal_areas.csv"
    loaded("postal-areas", path)
    assert PostalArea.objects.count() == 421
    (fixture,) = PostalAreas.fixtures()
    written, _size = export(tmp_path, fixture)
    assert written.read_bytes() == path.read_bytes()
    rows = list(csv.DictReader(io.StringIO(path.read_text())))
    assert [row["code"] for row in rows if not row["latitude"]] == ["G0B"]
