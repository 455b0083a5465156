"""The Labour Force Survey by occupation group: the 43 groups, then their figures."""

from decimal import Decimal

from django.utils.translation import gettext_noop as _

from classifications.loaders.publishers import STATISTICS_CANADA
from classifications.models import UnitGroup
from classifications.places import area_names
from datasets.layouts import Layout
from datasets.models import Release
from datasets.reasons import FileRefused, RowError
from datasets.registry import Facts, Fixture, Loader, register
from datasets.targets import Drift, Target, apart
from datasets.values import code, decimal, integer
from occupations.models import GroupFigure, OccupationGroup
from occupations.models.figures import CANADA, QUEBEC

GROUPS = Target(
    "occupations.OccupationGroup", ("code",), ("title_fr", "title_en", "prefixes")
)
FIGURES = Target(
    "occupations.GroupFigure",
    ("group_id", "area"),
    (*GroupFigure.MEASURES, "missing"),
    names={"area": area_names},
)
PERSONS = ("employment", "employees")


def _figure(name: str, text: str) -> Decimal | int | None:
    """A figure with the decimals that its column keeps; None when suppressed."""
    if name in PERSONS:
        return integer(text)
    value = decimal(text)
    step = Decimal("0.01" if name.endswith("_wage") else "0.1")
    return None if value is None else value.quantize(step)


@register
class LabourForceGroups(Loader):
    name = "lfs-groups"
    kind = Loader.DIFF
    edition = "2021"
    own = True
    facts = Facts(
        title=(
            "Groupes professionnels de l’Enquête sur la population active",
            "Occupation groups of the Labour Force Survey",
        ),
        publisher=STATISTICS_CANADA,
        method=(
            "L’enquête publie 43 groupes professionnels. Chacun des 516 groupes de "
            "base de la CNP 2021 appartient à un seul d’entre eux.",
            "The survey publishes 43 occupation groups. Each of the 516 unit groups of "
            "NOC 2021 belongs to exactly one of them.",
        ),
    )
    layouts = (
        Layout(
            "groups",
            {
                "code": ("code",),
                "prefixes": ("prefixes",),
                "title_fr": ("title_fr",),
                "title_en": ("title_en",),
            },
            file_name=r"^lfs_groups\.csv$",
        ),
    )
    targets = (GROUPS,)

    def row(self, raw: dict) -> None:
        prefixes = raw["prefixes"].split()
        if not prefixes:
            raise RowError(_("the group has no unit group"))
        self.put(
            GROUPS,
            code=code(raw["code"], 2),
            prefixes=prefixes,
            title_fr=raw["title_fr"],
            title_en=raw["title_en"],
        )

    def finish(self) -> None:
        """Each unit group must belong to one group, or figures would have no owner."""
        prefixes = [p for row in self.records[GROUPS].values() for p in row["prefixes"]]
        groups = UnitGroup.objects.filter(withdrawn=False).order_by("code")
        for unit_group in groups.values_list("code", flat=True):
            count = sum(unit_group.startswith(prefix) for prefix in prefixes)
            if count != 1:
                raise FileRefused(
                    _("unit group %(code)s belongs to %(count)d groups"),
                    code=unit_group,
                    count=count,
                )


@register
class LabourForceFigures(Loader):
    name = "lfs-group-figures"
    facts = Facts(
        title=(
            "Enquête sur la population active, groupes professionnels",
            "Labour Force Survey, occupation groups",
        ),
        publisher=STATISTICS_CANADA,
        url="https://www150.statcan.gc.ca/t1/tbl1/fr/tv.action?pid=1410041601",
        method=(
            "Moyennes annuelles des tableaux 14-10-0416 et 14-10-0417. Un chiffre "
            "décrit un groupe de plusieurs professions et ne vaut pour aucune d’elles "
            "en particulier. Ce que l’enquête supprime n’est pas zéro. Les parts des "
            "femmes et des hommes sont arrondies\u00a0: leur somme peut différer de "
            "100\u00a0%.",
            "Annual averages of tables 14-10-0416 and 14-10-0417. A figure describes a "
            "group of several occupations and holds for none of them in particular. "
            "What the survey suppresses is not zero. The shares of women and men are "
            "rounded: their sum may differ from 100%.",
        ),
    )
    layouts = (
        Layout(
            "figures",
            {
                "group": ("noc43", "group"),
                "area": ("geo", "area"),
                "year": ("year",),
                "employment": ("employment",),
                "change_since_2019": (
                    "employment_change_pct_since_2019",
                    "change_since_2019",
                ),
                "unemployment_rate": ("unemployment_rate",),
                "women_share": ("women_share_pct", "women_share"),
                "men_share": ("men_share_pct", "men_share"),
                "employees": ("employees",),
                "median_hourly_wage": ("median_hourly_wage",),
                "median_weekly_wage": ("median_weekly_wage",),
                "prefixes": ("noc2021_prefixes",),
            },
            file_name=r"^(derived_lfs|lfs_group_figures)_(?P<edition>20\d\d)"
            r"(_noc43_quebec_canada)?\.csv(\.gz)?$",
            optional=frozenset(["prefixes"]),
            partial=True,
        ),
    )
    targets = (FIGURES,)
    drifts = (
        Drift(
            FIGURES,
            "abs(new.employment - live.employment) > 0.3 * live.employment",
            share=0.2,
        ),
        Drift(FIGURES, apart("employment", 10)),
    )

    def prepare(self) -> None:
        groups = OccupationGroup.objects.values_list("code", "prefixes")
        self.groups = {found: set(prefixes) for found, prefixes in groups}
        if not self.groups:
            raise FileRefused(_("load the groups of the survey first"))

    def row(self, raw: dict) -> None:
        group = code(raw["group"], 2)
        if group not in self.groups:
            raise RowError(_("unknown occupation group %(code)s"), code=group)
        prefixes = set(raw.get("prefixes", "").split())
        if prefixes and prefixes != self.groups[group]:
            raise FileRefused(
                _("group %(code)s does not hold the same unit groups here and there"),
                code=group,
            )
        if raw["year"] != self.edition:
            raise RowError(_("“%(value)s” is another year"), value=raw["year"])
        area = raw["area"].upper()
        if area not in (CANADA, QUEBEC):
            self.ignore(_("other provinces"))
            return
        figures = {name: _figure(name, raw[name]) for name in GroupFigure.MEASURES}
        for name in ("unemployment_rate", "women_share", "men_share"):
            if figures[name] is not None and not 0 <= figures[name] <= 100:
                raise RowError(_("“%(value)s” is not a percentage"), value=raw[name])
        missing = GroupFigure.Missing.SUPPRESSED if None in figures.values() else ""
        self.put(FIGURES, group_id=group, area=area, missing=missing, **figures)

    @classmethod
    def fixtures(cls):
        release = Release.objects.current().get(source_id=cls.name)
        rows = GroupFigure.objects.filter(release=release)
        yield Fixture(
            f"lfs_group_figures_{release.edition}.csv",
            ("group", "area", "year", *GroupFigure.MEASURES),
            (
                (group, area, release.edition, *figures)
                for group, area, *figures in rows.order_by("group", "area").values_list(
                    "group_id", "area", *GroupFigure.MEASURES
                )
            ),
        )
