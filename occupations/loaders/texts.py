"""Sentences written by this portal about unit groups."""

from django.utils.translation import gettext_noop as _

from classifications.loaders.publishers import PORTAL
from datasets.layouts import Layout
from datasets.reasons import RowError
from datasets.registry import Facts, Loader, register
from datasets.targets import Target
from datasets.values import integer
from occupations.loaders.codes import Codes
from occupations.models import OccupationText

TEXTS = Target(
    "occupations.OccupationText",
    ("unit_group_id", "kind", "seq"),
    ("text_fr", "text_en"),
)


@register
class OccupationTexts(Loader):
    name = "occupation-texts"
    kind = Loader.DIFF
    edition = "1"
    own = True
    facts = Facts(
        title=("Textes de ce portail", "Texts of this portal"),
        publisher=PORTAL,
        method=(
            "Ces phrases résument un métier avec nos mots. Elles ne remplacent pas les "
            "textes officiels.",
            "These sentences sum up an occupation in our words. They do not replace "
            "the official texts.",
        ),
    )
    layouts = (
        Layout(
            "texts",
            {
                "code": ("code",),
                "kind": ("kind",),
                "seq": ("seq",),
                "text_fr": ("text_fr",),
                "text_en": ("text_en",),
            },
            file_name=r"^occupation_texts.*\.csv(\.gz)?$",
        ),
    )
    targets = (TEXTS,)
    max_vanished = 1.0

    def prepare(self) -> None:
        self.codes = Codes()

    def row(self, raw: dict) -> None:
        if raw["kind"] not in OccupationText.Kind.values:
            raise RowError(_("unknown kind of text “%(value)s”"), value=raw["kind"])
        if not raw["text_fr"] or not raw["text_en"]:
            raise RowError(_("the text is not in both languages"))
        self.put(
            TEXTS,
            unit_group_id=self.codes.unit_group(raw["code"]),
            kind=raw["kind"],
            seq=integer(raw["seq"]),
            text_fr=raw["text_fr"],
            text_en=raw["text_en"],
        )
