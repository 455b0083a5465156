"""The editions before the live ones: what profiles keep of them.

Of every edition of a source one release counts: the live one, or the last published.
Its rows are kept whole, so nothing here is a copy.
"""

from collections import Counter, defaultdict

from datasets.loading import edition_key
from datasets.models import Release
from occupations.models import FormerWage, Outlook, Projection

# Wages of this edition and later ones follow NOC 2021, earlier ones NOC 2016.
FIRST_NOC_2021_EDITION = 2022


class Past:
    """Earlier editions, fetched once and keyed by unit group or former group."""

    def __init__(self, former: dict[str, list[tuple]]):
        """`former` gives the rows of the concordance by unit group."""
        self.former = former
        self.parts = Counter(row[0] for rows in former.values() for row in rows)
        self.releases = _one_of_each_edition()
        self.live = {
            release.source_id: edition_key(release.edition)
            for release in self.releases.values()
            if release.is_current
        }
        self.earlier = {
            pk: release
            for pk, release in self.releases.items()
            if edition_key(release.edition) < self.live.get(release.source_id, ())
        }
        self._outlooks = defaultdict(dict)
        rows = Outlook.objects.filter(release__in=self.earlier).exclude(
            scale=Outlook.Scale.COPS_RECENT
        )
        for group, pk, scale, area, value in rows.order_by(
            "release", "area"
        ).values_list("unit_group_id", "release_id", "scale", "area", "value"):
            self._outlooks[group].setdefault((scale, pk), {})[area] = value
        self._employment = defaultdict(dict)
        rows = Projection.objects.filter(
            release__in=self.releases, measure="employment", value__isnull=False
        )
        for group, pk, year, value in rows.order_by("release", "-year").values_list(
            "unit_group_id", "release_id", "year", "value"
        ):
            # The first year of a projection is the one that was counted.
            self._employment[group][pk] = [year, int(value)]
        self._wages = defaultdict(dict)
        rows = FormerWage.objects.filter(
            release__in=self.releases, median__isnull=False
        )
        for code, pk, area, unit, *three in rows.order_by("area").values_list(
            "former_id", "release_id", "area", "unit", "low", "median", "high"
        ):
            edition = self.releases[pk].edition
            areas = self._wages[code].setdefault(unit, {}).setdefault(edition, {})
            areas[area] = [float(x) for x in three]

    def outlooks(self, group: str) -> list[dict]:
        """What each earlier edition said, by scale, the latest first."""
        said = [
            {
                "scale": scale,
                "edition": self.earlier[pk].edition,
                "period": self.earlier[pk].period or self.earlier[pk].edition,
                "areas": areas,
            }
            for (scale, pk), areas in self._outlooks.get(group, {}).items()
        ]
        said.sort(key=lambda row: edition_key(row["edition"]), reverse=True)
        return said

    def employment(self, group: str) -> list[list[int]]:
        """Persons in Canada in the first year of each projection, oldest first."""
        return sorted(self._employment.get(group, {}).values())

    def wages(self, group: str) -> dict[str, dict]:
        """Wages of the NOC 2016 groups this one came from, where none is its own.

        `parts` is among how many groups of NOC 2021 the former one was shared.
        """
        return {
            code: {"parts": self.parts[code], "units": _by_edition(self._wages[code])}
            for code, *_titles in self.former.get(group, ())
            if code in self._wages
        }


def _by_edition(units: dict) -> dict:
    return {
        unit: dict(sorted(editions.items(), key=lambda item: edition_key(item[0])))
        for unit, editions in units.items()
    }


def _one_of_each_edition() -> dict[int, Release]:
    """The release that stands for each edition of each source, by its id."""
    rows = Release.objects.published().order_by("is_current", "pk").defer("report")
    last = {(release.source_id, release.edition): release for release in rows}
    return {release.pk: release for release in last.values()}
