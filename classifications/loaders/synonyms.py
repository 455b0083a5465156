"""Everyday words that no official title holds, and the official words they mean."""

from bilingual.folding import fold
from classifications.loaders.publishers import PORTAL
from datasets.layouts import Layout
from datasets.registry import Facts, Loader, register
from datasets.targets import Target

SYNONYMS = Target(
    "classifications.Synonym", ("language", "phrase", "stands_for"), ("rank",)
)


@register
class Synonyms(Loader):
    name = "synonyms"
    kind = Loader.DIFF
    edition = "1"
    own = True
    facts = Facts(
        title=("Mots de tous les jours", "Everyday words"),
        publisher=PORTAL,
        method=(
            "Ces mots, choisis par ce portail, mènent la recherche vers les "
            "appellations officielles.",
            "These words, chosen by this portal, lead the search to official titles.",
        ),
    )
    layouts = (
        Layout(
            "synonyms",
            {
                "language": ("language",),
                "phrase": ("phrase",),
                "stands_for": ("stands_for",),
            },
            file_name=r"^synonyms\.csv$",
        ),
    )
    targets = (SYNONYMS,)
    max_vanished = 1.0

    def row(self, raw: dict) -> None:
        self.put(
            SYNONYMS,
            language=raw["language"],
            phrase=fold(raw["phrase"]),
            stands_for=raw["stands_for"],
            rank=self.rows_read,
        )
