"""Monthly unemployment rates: economic regions, metropolitan areas, Québec, Canada.

Three files, each with its own last month, which is its edition.
"""

import re
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from bilingual.folding import fold
from classifications.loaders.publishers import STATISTICS_CANADA
from classifications.places import area_names
from datasets.layouts import Bundle, Layout
from datasets.models import Release
from datasets.reasons import RowError
from datasets.registry import Facts, Fixture, Loader, register
from datasets.targets import Drift, Target, apart
from datasets.values import decimal
from occupations.loaders.codes import Codes
from occupations.models import UnemploymentRate
from occupations.models.figures import CANADA, QUEBEC

RATES = Target(
    "occupations.UnemploymentRate",
    ("area", "month"),
    ("name", "rate", "joined", "missing"),
    names={"area": area_names},
)
MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
MONTHS_IN_FIXTURE = 36
METHOD = (
    "Estimations mensuelles. Le fichier ne dit pas si elles sont désaisonnalisées ni "
    "si elles sont des moyennes de plusieurs mois\u00a0: le tableau officiel doit le "
    "remplacer. Dans une région peu peuplée, un mois peut différer beaucoup du "
    "précédent sans que le marché ait changé.",
    "Monthly estimates. The file does not say whether they are seasonally adjusted or "
    "averaged over several months: the official table should replace it. In a region "
    "with few people, one month may differ much from the one before although the "
    "market has not changed.",
)


def layouts(official: str, own: str) -> tuple[Layout, Layout]:
    """The file as it was found, and the last months in this project's own format."""
    return (
        Layout(
            "official",
            {
                "month": ("ref_month",),
                "geo": ("geo_id",),
                "name": ("geo_name",),
                "rate": ("unemployment_rate_pct",),
            },
            file_name=rf"^(derived_)?lfs_unemployment_rate_{official}_monthly"
            r"\.csv(\.gz)?$",
            by_name=True,
        ),
        Layout(
            "recent",
            {
                "month": ("month",),
                "geo": ("geo",),
                "name": ("name",),
                "rate": ("rate",),
                "missing": ("missing",),
            },
            file_name=rf"^unemployment_{own}_20\d\d-\d\d\.csv(\.gz)?$",
            by_name=True,
        ),
    )


