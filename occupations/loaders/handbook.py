"""The Career Handbook 2016: aptitudes, physical activities, data/people/things."""

import re
from collections.abc import Callable, Iterable

from django.utils.translation import gettext_noop as _

from datasets.layouts import Bundle, Layout
from datasets.reader import Table
from datasets.reasons import Reason, RowError
from datasets.registry import Facts, Loader, not_used, register
from datasets.targets import Target
from occupations.handbook import GROUPS, SOURCE, Factor
from occupations.loaders.codes import Codes
from occupations.loaders.publishers import ESDC

PROFILES = Target(
    "occupations.HandbookProfile", ("code",), ("unit_group_id", "ratings")
)
CODE = ("NOC", "NOC Code", "NOC 2016", "NOC 2016 Code", "NOC_2016", "Code")
CODE += ("CNP", "Code CNP", "CNP 2016", "Code CNP 2016", "CNP_2016", "Code de la CNP")
TITLE = ("Title", "NOC Title", "Titre", "Titre CNP", "Profile Title", "Titre du profil")
EDITION = r"(careerhandbook|guidesurlescarrieres)-(?P<edition>2016)_(en|fr)_"
# The published names of the files, English and French.
NAMES = {
    "aptitudes": r"aptitudes",
    "physical": r"(physical-?activities|activites-?physiques)",
    "functions": r"(data-?people-?things|donnees-?personnes-?choses)",
}
PROFILE = re.compile(r"(\d{4})(?:\.(\d{1,2}))?")


@register
class CareerHandbook(Loader):
    name = SOURCE
    edition = "2016"
    facts = Facts(
        title=("Guide sur les carrières 2016", "Career Handbook 2016"),
        publisher=ESDC,
        method=(
            "Aptitudes, activités physiques, données, personnes et choses, selon la "
            "CNP 2016. Une note ne passe à la CNP 2021 que si l’ancien groupe a un "
            "seul successeur qui n’en a pas d’autre. Un groupe a plusieurs notes quand "
            "le Guide le divise en plusieurs profils.",
            "Aptitudes, physical activities, data, people and things, by NOC 2016. A "
            "rating is carried to NOC 2021 only where the old group has one successor "
            "that has no other origin. A group has several ratings where the Handbook "
            "divides it into several profiles.",
        ),
    )
    layouts = tuple(
        Layout(
            group,
            {
                "code": CODE,
                "title": TITLE,
                **{factor.name: factor.headers for factor in factors},
            },
            file_name=rf"^{EDITION}{NAMES[group]}\.csv(\.gz)?$",
            optional=frozenset(["title"]),
            by_name=True,
            partial=True,
            windows_1252=True,
            separators=",;",
        )
        for group, factors in GROUPS.items()
    )
    bundles = (
        Bundle(("aptitudes", "physical", "functions")),
        Bundle(("physical", "functions")),
    )
    targets = (PROFILES,)

    def prepare(self) -> None:
        self.codes = Codes()
        self.not_carried: set[str] = set()

    def row(self, raw: dict) -> None:
        if not (found := PROFILE.fullmatch(raw["code"])):
            raise RowError(
                _("“%(value)s” is not a code of a profile"), value=raw["code"]
            )
        former, part = found[1], found[2] or "0"
        ratings = {
            factor.name: value
            for factor in GROUPS[self.layout.name]
            if (value := _rating(factor, raw[factor.name])) is not None
        }
        unit_group = self.codes.successors.get(former)
        if unit_group is None:
            self.not_carried.add(former)
            self.ignore(_("profiles of NOC 2016 without one successor of their own"))
            return
        code = f"{former}.{int(part)}"
        known = self.records[PROFILES].setdefault(
            (code,), {"code": code, "unit_group_id": unit_group, "ratings": {}}
        )["ratings"]
        for name, value in ratings.items():
            if known.setdefault(name, value) != value:
                raise RowError(
                    _("two ratings of %(name)s for %(code)s"), name=name, code=code
                )

    def read(self, tables: Iterable[Table], progress: Callable[[int], None]) -> None:
        tables = list(tables)
        super().read(tables, progress)
        if self.not_carried:
            tables[0].warnings.append(
                Reason(
                    _("%(count)d groups of NOC 2016 are not carried: %(codes)s"),
                    count=len(self.not_carried),
                    codes=", ".join(sorted(self.not_carried)),
                )
            )


def _rating(factor: Factor, text: str) -> int | None:
    """The number of a code: `S-3`, `3`, `3*`, `Synthesizing - 0`; None when blank.

    The star of the source points to a note on the group.
    """
    if not text.strip("*. "):
        return None
    form = rf"(?:{factor.letter}\s*[-–]?\s*)?" if factor.letter else r"(?:.*\s[-–]\s*)?"
    found = re.fullmatch(rf"{form}(\d)\s*\*?", text)
    if not found or int(found[1]) not in factor.values:
        raise RowError(
            _("“%(value)s” is not a rating of %(name)s"), value=text, name=factor.name
        )
    return int(found[1])


not_used(
    rf"^{EDITION}(interests|interets|education-?training|etudes-?formation)",
    _("the interests and the training of OaSIS and of the NOC are newer"),
)
