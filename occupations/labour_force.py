"""The survey's occupation group of an occupation: what pages keep and say of it.

The figures are those of a group of several occupations. Every sentence and every label
says so: one occupation of the group may be quite different.
"""

from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from figures.numbers import money, number, percent
from occupations.models import GroupFigure, OccupationGroup
from occupations.models.figures import CANADA, QUEBEC

SOURCE = "lfs-group-figures"
WOMEN, MEN, NEITHER, UNKNOWN = "women", "men", "neither", "none"
LABELS = {
    "employment": gettext_lazy("Persons employed"),
    "change_since_2019": gettext_lazy("Change of employment since 2019"),
    "unemployment_rate": gettext_lazy("Unemployment rate"),
    "women_share": gettext_lazy("Women"),
    "men_share": gettext_lazy("Men"),
    "employees": gettext_lazy("Of whom employees"),
    "median_hourly_wage": gettext_lazy("Median hourly wage"),
    "median_weekly_wage": gettext_lazy("Median weekly wage"),
}


def non_traditional(women: Decimal | None, men: Decimal | None) -> str:
    """For which sex a group is non-traditional, from its shares in percent.

    Where a share is suppressed, nothing is said: it is never worked out.
    """
    if women is None or men is None:
        return UNKNOWN
    if women < settings.NON_TRADITIONAL_SHARE:
        return WOMEN
    return MEN if men < settings.NON_TRADITIONAL_SHARE else NEITHER


class LabourForce:
    """The groups and their live figures, fetched once for a rebuild."""

    def __init__(self, codes: list[str]):
        self.groups = list(OccupationGroup.objects.all())
        self.group_of = {
            unit_group: group
            for group in self.groups
            for unit_group in codes
            if unit_group.startswith(tuple(group.prefixes))
        }
        self.sizes: dict[str, int] = {}
        for group in self.group_of.values():
            self.sizes[group.code] = self.sizes.get(group.code, 0) + 1
        self.figures: dict[str, dict[str, dict]] = {}
        rows = GroupFigure.objects.filter(release__is_current=True)
        for row in rows.values("group_id", "area", *GroupFigure.MEASURES):
            self.figures.setdefault(row["group_id"], {})[row["area"]] = row

    def code(self, unit_group: str) -> str:
        """The group that has figures for an occupation, or nothing."""
        group = self.group_of.get(unit_group)
        return group.code if group and group.code in self.figures else ""

    def shares(self, unit_group: str) -> dict[str, Decimal | None]:
        """The group's shares of women and men in Québec."""
        row = self.figures.get(self.code(unit_group), {}).get(QUEBEC, {})
        return {name: row.get(name) for name in ("women_share", "men_share")}

    def content(self, unit_group: str, language: str) -> dict:
        """What the page keeps: {"code", "title", "size", "QC": {…}, "CA": {…}}."""
        if not (code := self.code(unit_group)):
            return {}
        areas = {
            area: {
                name: None if row[name] is None else float(row[name])
                for name in GroupFigure.MEASURES
            }
            for area, row in self.figures[code].items()
        }
        title = getattr(self.group_of[unit_group], f"title_{language}")
        return {"code": code, "title": title, "size": self.sizes[code]} | areas


def section(content: dict, language: str) -> dict:
    """The section of the occupation's page; empty where no figure is loaded."""
    group = content.get("group")
    if not group:
        return {}
    areas = [group.get(area, {}) for area in (QUEBEC, CANADA)]
    return {
        "group": {
            "code": group["code"],
            "title": group["title"],
            "warning": ngettext(
                "These figures are those of the group “%(title)s”, which holds "
                "%(count)s occupation. They are not those of this occupation.",
                "These figures are those of the group “%(title)s”, which holds "
                "%(count)s occupations. They are not those of this occupation.",
                group["size"],
            )
            % {"title": group["title"], "count": group["size"]},
            "traditional": _traditional(areas[0]),
            "rows": [
                (label, [_figure(area.get(name), name, language) for area in areas])
                for name, label in LABELS.items()
            ],
        }
    }


def _traditional(quebec: dict) -> tuple[str, str]:
    """The explorer's option and the sentence, when the group is non-traditional."""
    shares = [
        None if quebec.get(name) is None else Decimal(str(quebec[name]))
        for name in ("women_share", "men_share")
    ]
    found = non_traditional(*shares)
    return found, {
        WOMEN: _(
            "The group is non-traditional for women: in Québec, they hold less than "
            "one third of its jobs."
        ),
        MEN: _(
            "The group is non-traditional for men: in Québec, they hold less than one "
            "third of its jobs."
        ),
    }.get(found, "")


def _figure(value: float | None, name: str, language: str) -> str:
    """A figure in words; a suppressed one is empty here, and said by the template."""
    if value is None:
        return ""
    if name in ("employment", "employees"):
        return number(value, language)
    if name.endswith("_wage"):
        return money(value, language)
    text = percent(value, language)
    return f"+{text}" if name == "change_since_2019" and value > 0 else text
