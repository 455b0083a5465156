"""Québec's territory: regions, regional county municipalities, municipalities."""

import re

from django.utils.translation import gettext_noop as _

from bilingual.folding import fold
from classifications.loaders.publishers import MUNICIPAL_AFFAIRS, NATURAL_RESOURCES
from classifications.models import Municipality, Region, RegionalCounty
from classifications.places import area_names
from datasets.layouts import Bundle, Layout
from datasets.reasons import RowError
from datasets.registry import Facts, Fixture, Loader, register
from datasets.targets import Target
from datasets.values import code, decimal, integer

NAMES = {"region_id": area_names}
REGIONS = Target(
    "classifications.Region", ("code",), ("name", "sort_name", "economic_region")
)
COUNTIES = Target(
    "classifications.RegionalCounty", ("code",), ("name", "region_id"), names=NAMES
)
MUNICIPALITIES = Target(
    "classifications.Municipality",
    ("code",),
    (
        "name",
        "sort_name",
        "designation",
        "region_id",
        "county_id",
        "population",
        "latitude",
        "longitude",
    ),
    names=NAMES,
)
# "Estrie (05)", "MRC Brome-Missisquoi (460)": a name with its code.
CODED = re.compile(r"(?:MRC )?(?P<name>.*?)\s*\((?P<code>\d+)\)")


@register
class Regions(Loader):
    name = "regions"
    kind = Loader.DIFF
    edition = "2024-03"
    facts = Facts(
        title=("Régions administratives du Québec", "Administrative regions of Québec"),
        publisher=NATURAL_RESOURCES,
        method=(
            "Les 17 régions administratives, avec le code de la région économique de "
            "Statistique Canada rapproché par le nom.",
            "The 17 administrative regions, with Statistics Canada’s economic region "
            "code joined by name.",
        ),
    )
    layouts = (
        Layout(
            "regions",
            {
                "code": ("region_code", "code"),
                "name": ("region_name_fr", "name"),
                "economic_region": ("statcan_er_code", "economic_region"),
            },
            file_name=r"^regions(_administratives_quebec)?\.csv$",
        ),
    )
    targets = (REGIONS,)

    def row(self, raw: dict) -> None:
        # Official names join two places by a dash that the file types as " - ".
        name = raw["name"].replace(" - ", "–")
        self.put(
            REGIONS,
            code=code(raw["code"], 2),
            name=name,
            sort_name=fold(name),
            economic_region=code(raw["economic_region"], 4),
        )

    @classmethod
    def fixtures(cls):
        columns = ("code", "name", "economic_region")
        rows = Region.objects.order_by("code").values_list(*columns)
        yield Fixture("regions.csv", columns, rows)


