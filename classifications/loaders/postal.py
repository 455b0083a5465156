"""Postal areas: the first three characters of a postal code, with a point."""

import re

from django.utils.translation import gettext_noop as _

from classifications.loaders.publishers import GEONAMES
from classifications.models import PostalArea, Region
from classifications.places import area_names
from datasets.layouts import Layout
from datasets.reasons import RowError
from datasets.registry import Facts, Fixture, Loader, register
from datasets.targets import Target
from datasets.values import decimal

AREAS = Target(
    "classifications.PostalArea",
    ("code",),
    ("name", "region_id", "latitude", "longitude"),
    names={"region_id": area_names},
)
# Québec, within a degree: a point elsewhere is a mistake.
LATITUDES, LONGITUDES = (44, 63), (-80, -56)


@register
class PostalAreas(Loader):
    name = "postal-areas"
    kind = Loader.DIFF
    edition = "2022"
    facts = Facts(
        title=("Régions de tri d’acheminement (RTA)", "Forward sortation areas (FSA)"),
        publisher=GEONAMES,
        method=(
            "Les trois premiers caractères des codes postaux, avec la moyenne des "
            "points de leurs codes\u00a0: elle sert à mesurer des distances, à "
            "quelques kilomètres près en ville, davantage à la campagne. La région "
            "est celle de la plupart des codes.",
            "The first three characters of postal codes, with the mean point of "
            "their codes: it serves to measure distances, to a few kilometres in "
            "town, more in the country. The region is that of most of the codes.",
        ),
        url="https://www.geonames.org/",
    )
    layouts = (
        Layout(
            "areas",
            {
                "code": ("fsa", "code"),
                "name": ("place_geonames", "name"),
                "region": ("region_code", "region"),
                "latitude": ("lat_mean_postal_codes", "latitude"),
                "longitude": ("lon_mean_postal_codes", "longitude"),
            },
            partial=True,
            file_name=r"^(derived_rta_fsa_quebec|postal_areas)\.csv$",
        ),
    )
    targets = (AREAS,)

    def prepare(self) -> None:
        self.regions = set(Region.objects.values_list("code", flat=True))

    def row(self, raw: dict) -> None:
        if not re.fullmatch(r"[GHJ][0-9][A-Z]", raw["code"]):
            raise RowError(_("“%(value)s” is not a postal area"), value=raw["code"])
        if raw["region"] and raw["region"] not in self.regions:
            raise RowError(_("unknown region %(name)s"), name=raw["region"])
        if raw["name"].startswith("Reserved"):
            self.ignore(_("postal areas that no address uses"))  # H0H, at the Pole
            return
        latitude = _degrees(raw["latitude"], LATITUDES)
        longitude = _degrees(raw["longitude"], LONGITUDES)
        if (latitude is None) != (longitude is None):
            raise RowError(_("half of a point is missing"))
        self.put(
            AREAS,
            code=raw["code"],
            name=raw["name"],
            region_id=raw["region"] or None,
            latitude=latitude,
            longitude=longitude,
        )

    @classmethod
    def fixtures(cls):
        columns = ("code", "name", "region", "latitude", "longitude")
        rows = PostalArea.objects.filter(withdrawn=False).order_by("code")
        yield Fixture("postal_areas.csv", columns, rows.values_list(*columns))


def _degrees(text: str, within: tuple[int, int]) -> float | None:
    number = decimal(text)
    if number is not None and not within[0] <= number <= within[1]:
        raise RowError(_("“%(value)s” is not in Québec"), value=text)
    return None if number is None else float(number)
