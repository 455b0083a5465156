"""The descriptors of OaSIS: which column is which skill, ability or condition."""

from django.utils.translation import gettext_noop as _

from datasets.layouts import Layout
from datasets.reasons import RowError
from datasets.registry import Facts, Loader, register
from datasets.targets import Target
from datasets.values import integer
from occupations.loaders.publishers import ESDC
from occupations.models import Descriptor

DESCRIPTORS = Target(
    "occupations.Descriptor",
    ("code",),
    (
        "category",
        "position",
        "column",
        "name_fr",
        "name_en",
        "scale_max",
        "french_is_official",
    ),
)
CATEGORIES = Descriptor.Category.values


@register
class Descriptors(Loader):
    name = "oasis-descriptors"
    kind = Loader.DIFF
    edition = "2023 1.0"
    own = True
    facts = Facts(
        title=("Descripteurs du SIPeC", "OaSIS descriptors"),
        publisher=ESDC,
        method=(
            "Les noms anglais sont officiels. Les noms français sont de ce portail, en "
            "attendant le fichier français officiel.",
            "English names are official. French names are this portal’s, until the "
            "official French file is loaded.",
        ),
    )
    layouts = (
        Layout(
            "descriptors",
            {
                "code": ("code",),
                "category": ("category",),
                "position": ("position",),
                "column": ("column",),
                "name_en": ("name_en",),
                "name_fr": ("name_fr",),
                "scale_max": ("scale_max",),
            },
            file_name=r"^descriptors\.csv$",
        ),
    )
    targets = (DESCRIPTORS,)
    max_vanished = 1.0

    def prepare(self) -> None:
        """French names that an official file gave stay."""
        official = Descriptor.objects.filter(french_is_official=True)
        self.official = dict(official.values_list("code", "name_fr"))

    def row(self, raw: dict) -> None:
        if raw["category"] not in CATEGORIES:
            raise RowError(_("unknown category “%(value)s”"), value=raw["category"])
        self.put(
            DESCRIPTORS,
            code=raw["code"],
            category=raw["category"],
            position=integer(raw["position"]),
            column=raw["column"],
            name_fr=self.official.get(raw["code"], raw["name_fr"]),
            french_is_official=raw["code"] in self.official,
            name_en=raw["name_en"],
            scale_max=integer(raw["scale_max"]),
        )

    def finish(self) -> None:
        """Positions are counted by category in the file, over all in the table."""
        ordered = sorted(
            self.records[DESCRIPTORS].values(),
            key=lambda d: (CATEGORIES.index(d["category"]), d["position"]),
        )
        for position, values in enumerate(ordered):
            values["position"] = position
