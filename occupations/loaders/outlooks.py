"""Job Bank's three-year outlooks for Québec and its regions."""

import re

import nh3
from django.utils.translation import gettext_noop as _

from bilingual.folding import fold
from classifications.places import area_names
from datasets.layouts import Layout
from datasets.models import Release
from datasets.reasons import FileRefused, RowError
from datasets.registry import Facts, Fixture, Loader, not_used, register
from datasets.targets import Drift, Target
from datasets.values import day
from occupations.loaders.codes import Codes
from occupations.loaders.publishers import ESDC
from occupations.models import Outlook
from occupations.models.figures import CANADA, QUEBEC, Figure
from occupations.scales import labels

OUTLOOKS = Target(
    "occupations.Outlook",
    ("unit_group_id", "scale", "area"),
    ("value", "missing", "trend_fr", "trend_en"),
    figures=("value", "missing"),
    area="area",
    names={"area": area_names, "value": labels},
)
ENGLISH = {
    "very good": "very_good",
    "good": "good",
    "moderate": "moderate",
    "fair": "moderate",
    "limited": "limited",
    "very limited": "very_limited",
    "undetermined": "",
}
FRENCH = {
    "tres bonnes": "very_good",
    "bonnes": "good",
    "moderees": "moderate",
    "acceptables": "moderate",
    "limitees": "limited",
    "tres limitees": "very_limited",
    "indeterminees": "",
}
BY_LANGUAGE = {"en": ENGLISH, "fr": FRENCH}
TREND_TAGS = {"p", "ul", "ol", "li", "br", "strong", "em"}
CODE = ("noc_code", "code")


@register
class JobBankOutlooks(Loader):
    name = "outlooks"
    facts = Facts(
        title=("Perspectives d’emploi du Guichet-Emplois", "Job Bank outlooks"),
        publisher=ESDC,
        url="https://www.jobbank.gc.ca/trend-analysis",
        method=(
            "La perspective juge les chances de trouver un emploi sur trois ans, par "
            "province et par région. Sa méthode n’est pas celle du diagnostic du "
            "Québec\u00a0: les deux peuvent différer.",
            "The outlook rates the chances of finding work over three years, by "
            "province and region. Its method is not that of Québec’s diagnosis: the "
            "two may differ.",
        ),
    )
    layouts = (
        Layout(
            "workbook",
            {
                "code": ("NOC_Code",),
                "outlook": ("Outlook",),
                "trend": ("Employment Trends",),
                "released": ("Release Date",),
                "province": ("Province",),
                "region": ("Economic Region Code",),
                "region_name": ("Economic Region Name",),
                "language": ("LANG",),
                "title": ("NOC Title",),
            },
            file_name=r"^(?P<edition>20\d{6})_outlook_n21_(en|fr)_\d+\.xlsx$",
            read="workbook_row",
            optional=frozenset(["title", "region_name"]),
            workbook=True,
        ),
        Layout(
            "quebec",
            {
                "code": CODE,
                "outlook": ("outlook_en", "outlook"),
                "released": ("release_date", "released"),
            },
            file_name=r"^(derived_)?jobbank_outlooks?_(?P<edition>20\d\d-20\d\d)"
            r"(_quebec)?\.csv$",
            partial=True,
        ),
    )
    targets = (OUTLOOKS,)
    ahead = 1
    drifts = (Drift(OUTLOOKS, "live.value <> new.value", share=0.3),)

    @classmethod
    def editions(cls, table) -> list[str]:
        return [
            re.sub(r"^(\d{4})(\d{4})$", r"\1-\2", e) for e in super().editions(table)
        ]

    def prepare(self) -> None:
        self.codes = Codes()

    def workbook_row(self, raw: dict) -> None:
        if fold(raw["province"]) not in ("quebec", "qc"):
            self.ignore(_("other provinces"))
            return
        name = raw.get("region_name", "")
        area = self.codes.area(raw["region"], name)
        if area in (None, CANADA):
            raise RowError(_("unknown economic region %(code)s"), code=raw["region"])
        areas = [area]
        if {"cote", "nord", "du", "quebec"} <= set(fold(name).split()):
            # Published joined: the figure is that of each of the two regions.
            areas = [self.codes.area("2480"), self.codes.area("2490")]
        if area not in areas:
            raise RowError(
                _("“%(name)s” is not the name of %(code)s"),
                name=name,
                code=raw["region"],
            )
        language = raw["language"].casefold()[:2]
        if language not in BY_LANGUAGE:
            raise RowError(_("“%(value)s” is not a language"), value=raw["language"])
        trend = nh3.clean(raw["trend"], tags=TREND_TAGS, attributes={})
        for area in areas:
            self._outlook(
                raw, area, BY_LANGUAGE[language], **{f"trend_{language}": trend}
            )

    def row(self, raw: dict) -> None:
        self._outlook(raw, QUEBEC, ENGLISH | FRENCH)

    def _outlook(self, raw: dict, area: str, classes: dict, **trend) -> None:
        label = fold(raw["outlook"])
        if label not in classes:
            raise RowError(
                _("“%(value)s” is not a class of this scale"), value=raw["outlook"]
            )
        value = classes[label]
        self.put(
            OUTLOOKS,
            unit_group_id=self.codes.unit_group(raw["code"], raw.get("title", "")),
            scale="job_bank",
            area=area,
            value=value,
            missing="" if value else Figure.Missing.UNDETERMINED,
            **trend,
        )
        if released := day(raw["released"]):
            self.published_on = max(released, self.published_on or released)

    def finish(self) -> None:
        # An edition may come out in the autumn before its first year.
        if self.published_on and self.published_on.year < int(self.edition[:4]) - 1:
            raise FileRefused(_("the file was revised before the year of its edition"))

    @classmethod
    def fixtures(cls):
        """Québec's classes; regions and trends come with the official workbook."""
        release = Release.objects.current().get(source_id=cls.name)
        rows = Outlook.objects.filter(release=release, area=QUEBEC)
        yield Fixture(
            f"jobbank_outlook_{release.edition}.csv",
            ("code", "outlook", "released"),
            (
                (code, value or missing, release.published_on)
                for code, value, missing in rows.order_by("unit_group_id").values_list(
                    "unit_group_id", "value", "missing"
                )
            ),
        )


not_used(
    r"^derived_jobbank_outlook_.*_provinces",
    _("only Québec’s outlooks are shown; the Québec file holds them"),
)
