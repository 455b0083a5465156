"""The limits of the regions: read from the official layer, drawn on pages."""

import csv
import gzip
import io
import json
import re

import pytest

from classifications.loaders.limits import Limits
from classifications.models import RegionLimits
from classifications.outlines import projected, simplified
from datasets.loading import load
from datasets.management.commands.export_fixtures import write as export
from tests import factories
from tests.datasets.files import loaded, write

pytestmark = pytest.mark.django_db
NAME = "regions_administratives_quebec_bdga1m.geojson"
WELDERS = "/en/occupations/72106-welders/regions"


def square(west: float, south: float, side: float = 1.0) -> list[list[float]]:
    """A closed ring whose sides hold a point at each quarter."""
    corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    ring = []
    for (x, y), (to_x, to_y) in zip(corners, corners[1:], strict=False):
        for part in (0, 0.25, 0.5, 0.75):
            at_x, at_y = x + (to_x - x) * part, y + (to_y - y) * part
            ring.append([west + at_x * side, south + at_y * side])
    return [*ring, ring[0]]


def feature(code: str, *rings, version: str = "V2024-03", kind="MultiPolygon") -> dict:
    polygons = [[ring] for ring in rings]
    return {
        "type": "Feature",
        "properties": {
            "RES_CO_REG": code, "RES_NM_REG": "x", "RES_CO_VER": version,
        },
        "geometry": {
            "type": kind, "coordinates": polygons if kind[0] == "M" else polygons[0],
        },
    }  # fmt: skip


def layer(*features) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


NEIGHBOURS = (
    feature("06", square(-74, 45), kind="Polygon"),
    feature("16", square(-73, 45), square(-71, 45, 0.5)),
    feature("08", square(-79, 48, 2)),
)


@pytest.fixture
def limits(tmp_path):
    factories.regions()
    return loaded("region-limits", write(tmp_path, NAME, layer(*NEIGHBOURS), "utf-8"))


def test_the_version_of_the_layer_is_its_edition(limits):
    assert (limits.edition, limits.rows_published) == ("2024-03", 3)


def test_neighbours_share_their_simplified_limit():
    """The points between the corners go, on both sides alike."""
    left, right = simplified([[tuple(p) for p in square(x, 45)] for x in (-74, -73)])
    shared = {projected((-73, 45)), projected((-73, 46))}
    assert shared <= set(left)
    assert set(left) & set(right) == shared
    assert len(left) == 4


def test_a_region_of_two_parts_is_one_path_with_a_label_in_the_larger(limits):
    row = RegionLimits.objects.get(pk="16")
    assert row.path.count("M") == row.path.count("z") == 2
    west, _y = projected((-73, 45))
    east, _y = projected((-72, 45))
    assert west < row.x < east


def test_the_packed_layer_loaded_again_changes_nothing(limits, tmp_path):
    packed = tmp_path / f"{NAME}.gz"
    packed.write_bytes(gzip.compress(layer(*NEIGHBOURS).encode() + b"\n"))
    before = list(RegionLimits.objects.values())
    again = load("region-limits", [packed])
    assert again.report["reason"]["message"] == "the rows are those already published"
    assert list(RegionLimits.objects.values()) == before


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "[" * 20_000,
        json.dumps({"features": []}),
        json.dumps({"features": [{"properties": {"x": 1}, "geometry": {}}]}),
        json.dumps({"features": [{"properties": None, "geometry": {}}]}),
        layer(NEIGHBOURS[0], NEIGHBOURS[1] | {"properties": None}),
        layer(feature("99", square(-74, 45))),
        layer(feature("06", square(-74, 45)[:-1])),
        layer(feature("06", square(250_000, 45))),
        layer(feature("06", [["a", "b"]] * 5)),
        layer(feature("06", square(-74, 45)), feature("06", square(-73, 45))),
    ],
    ids=lambda text: text[:24],
)
def test_what_is_not_a_layer_of_quebec_is_refused(tmp_path, text):
    factories.regions()
    release = load("region-limits", [write(tmp_path, NAME, text, "utf-8")])
    assert release.state == "refused"
    assert not RegionLimits.objects.exists()


def test_own_file_gives_the_same_limits(limits, tmp_path):
    before = list(RegionLimits.objects.values())
    (fixture,) = Limits.fixtures()
    path, _size = export(tmp_path, fixture)
    assert path.name == "region_limits_2024-03.csv"
    rows = csv.DictReader(io.StringIO(path.read_text()))
    assert [row["region"] for row in rows] == ["06", "08", "16"]
    RegionLimits.objects.all().delete()
    loaded("region-limits", path.rename(tmp_path / "region_limits_2024-04.csv"))
    assert list(RegionLimits.objects.values()) == before


def linked(page: str) -> list[tuple[str, str]]:
    """Address and title of each region that the maps link to."""
    maps = page.partition('<div class="maps">')[2]
    return re.findall(r'<a class="[^"]*" href="([^"]*)"[^>]*><title>([^<]*)', maps)


def test_pages_draw_each_region_once_as_a_link_with_its_value(client, limits):
    factories.profile(
        "72106", "Soudeurs/soudeuses", "Welders",
        wages=factories.wages(r06=[21, 28.1, 42], r16=[22, 28, 42]),
    )  # fmt: skip
    page = client.get(WELDERS).content.decode()
    assert linked(page) == [
        ("?region=08#regions", "Abitibi-Témiscamingue, not published"),
        ("?region=06#regions", "Montréal, $28.10"),
        ("?region=16#regions", "Montérégie, $28.00"),
    ]
    assert "limits of the regions, March 2024" in page
    listed = client.get("/en/regions/").content.decode()
    assert [title for _url, title in linked(listed)] == [
        "Abitibi-Témiscamingue, not published",
        "Montréal, not published",
        "Montérégie, not published",
    ]
    portrait = client.get("/en/regions/06-montreal").content.decode()
    assert 'href="/en/regions/#map"' in portrait


def test_without_limits_pages_say_so_and_draw_none(client):
    factories.regions()
    factories.profile("72106", "Soudeurs/soudeuses", "Welders")
    for path in (WELDERS, "/en/regions/"):
        page = client.get(path).content.decode()
        assert "The limits of the regions are not loaded" in page
        assert linked(page) == []
        assert "Montréal" in page.partition("<tbody>")[2]
