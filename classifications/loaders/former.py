"""The bridge from NOC 2016 version 1.3 to NOC 2021 version 1.0."""

import re

from django.utils.translation import gettext_noop as _

from classifications.loaders.publishers import STATISTICS_CANADA
from classifications.models import Concordance, FormerUnitGroup, UnitGroup
from datasets.layouts import Bundle, Layout
from datasets.reasons import RowError
from datasets.registry import Facts, Fixture, Loader, register
from datasets.targets import RETITLED, Drift, Target
from datasets.values import code

FORMER = Target("classifications.FormerUnitGroup", ("code",), ("title_fr", "title_en"))
CONCORDANCE = Target(
    "classifications.Concordance", ("former_id", "unit_group_id"), ("changes", "note")
)
CHANGE = re.compile(r"(?:RC|VC)\d(?:\.\d)?")


@register
class NocConcordance(Loader):
    name = "noc-concordance"
    kind = Loader.DIFF
    edition = "2016 1.3 – 2021 1.0"
    facts = Facts(
        title=(
            "Concordance de la CNP 2016 à la CNP 2021",
            "Concordance from NOC 2016 to NOC 2021",
        ),
        publisher=STATISTICS_CANADA,
        url="https://www.statcan.gc.ca/en/subjects/standard/noc/2021/indexV1",
        method=(
            "La concordance dit quels groupes de 2021 ont reçu une partie d’un groupe "
            "de 2016. Elle ne dit pas quelle part des personnes a suivi chaque lien.",
            "The concordance says which 2021 groups took over part of a 2016 group. It "
            "does not say what share of people followed each link.",
        ),
    )
    layouts = (
        Layout(
            "concordance-en",
            {
                "former": ("NOC 2016 V1.3 Code",),
                "title": ("NOC 2016 V1.3 Title",),
                "changes": ("GSIM Type of Change",),
                "code": ("NOC 2021 V1.0 Code",),
                "new_title": ("NOC 2021 V1.0 Title",),
                "note": ("Notes", "Note"),
            },
            file_name=r"^noc2016v1_3-noc2021v1_0.*\.csv$",
            read="link",
            optional=frozenset(["new_title", "note"]),
        ),
        Layout(
            "titles-2016",
            {
                "code": ("noc2016_code",),
                "level": ("level",),
                "title_en": ("title_en",),
                "title_fr": ("title_fr",),
            },
            file_name=r"^derived_noc2016_titles.*\.csv$",
            read="title",
        ),
        Layout(
            "former-groups",
            {"code": ("code",), "title_fr": ("title_fr",), "title_en": ("title_en",)},
            file_name=r"^noc_2016\.csv$",
            read="title",
            by_name=True,
        ),
        Layout(
            "links",
            {"former": ("former",), "code": ("code",), "changes": ("changes",)},
            file_name=r"^concordance\.csv$",
            read="link",
        ),
    )
    bundles = (
        Bundle(("concordance-en", "titles-2016")),
        Bundle(("former-groups", "links")),
    )
    targets = (FORMER, CONCORDANCE)
    drifts = (
        Drift(FORMER, RETITLED, share=0.1),
        Drift(CONCORDANCE, "live.changes <> new.changes", share=0.1),
    )

    def prepare(self) -> None:
        self.codes = set(UnitGroup.objects.values_list("code", flat=True))

    def title(self, raw: dict) -> None:
        if raw.get("level", "unit") != "unit":
            self.ignore(_("classes above the unit group"))
            return
        self.put(
            FORMER,
            code=code(raw["code"], 4),
            title_fr=raw["title_fr"],
            title_en=raw["title_en"],
        )

    def link(self, raw: dict) -> None:
        group = code(raw["code"], 5)
        if group not in self.codes:
            raise RowError(_("unknown unit group %(code)s"), code=group)
        # Published once without its code: "Transfer" is RC5.
        changes = re.sub(r"(?<!RC5 - )Transfer", "RC5", raw["changes"])
        self.put(
            CONCORDANCE,
            former_id=code(raw["former"], 4),
            unit_group_id=group,
            changes=sorted(set(CHANGE.findall(changes))),
            note=raw.get("note", ""),
        )

    def finish(self) -> None:
        for key in list(self.records[CONCORDANCE]):
            if (key[0],) not in self.records[FORMER]:
                reason = RowError(_("%(code)s has no title"), code=key[0])
                self.refuse_record(CONCORDANCE, key, reason)

    @classmethod
    def fixtures(cls):
        columns = ("code", "title_fr", "title_en")
        groups = FormerUnitGroup.objects.order_by("code").values_list(*columns)
        yield Fixture("noc_2016.csv", columns, groups)
        links = Concordance.objects.order_by("former_id", "unit_group_id").values_list(
            "former_id", "unit_group_id", "changes"
        )
        yield Fixture(
            "concordance.csv",
            ("former", "code", "changes"),
            ((former, code, " ".join(changes)) for former, code, changes in links),
        )
