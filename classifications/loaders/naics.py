"""NAICS Canada 2022 version 1.0."""

import re

from django.utils.translation import gettext_noop as _

from classifications.loaders.publishers import STATISTICS_CANADA
from classifications.loaders.repeats import repeated
from classifications.models import Industry
from datasets.layouts import Bundle, Layout
from datasets.reasons import RowError
from datasets.registry import Facts, Fixture, Loader, not_used, register
from datasets.targets import RETITLED, Drift, Target

INDUSTRIES = Target(
    "classifications.Industry",
    ("code",),
    ("level", "parent_id", "title_fr", "title_en", "definition_fr", "definition_en"),
)
# A few sectors span several numbers: 31-33.
CODES = {1: re.compile(r"[0-9]{2}(?:-[0-9]{2})?")}
CODES |= {level: re.compile(rf"[0-9]{{{level + 1}}}") for level in range(2, 6)}


@register
class Naics(Loader):
    name = "naics"
    kind = Loader.DIFF
    edition = "2022 1.0"
    facts = Facts(
        title=(
            "Système de classification des industries de l’Amérique du Nord, "
            "Canada 2022",
            "North American Industry Classification System, Canada 2022",
        ),
        publisher=STATISTICS_CANADA,
        url="https://www.statcan.gc.ca/en/subjects/standard/naics/2022/v1/index",
        method=(
            "Un établissement est classé selon son activité principale. Les titres "
            "français manquent sous le sous-secteur tant que le fichier officiel "
            "français n’est pas chargé.",
            "An establishment is classified by its main activity. French titles are "
            "missing below the subsector until the official French file is loaded.",
        ),
    )
    layouts = (
        Layout(
            "structure-en",
            {
                "level": ("Level",),
                "code": ("Code",),
                "parent": ("Parent",),
                "title": ("Class title",),
                "definition": ("Class definition",),
                "hierarchy": ("Hierarchical structure",),
                "superscript": ("Superscript",),
            },
            file_name=r"^naics-scian-2022-structure.*eng.*\.csv(\.gz)?$",
            read="english",
            optional=frozenset(["hierarchy", "superscript"]),
        ),
        Layout(
            "structure-fr",
            {
                "level": ("Niveau",),
                "code": ("Code",),
                "parent": ("Parent",),
                "title": ("Titres de classes",),
                "definition": ("Définitions de la classe",),
                "hierarchy": ("Structure hiérarchique",),
                "superscript": ("Supérieurs",),
            },
            file_name=r"^naics-scian-2022-structure.*fra.*\.csv(\.gz)?$",
            read="french",
            optional=frozenset(["hierarchy", "superscript"]),
        ),
        Layout(
            "sectors",
            {"code": ("code",), "title_en": ("title_en",), "title_fr": ("title_fr",)},
            file_name=r"^transcribed_scian_sectors_en_fr\.csv$",
            read="french_sector",
            transcribed=True,
            by_name=True,
        ),
        Layout(
            "subsectors",
            {
                "code": ("code",),
                "title_fr": ("title_fr_scian2012",),
                "status": ("status_2022",),
                "title_2017": ("title_en_2017",),
                "title_2022": ("title_en_2022",),
            },
            file_name=r"^transcribed_scian_sous_secteurs_fr\.csv$",
            read="french_subsector",
            optional=frozenset(["title_2017", "title_2022"]),
            transcribed=True,
        ),
        Layout(
            "both",
            {
                "code": ("code",),
                "parent": ("parent",),
                "title_fr": ("title_fr",),
                "title_en": ("title_en",),
            },
            file_name=r"^naics\.csv(\.gz)?$",
            read="titled",
            transcribed=True,
            by_name=True,
        ),
    )
    bundles = (
        Bundle(("structure-en", "structure-fr")),
        Bundle(("structure-en",), ("sectors", "subsectors")),
        Bundle(("both",)),
    )
    targets = (INDUSTRIES,)
    drifts = (Drift(INDUSTRIES, RETITLED, share=0.1),)

    # Whether the official French file is among the files.
    bilingual = False

    def english(self, raw: dict) -> None:
        self._industry(raw, "en")

    def french(self, raw: dict) -> None:
        self.bilingual = True
        self._industry(raw, "fr")

    def _industry(self, raw: dict, language: str) -> None:
        if raw["level"] not in {"1", "2", "3", "4", "5"} or not raw["title"]:
            raise RowError(_("the row has no level or no title"))
        code, level, parent = raw["code"], int(raw["level"]), raw["parent"]
        if not CODES[level].fullmatch(code):
            raise RowError(
                _("code %(code)s is not of level %(level)s"), code=code, level=level
            )
        is_sector = level == Industry.Level.SECTOR
        if bool(parent) == is_sector or not _within(code, parent):
            raise RowError(
                _("%(code)s is not a class of “%(parent)s”"), code=code, parent=parent
            )
        self.put(
            INDUSTRIES,
            code=code,
            level=level,
            parent_id=parent or None,
            **{
                f"title_{language}": raw["title"],
                f"definition_{language}": raw["definition"],
            },
        )

    def titled(self, raw: dict) -> None:
        """A class of the portal's own file: official titles, no definitions."""
        code, parent = raw["code"], raw["parent"] or None
        self.put(
            INDUSTRIES,
            code=code,
            level=len(code) - 1 if parent else Industry.Level.SECTOR,
            parent_id=parent,
            title_fr=raw["title_fr"] or None,
            title_en=raw["title_en"],
        )

    def french_sector(self, raw: dict) -> None:
        self.put(INDUSTRIES, code=raw["code"], title_fr=raw["title_fr"])

    def french_subsector(self, raw: dict) -> None:
        # A title of 2012 serves where the class has not changed since.
        if raw["status"] == "same":
            self.put(INDUSTRIES, code=raw["code"], title_fr=raw["title_fr"])
        else:
            self.ignore(_("French titles of classes that changed since 2012"))

    def finish(self) -> None:
        industries = self.records[INDUSTRIES]
        for key, reason in list(repeated(industries)):
            self.refuse_record(INDUSTRIES, key, reason)
        for (code,), values in list(industries.items()):
            parent = values.get("parent_id")
            if "level" not in values:
                reason = RowError(_("“%(value)s” is not a NAICS 2022 code"), value=code)
            elif self.bilingual and not (
                values.get("title_fr") and values.get("title_en")
            ):
                reason = RowError(_("%(code)s lacks a language"), code=code)
            elif parent and (parent,) not in industries:
                reason = RowError(_("%(code)s has no parent"), code=code)
            else:
                continue
            self.refuse_record(INDUSTRIES, (code,), reason)

    @classmethod
    def fixtures(cls):
        columns = ("code", "parent_id", "title_fr", "title_en")
        yield Fixture(
            "naics.csv",
            ("code", "parent", "title_fr", "title_en"),
            Industry.objects.in_force().order_by("code").values_list(*columns),
        )


def _within(code: str, parent: str) -> bool:
    """Whether a code begins as its parent's; a few sectors span several: 31-33.

    >>> _within("332", "31-33"), _within("332", "33"), _within("332", "44-45")
    (True, True, False)
    """
    first, dash, last = parent.partition("-")
    return first <= code[:2] <= last if dash else code.startswith(parent)


not_used(r"^naics-scian-2017-", _("an older edition, replaced by NAICS 2022"))