@register
class Municipalities(Loader):
    name = "municipalities"
    kind = Loader.DIFF
    edition = "2023-11"
    facts = Facts(
        title=("Répertoire des municipalités du Québec", "Municipalities of Québec"),
        publisher=MUNICIPAL_AFFAIRS,
        method=(
            "Municipalités et MRC, sans les noms de personnes que contient le "
            "répertoire. Les coordonnées sont celles du code postal de l’hôtel de "
            "ville\u00a0: bonnes à quelques kilomètres près.",
            "Municipalities and RCMs, without the names of persons that the directory "
            "holds. Coordinates are those of the town hall’s postal code: good to a "
            "few kilometres.",
        ),
    )
    layouts = (
        Layout(
            "municipalities",
            {
                "code": ("mcode", "code"),
                "name": ("name",),
                "designation": ("designation",),
                "region": ("region_code", "region"),
                "county": ("mrc_code", "county"),
                "county_name": ("mrc_name",),
                "population": ("population",),
                "latitude": ("lat", "latitude"),
                "longitude": ("lon", "longitude"),
            },
            partial=True,
            optional=frozenset(["county_name"]),
            file_name=r"^(derived_)?municipalit(i?e)s(_quebec.*)?\.csv$",
        ),
        Layout(
            "directory",
            {
                "code": ("mcode",),
                "name": ("munnom",),
                "designation": ("mdes",),
                "region": ("regadm",),
                "county": ("mrc",),
                "population": ("mpopul",),
            },
            # The other 108 columns hold addresses and names of persons: left behind.
            partial=True,
            file_name=r"^mun\.csv$",
            read="directory",
        ),
        Layout(
            "counties",
            {"code": ("code",), "name": ("name",), "region": ("region",)},
            file_name=r"^counties\.csv$",
            read="county",
            by_name=True,
        ),
    )
    bundles = (
        Bundle(("directory",)),
        Bundle(("municipalities",), ("counties",)),
    )
    targets = (COUNTIES, MUNICIPALITIES)
    # Amalgamations make a few municipalities vanish every year.
    max_vanished = 0.03

    def prepare(self) -> None:
        self.regions = set(Region.objects.values_list("code", flat=True))
        self.points = {
            code: (latitude, longitude)
            for code, latitude, longitude in Municipality.objects.values_list(
                "code", "latitude", "longitude"
            )
        }

    def row(self, raw: dict) -> None:
        county = raw["county"]
        if county and raw.get("county_name"):
            self.county(
                {"code": county, "name": raw["county_name"], "region": raw["region"]}
            )
        latitude, longitude = decimal(raw["latitude"]), decimal(raw["longitude"])
        self._municipality(raw, raw["region"], county, (latitude, longitude))

    def directory(self, raw: dict) -> None:
        """The published directory has no coordinates: known ones are kept."""
        region, county = CODED.fullmatch(raw["region"]), CODED.fullmatch(raw["county"])
        if region is None:
            raise RowError(_("unknown region %(name)s"), name=raw["region"])
        if county:
            self.county(county.groupdict() | {"region": region["code"]})
        self._municipality(
            raw,
            region["code"],
            county["code"] if county else "",
            self.points.get(raw["code"], (None, None)),
        )

    def county(self, raw: dict) -> None:
        county = {
            "code": code(raw["code"], 3),
            "name": raw["name"].removeprefix("MRC "),
            "region_id": self._region(raw["region"]),
        }
        # Every municipality of a county repeats it.
        self.records[COUNTIES].setdefault((county["code"],), county)

    def _municipality(self, raw: dict, region: str, county: str, point: tuple) -> None:
        latitude, longitude = (None if x is None else float(x) for x in point)
        self.put(
            MUNICIPALITIES,
            code=code(raw["code"], 5),
            name=raw["name"],
            sort_name=fold(raw["name"]),
            designation=raw["designation"],
            region_id=self._region(region),
            county_id=county or None,
            population=integer(raw["population"]),
            latitude=latitude,
            longitude=longitude,
        )

    def _region(self, text: str) -> str:
        if text not in self.regions:
            raise RowError(_("unknown region %(name)s"), name=text)
        return text

    def finish(self) -> None:
        counties = self.records[COUNTIES]
        for key, values in list(self.records[MUNICIPALITIES].items()):
            if values["county_id"] and (values["county_id"],) not in counties:
                reason = RowError(
                    _("unknown regional county %(code)s"), code=values["county_id"]
                )
                self.refuse_record(MUNICIPALITIES, key, reason)

    @classmethod
    def fixtures(cls):
        counties = RegionalCounty.objects.order_by("code")
        yield Fixture(
            "counties.csv",
            ("code", "name", "region"),
            counties.values_list("code", "name", "region_id"),
        )
        columns = ("code", "name", "designation", "region", "county")
        fields = ("code", "name", "designation", "region_id", "county_id")
        figures = ("population", "latitude", "longitude")
        towns = Municipality.objects.filter(withdrawn=False).order_by("code")
        yield Fixture(
            "municipalities.csv",
            (*columns, *figures),
            towns.values_list(*fields, *figures),
        )
