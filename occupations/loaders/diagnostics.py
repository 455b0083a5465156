"""Québec's diagnoses: the balance of each occupation in the medium term.

They are published for all of Québec; a list that has a column of regions gives theirs.
"""

from django.utils.translation import gettext_noop as _

from bilingual.folding import fold
from classifications.places import area_names
from datasets.layouts import Layout
from datasets.models import Release
from datasets.reasons import RowError
from datasets.registry import Facts, Fixture, Loader, register
from datasets.targets import Drift, Target
from occupations import scales
from occupations.loaders.codes import Codes
from occupations.loaders.publishers import QUEBEC as GOVERNMENT
from occupations.models import Outlook
from occupations.models.figures import QUEBEC, Figure
from occupations.scales import labels

DIAGNOSES = Target(
    "occupations.Outlook",
    ("unit_group_id", "scale", "area"),
    ("value", "missing", "trend_fr", "trend_en"),
    figures=("value", "missing"),
    area="area",
    names={"area": area_names, "value": labels},
)
CLASSES = {
    "deficit": "deficit",
    "leger deficit": "slight_deficit",
    "equilibre": "balance",
    "leger surplus": "slight_surplus",
    "surplus": "surplus",
    "non publie": "",
    # The fixture says it in our words.
    **{fold(step.value): step.value for step in scales.DIAGNOSIS},
    "not published": "",
}


@register
class Diagnostics(Loader):
    name = "diagnostics"
    edition = "2024-2028"
    facts = Facts(
        title=(
            "Diagnostics de moyen terme pour 516 professions",
            "Medium-term diagnoses for 516 occupations",
        ),
        publisher=GOVERNMENT,
        method=(
            "Le diagnostic compare les postes et la main-d’œuvre attendus. Celui de "
            "tout le Québec ne vaut pas pour une région. Valeurs transcrites d’un "
            "document PDF, non vérifiées une à une.",
            "The diagnosis compares expected jobs and workers. That of all Québec "
            "does not hold for one region. Values were typed from a PDF and not "
            "checked one by one.",
        ),
    )
    layouts = (
        Layout(
            "list",
            {
                "code": ("noc2021_code", "code"),
                "diagnosis": ("diagnostic_fr", "diagnosis"),
                "region": ("region", "région", "region_administrative"),
            },
            file_name=r"^(derived_)?diagnos(tics|es)(_moyen_terme)?"
            r"_(?P<edition>20\d\d-20\d\d)\.csv$",
            optional=frozenset(["region"]),
            partial=True,
            transcribed=True,
        ),
        Layout(
            "workbook",
            {"code": ("CNP 2021",), "diagnosis": ("Diagnostic",)},
            file_name=r"diagnostics_moyen_terme_(?P<edition>20\d\d-20\d\d).*\.xlsx$",
            read="workbook_row",
            partial=True,
            workbook=True,
            transcribed=True,
        ),
    )
    ahead = 1
    targets = (DIAGNOSES,)
    drifts = (Drift(DIAGNOSES, "live.value <> new.value", share=0.3),)

    def prepare(self) -> None:
        self.codes = Codes()

    def workbook_row(self, raw: dict) -> None:
        # Cells are numbers there: 10 stands for 00010.
        self.row(raw | {"code": raw["code"].zfill(5)})

    def row(self, raw: dict) -> None:
        diagnosis = fold(raw["diagnosis"])
        if diagnosis not in CLASSES:
            raise RowError(
                _("“%(value)s” is not a class of this scale"), value=raw["diagnosis"]
            )
        value = CLASSES[diagnosis]
        self.put(
            DIAGNOSES,
            unit_group_id=self.codes.unit_group(raw["code"]),
            scale="diagnosis",
            area=self.codes.named_area(raw.get("region", "")),
            value=value,
            missing="" if value else Figure.Missing.NOT_PUBLISHED,
        )

    @classmethod
    def fixtures(cls):
        release = Release.objects.current().get(source_id=cls.name)
        rows = Outlook.objects.filter(release=release, area=QUEBEC)
        rows = rows.order_by("unit_group_id")
        yield Fixture(
            f"diagnoses_{release.edition}.csv",
            ("code", "diagnosis"),
            (
                (code, value or missing)
                for code, value, missing in rows.values_list(
                    "unit_group_id", "value", "missing"
                )
            ),
        )
