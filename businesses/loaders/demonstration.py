"""The demonstration's businesses: invented, and marked so on every page."""

from django.utils.translation import gettext_noop as _

from bilingual.folding import fold
from businesses.loaders.publishers import PORTAL
from classifications.models import Industry, Municipality
from datasets.layouts import Bundle, Layout
from datasets.reasons import RowError
from datasets.registry import Facts, Loader, register
from datasets.targets import Target
from datasets.values import integer

FIRMS = Target(
    "businesses.Business",
    ("neq",),
    (
        "name", "sort_name", "folded", "size_from", "size_to", "activity_text",
        "industry_id", "region_id", "municipality_id", "address", "latitude",
        "longitude", "demonstration",
    ),
    owns="demonstration",
)  # fmt: skip
PLACES = Target(
    "businesses.Establishment",
    ("business_id", "number"),
    ("name", "is_main", "address", "municipality_id", "activity_text"),
    owns="business_id LIKE '99%'",
)


@register
class DemonstrationBusinesses(Loader):
    """Numbers begin with 99, which the register does not give."""

    name = "demonstration-businesses"
    own = True
    kind = Loader.DIFF
    edition = "1"
    facts = Facts(
        title=("Entreprises fictives de la démonstration", "Made-up businesses"),
        publisher=PORTAL,
        method=(
            "Aucune de ces entreprises n’existe. Elles montrent le répertoire.",
            "None of these businesses exists. They show the directory.",
        ),
    )  # fmt: skip
    layouts = (
        Layout(
            "firms",
            {
                name: (name,)
                for name in ("neq", "name", "activity", "naics", "from", "to", "town")
            },
            file_name=r"^demonstration_businesses\.csv(\.gz)?$",
            by_name=True,
            read="firm",
        ),
        Layout(
            "places",
            {name: (name,) for name in ("neq", "number", "name", "town")},
            file_name=r"^demonstration_establishments\.csv(\.gz)?$",
            by_name=True,
            read="place",
        ),
    )
    bundles = (Bundle(("firms", "places")),)
    targets = (FIRMS, PLACES)

    def prepare(self) -> None:
        self.known = set(Industry.objects.in_force().values_list("code", flat=True))
        towns = Municipality.objects.filter(withdrawn=False)
        self.towns = {town.code: town for town in towns}

    def firm(self, raw: dict) -> None:
        neq, town = self.number(raw), self.town(raw)
        if raw["naics"] not in self.known:
            raise RowError(
                _("“%(value)s” is not a NAICS 2022 code"), value=raw["naics"]
            )
        self.put(
            FIRMS,
            neq=neq,
            name=raw["name"],
            sort_name=fold(raw["name"]),
            folded=fold(raw["activity"]),
            size_from=integer(raw["from"]),
            size_to=integer(raw["to"]),
            activity_text=raw["activity"],
            industry_id=raw["naics"],
            region_id=town.region_id,
            municipality_id=town.code,
            address=town.name,
            latitude=town.latitude,
            longitude=town.longitude,
            demonstration=True,
        )

    def place(self, raw: dict) -> None:
        town = self.town(raw)
        self.put(
            PLACES,
            business_id=self.number(raw),
            number=raw["number"],
            name=raw["name"],
            is_main=raw["number"] == "1",
            address=town.name,
            municipality_id=town.code,
            activity_text="",
        )

    def number(self, raw: dict) -> str:
        if len(raw["neq"]) != 10 or not raw["neq"].startswith("99"):
            raise RowError(
                _("“%(value)s” is not a demonstration’s number"), value=raw["neq"]
            )
        return raw["neq"]

    def town(self, raw: dict) -> Municipality:
        if raw["town"] not in self.towns:
            raise RowError(
                _("“%(value)s” is not a municipality’s code"), value=raw["town"]
            )
        return self.towns[raw["town"]]
