"""The limits of the administrative regions, for maps drawn by the server."""

import gzip
import io
import json
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from classifications.loaders.publishers import NATURAL_RESOURCES
from classifications.models import Region, RegionLimits
from classifications.outlines import Ring, label_point, path, simplified
from classifications.places import area_names
from datasets.given import MIB, GivenFile
from datasets.layouts import Bundle, Layout
from datasets.models import Release
from datasets.reader import Table
from datasets.reasons import FileRefused, RowError
from datasets.registry import Facts, Fixture, Loader, register
from datasets.targets import Target
from datasets.values import code, integer

LIMITS = Target(
    "classifications.RegionLimits",
    ("region_id",),
    ("path", "x", "y"),
    names={"region_id": area_names},
)
MAX_JSON = 64 * MIB
GEOMETRY = "geometry"
# The layer's own attributes, as the ministry names them.
FEATURE = {"code": ("RES_CO_REG",), "version": ("RES_CO_VER",), GEOMETRY: (GEOMETRY,)}
DEPTHS = {"Polygon": 1, "MultiPolygon": 2}


class Features:
    """A GeoJSON layer as rows: the attributes of each feature, then its geometry."""

    workbook = False
    ends_with_newline = True
    lines = ""

    def __init__(self, file: GivenFile):
        with file.open() as stream:
            packed = stream.read(2) == b"\x1f\x8b"
            stream.seek(0)
            opened = gzip.GzipFile(fileobj=stream) if packed else stream
            body = opened.read(MAX_JSON + 1)
        if len(body) > MAX_JSON:
            raise FileRefused(
                _("the file unpacks to more than %(cap)d MB"), cap=MAX_JSON // MIB
            )
        try:
            layer = json.load(io.BytesIO(body))
            self.features = [
                (one["properties"] or {}, one[GEOMETRY]) for one in layer["features"]
            ]
            self.header = [*self.features[0][0], GEOMETRY]
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            raise FileRefused(_("the file is not a layer of features")) from error

    def records(self, separator: str) -> Iterator[list[str]]:
        yield self.header
        for properties, geometry in self.features:
            values = [properties.get(name) for name in self.header[:-1]]
            cells = ["" if value is None else str(value) for value in values]
            yield [*cells, json.dumps(geometry)]


def rings_of(geometry: dict) -> list[Ring]:
    """The closed rings of a polygon or of several, in degrees of Québec."""
    try:
        found = geometry["coordinates"]
        if DEPTHS[geometry["type"]] == 2:
            found = [ring for polygon in found for ring in polygon]
        rings = [[(float(p[0]), float(p[1])) for p in ring] for ring in found]
    except (LookupError, TypeError, ValueError) as error:
        raise RowError(_("the limits are not polygons")) from error
    for ring in rings:
        if len(ring) < 4 or ring[0] != ring[-1]:
            raise RowError(_("a limit does not close"))
        if not all(-90 < x < -45 and 40 < y < 70 for x, y in ring):
            raise RowError(_("a point is not in degrees, or lies far from Québec"))
    if not rings:
        raise RowError(_("the limits are not polygons"))
    return rings


@register
class Limits(Loader):
    name = "region-limits"
    kind = Loader.DIFF
    facts = Facts(
        title=(
            "Découpages administratifs du Québec, limites des régions",
            "Administrative divisions of Québec, limits of the regions",
        ),
        publisher=NATURAL_RESOURCES,
        method=(
            "Les limites sont administratives\u00a0: elles comprennent les eaux. Elles "
            "sont simplifiées ici, à 1,5 km près, pour dessiner une carte; elles ne "
            "servent pas à situer une adresse.",
            "The limits are administrative: they include waters. They are simplified "
            "here, to 1.5 km, to draw a map; they do not serve to place an address.",
        ),
    )
    layouts = (
        Layout(
            "simplified",
            FEATURE,
            file_name=r"^regions_administratives_.*simplifi.*\.(geo)?json(\.gz)?$",
            partial=True,
            by_name=True,
        ),
        Layout(
            "layer",
            FEATURE,
            file_name=r"^reg(io_s|ions_administratives_).*\.(geo)?json(\.gz)?$",
            partial=True,
            by_name=True,
        ),
        Layout(
            "drawn",
            {name: (name,) for name in ("region", "path", "x", "y")},
            file_name=r"^region_limits_(?P<edition>\d{4}-\d\d)\.csv$",
            read="drawn",
            by_name=True,
        ),
    )
    bundles = (Bundle(("layer",)), Bundle(("simplified",)), Bundle(("drawn",)))
    targets = (LIMITS,)

    @classmethod
    def open(cls, source) -> list[Table]:
        file = source if isinstance(source, GivenFile) else GivenFile(source)
        named = [x for x in cls.layouts[:2] if x.names(file.name)]
        if not named:
            return super().open(file)
        sha256, size = file.digest(cls.max_megabytes * MIB)
        try:
            content = Features(file)
        except (EOFError, OSError, zlib.error) as error:
            raise FileRefused(_("the archive is broken")) from error
        header = content.header
        found = named[0].find(header)
        if found.missing:
            raise FileRefused(
                _("missing columns: %(names)s"), names=", ".join(found.missing)[:300]
            )
        at, width = found.positions, len(header)
        return [Table(file, sha256, size, named[0], content, at, width, width, ",")]

    @classmethod
    def editions(cls, table) -> list[str]:
        """The version that every feature bears, as V2024-03."""
        if named := super().editions(table):
            return named
        rows = (row for _number, row in table.rows() if isinstance(row, dict))
        return [max(row["version"].removeprefix("V") for row in rows)]

    def prepare(self) -> None:
        self.regions = set(Region.objects.values_list("code", flat=True))
        self.rings: dict[str, list[Ring]] = {}

    def row(self, raw: dict) -> None:
        region = self._region(raw["code"])
        if region in self.rings:
            raise RowError(_("%(key)s appears twice with different values"), key=region)
        self.rings[region] = rings_of(json.loads(raw[GEOMETRY]))

    def drawn(self, raw: dict) -> None:
        """A line of this project's own file: simplified already."""
        x, y = integer(raw["x"]), integer(raw["y"])
        region = self._region(raw["region"])
        self.put(LIMITS, region_id=region, path=raw["path"], x=x, y=y)

    def _region(self, text: str) -> str:
        region = code(text, 2)
        if region not in self.regions:
            raise RowError(_("unknown region %(name)s"), name=text)
        return region

    def finish(self) -> None:
        # Together, for a limit between two regions belongs to both.
        numbered = [(name, ring) for name, of in self.rings.items() for ring in of]
        outlines: dict[str, list[Ring]] = {}
        whole = simplified([ring for _name, ring in numbered])
        for (name, _ring), outline in zip(numbered, whole, strict=True):
            outlines.setdefault(name, []).append(outline)
        for name, rings in outlines.items():
            x, y = label_point(rings)
            self.put(LIMITS, region_id=name, path=path(rings), x=x, y=y)

    @classmethod
    def fixtures(cls):
        live = Release.objects.current().filter(source_id=cls.name).first()
        if live is None:
            return
        yield Fixture(
            f"region_limits_{live.edition}.csv",
            ("region", "path", "x", "y"),
            RegionLimits.objects.order_by("region").values_list(
                "region_id", "path", "x", "y"
            ),
        )
