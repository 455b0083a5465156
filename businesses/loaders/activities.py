"""The NAICS class of each activity code of the register, each with its source."""

from django.utils.translation import gettext_noop as _

from businesses.loaders.publishers import ANALYSTS
from classifications.models import Industry
from datasets.layouts import Layout
from datasets.reasons import RowError
from datasets.registry import Facts, Loader, register
from datasets.targets import Target

CLASSES = Target("businesses.ActivityClass", ("code",), ("industry_id", "source"))


@register
class ActivityClasses(Loader):
    name = "activity-classes"
    kind = Loader.DIFF
    edition = "1"
    facts = Facts(
        title=(
            "Codes d’activité économique du registre et classes du SCIAN",
            "Activity codes of the enterprise register and NAICS classes",
        ),
        publisher=ANALYSTS,
        method=(
            "Chaque ligne nomme sa source. Un code sans ligne reste sans classe.",
            "Each line names its source. A code without a line stays without a class.",
        ),
    )
    layouts = (
        Layout(
            "classes",
            {name: (name,) for name in ("activity", "naics", "source")},
            file_name=r"^activity_classes\.csv(\.gz)?$",
            by_name=True,
        ),
    )
    targets = (CLASSES,)

    def prepare(self) -> None:
        self.known = set(Industry.objects.in_force().values_list("code", flat=True))

    def row(self, raw: dict) -> None:
        if not (raw["activity"].isdigit() and len(raw["activity"]) <= 6):
            raise RowError(
                _("“%(value)s” is not an activity code"), value=raw["activity"]
            )
        if raw["naics"] not in self.known:
            raise RowError(
                _("“%(value)s” is not a NAICS 2022 code"), value=raw["naics"]
            )
        if not raw["source"]:
            raise RowError(_("the row names no source"))
        self.put(
            CLASSES,
            code=raw["activity"],
            industry_id=raw["naics"],
            source=raw["source"][:200],
        )
