"""What each NAICS class holds: the examples of the official elements."""

from django.utils.translation import gettext_noop as _

from classifications.loaders.publishers import STATISTICS_CANADA
from classifications.models import Industry
from datasets.layouts import Bundle, Layout
from datasets.reasons import RowError
from datasets.registry import Facts, Loader, register
from datasets.targets import Target

EXAMPLES = Target(
    "classifications.IndustryExample",
    ("industry_id", "language", "text"),
    ("illustrative",),
)
# The two kinds of examples, as published in each language.
ILLUSTRATIVE = {"illustrative example(s)", "exemple(s) illustratif(s)"}
ALL = {"all examples", "tous les exemples"}


@register
class NaicsExamples(Loader):
    name = "naics-examples"
    kind = Loader.DIFF
    edition = "2022 1.0"
    facts = Facts(
        title=(
            "Exemples d’activités du SCIAN Canada 2022",
            "Examples of activities, NAICS Canada 2022",
        ),
        publisher=STATISTICS_CANADA,
        url="https://www.statcan.gc.ca/en/subjects/standard/naics/2022/v1/index",
        method=(
            "Exemples publiés avec la classification; la liste n’est pas complète.",
            "Examples published with the classification; the list is not complete.",
        ),
    )
    layouts = (
        Layout(
            "elements-en",
            {
                "level": ("Level",),
                "code": ("Code",),
                "title": ("Class title",),
                "kind": ("Element Type Label",),
                "text": ("Element Description",),
            },
            file_name=r"^naics-scian-2022-element.*eng.*\.csv(\.gz)?$",
            read="english",
            by_name=True,
        ),
        Layout(
            "elements-fr",
            {
                "level": ("Niveau",),
                "code": ("Code",),
                "title": ("Titres de classes",),
                "kind": ("Nom du type d'élément",),
                "text": ("Description d'élément",),
            },
            file_name=r"^naics-scian-2022-element.*fra.*\.csv(\.gz)?$",
            read="french",
            by_name=True,
        ),
    )
    bundles = (Bundle(("elements-en", "elements-fr")), Bundle(("elements-en",)))
    targets = (EXAMPLES,)

    def prepare(self) -> None:
        self.known = set(Industry.objects.in_force().values_list("code", flat=True))

    def english(self, raw: dict) -> None:
        self._example(raw, "en")

    def french(self, raw: dict) -> None:
        self._example(raw, "fr")

    def _example(self, raw: dict, language: str) -> None:
        kind = raw["kind"].casefold()
        if kind not in ILLUSTRATIVE | ALL:
            self.ignore(_("inclusions and exclusions of the classes"))
            return
        if raw["code"] not in self.known:
            raise RowError(_("“%(value)s” is not a NAICS 2022 code"), value=raw["code"])
        if not raw["text"]:
            raise RowError(_("the row has no text"))
        self.put(
            EXAMPLES,
            industry_id=raw["code"],
            language=language,
            text=raw["text"][:400],
            illustrative=kind in ILLUSTRATIVE,
        )

    def merge(self, target, key, known, values) -> None:
        """An example of both kinds is an illustrative one."""
        known["illustrative"] = known["illustrative"] or values["illustrative"]