class Unemployment(Loader):
    """What the three files have in common; a subclass says whose rate a row is."""

    own_name: str
    bundles = (Bundle(("official",)), Bundle(("recent",)))
    targets = (RATES,)
    drifts = (
        Drift(RATES, "abs(new.rate - live.rate) > 1", share=0.1),
        Drift(RATES, f"abs(new.rate - live.rate) > 8 OR {apart('rate', 5)}"),
    )

    @classmethod
    def editions(cls, table) -> list[str]:
        rows = (raw for _number, raw in table.rows() if isinstance(raw, dict))
        months = [raw["month"] for raw in rows if MONTH.fullmatch(raw["month"])]
        return [max(months)] if months else []

    def prepare(self) -> None:
        self.codes = Codes()

    def areas(self, geo: str, name: str) -> list[str]:
        """The areas a row speaks of; none where it is not for this portal."""
        raise NotImplementedError

    def row(self, raw: dict) -> None:
        if not (found := MONTH.fullmatch(raw["month"])):
            raise RowError(_("“%(value)s” is not a month"), value=raw["month"])
        if raw["month"] > f"{timezone.localdate():%Y-%m}":
            raise RowError(_("“%(value)s” is a period to come"), value=raw["month"])
        rate = decimal(raw["rate"])
        if rate is not None:
            if not 0 <= rate <= 100:
                raise RowError(_("“%(value)s” is not a percentage"), value=raw["rate"])
            rate = rate.quantize(Decimal("0.1"))
        missing = raw.get("missing") or UnemploymentRate.Missing.SUPPRESSED
        if rate is None and missing not in UnemploymentRate.Missing.values:
            raise RowError(_("“%(value)s” is not a reason"), value=missing)
        areas = self.areas(raw["geo"], raw["name"])
        if not areas:
            self.ignore(_("other areas"))
        for area in areas:
            self.put(
                RATES,
                area=area,
                month=date(int(found[1]), int(found[2]), 1),
                name=raw["name"] if area.startswith("M") else "",
                rate=rate,
                joined=len(areas) > 1,
                missing="" if rate is not None else str(missing),
            )

    def finish(self) -> None:
        months = [key[1] for key in self.records[RATES]]
        if months:
            self.period = f"{min(months):%Y-%m} – {max(months):%Y-%m}"

    @classmethod
    def fixtures(cls):
        """The last three years."""
        release = Release.objects.current().get(source_id=cls.name)
        year, month = (int(part) for part in release.edition.split("-"))
        before = year * 12 + month - MONTHS_IN_FIXTURE
        since = date(before // 12, before % 12 + 1, 1)
        rows = UnemploymentRate.objects.filter(release=release, month__gte=since)
        geo = cls.source_codes()
        yield Fixture(
            f"unemployment_{cls.own_name}_{release.edition}.csv",
            ("month", "geo", "name", "rate", "missing"),
            (
                (f"{row.month:%Y-%m}", *geo(row), row.rate, row.missing)
                for row in rows.order_by("month", "area")
                # Joined regions are one row of the source.
                if not (row.joined and row.area == "10")
            ),
        )


@register
class RegionalUnemployment(Unemployment):
    name = "unemployment-regions"
    facts = Facts(
        title=(
            "Taux de chômage par région économique",
            "Unemployment rates by economic region",
        ),
        publisher=STATISTICS_CANADA,
        method=METHOD,
    )
    layouts = layouts("quebec_economic_regions", "regions")
    own_name = "regions"

    def areas(self, geo: str, name: str) -> list[str]:
        words = fold(name)
        if "cote nord" in words and "nord du quebec" in words:
            return [self.codes.area("2480"), self.codes.area("2490")]
        area = self.codes.area(geo, name)
        return [area] if area in self.codes.regions.values() else []

    @classmethod
    def source_codes(cls):
        codes = {area: geo for geo, area in Codes().regions.items()}
        joined = "Côte-Nord et Nord-du-Québec"
        return lambda row: (codes[row.area], joined if row.joined else "")


@register
class QuebecUnemployment(Unemployment):
    name = "unemployment-quebec"
    facts = Facts(
        title=(
            "Taux de chômage, Québec et Canada",
            "Unemployment rates, Québec and Canada",
        ),
        publisher=STATISTICS_CANADA,
        method=METHOD,
    )
    layouts = layouts("quebec_canada", "quebec")
    own_name = "quebec"
    GEO = {"1": CANADA, "24": QUEBEC}

    def areas(self, geo: str, name: str) -> list[str]:
        if geo not in self.GEO:
            return []
        if self.codes.places.get(fold(name), self.GEO[geo]) != self.GEO[geo]:
            raise RowError(
                _("“%(name)s” is not the name of %(code)s"), name=name, code=geo
            )
        return [self.GEO[geo]]

    @classmethod
    def source_codes(cls):
        codes = {area: geo for geo, area in cls.GEO.items()}
        return lambda row: (codes[row.area], "")


@register
class MetropolitanUnemployment(Unemployment):
    name = "unemployment-metropolitan"
    facts = Facts(
        title=(
            "Taux de chômage par région métropolitaine",
            "Unemployment rates by metropolitan area",
        ),
        publisher=STATISTICS_CANADA,
        method=METHOD,
    )
    layouts = layouts("quebec_cma", "metropolitan")
    own_name = "metropolitan"

    def areas(self, geo: str, name: str) -> list[str]:
        if not (geo.isascii() and geo.isdigit() and 3 <= len(geo) <= 7):
            return []  # Québec stands in this file too; its own file gives it
        return [f"M{geo}"]

    def merge(self, target, key, known, values) -> None:
        """Parts of one area under one code cannot be told apart: none is shown."""
        if known["rate"] != values["rate"]:
            known["rate"] = None
            known["missing"] = str(UnemploymentRate.Missing.AMBIGUOUS)

    @classmethod
    def source_codes(cls):
        return lambda row: (row.area.removeprefix("M"), row.name)
