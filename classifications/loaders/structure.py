"""NOC 2021 version 1.0, structure: the classes, in English and in French."""

import re

from django.utils.translation import gettext_noop as _

from bilingual.folding import fold
from classifications.loaders.publishers import STATISTICS_CANADA
from classifications.loaders.repeats import repeated
from classifications.models import NocGroup, UnitGroup
from classifications.titles import gender_forms
from datasets.layouts import Bundle, Layout
from datasets.reasons import RowError
from datasets.registry import Facts, Fixture, Loader, not_used, register
from datasets.targets import Target

TITLES = ("title_fr", "title_en", "sort_title_fr", "sort_title_en")
DEFINITIONS = ("definition_fr", "definition_en")
GROUPS = Target(
    "classifications.NocGroup", ("code",), ("level", "parent_id", *TITLES, *DEFINITIONS)
)
UNIT_GROUPS = Target(
    "classifications.UnitGroup", ("code",), ("parent_id", "teer", *TITLES, *DEFINITIONS)
)
CLASS_TITLES = Target(
    "classifications.JobTitle",
    ("unit_group_id", "language", "text"),
    ("kind", "sort_text", "forms"),
    owns="kind = 'class'",
)
# A code has as many digits as its level.
CODE = re.compile(r"[0-9]{1,5}")


def title_forms(language: str, text: str) -> list[str]:
    """What people type for a title: French ones in each gender too."""
    return gender_forms(text) if language == "fr" else [fold(text)]


@register
class NocStructure(Loader):
    name = "noc-structure"
    kind = Loader.DIFF
    edition = "2021 1.0"
    facts = Facts(
        title=(
            "Classification nationale des professions 2021, structure",
            "National Occupational Classification 2021, structure",
        ),
        publisher=STATISTICS_CANADA,
        url="https://www.statcan.gc.ca/en/subjects/standard/noc/2021/indexV1",
        method=(
            "La classification range tout travail rémunéré dans 516 groupes de base "
            "selon sa nature et la formation qu’il demande. Un groupe réunit souvent "
            "plusieurs métiers.",
            "The classification sorts all paid work into 516 unit groups by its nature "
            "and the training it asks for. One group often covers several trades.",
        ),
    )
    layouts = (
        Layout(
            "structure-en",
            {
                "level": ("Level",),
                "code": ("Code - NOC 2021 V1.0", "Code - NOC 2021 Version 1.0"),
                "title": ("Class title",),
                "definition": ("Class definition",),
                "hierarchy": ("Hierarchical structure",),
            },
            file_name=r"^noc[-_ ]2021[-_ ]v.*classification[-_ ]structure.*\.csv$",
            read="english",
            optional=frozenset(["hierarchy"]),
        ),
        Layout(
            "structure-fr",
            {
                "level": ("Niveau",),
                "code": ("Code dela CNP 2021 v1.0", "Code de la CNP 2021 v1.0"),
                "title": ("Titres de classes", "Titre de classe"),
                "definition": ("Définitions de la classe", "Définition de la classe"),
                "hierarchy": ("Structure hiérarchique",),
            },
            file_name=r"^cnp[-_ ]2021[-_ ]v.*structure.*\.csv$",
            read="french",
            optional=frozenset(["hierarchy"]),
        ),
        Layout(
            "classes",
            {
                "code": ("code",),
                "title_fr": ("title_fr",),
                "title_en": ("title_en",),
            },
            file_name=r"^noc_classes\.csv$",
            read="both",
        ),
    )
    bundles = (Bundle(("structure-en", "structure-fr")), Bundle(("classes",)))
    targets = (GROUPS, UNIT_GROUPS, CLASS_TITLES)

    def english(self, raw: dict) -> None:
        self._class(raw["code"], "en", raw["title"], raw["definition"], raw["level"])

    def french(self, raw: dict) -> None:
        self._class(raw["code"], "fr", raw["title"], raw["definition"], raw["level"])

    def both(self, raw: dict) -> None:
        for language in ("fr", "en"):
            self._class(raw["code"], language, raw[f"title_{language}"], None)

    def _class(self, code, language, title, definition, level="") -> None:
        if not CODE.fullmatch(code):
            raise RowError(_("“%(value)s” is not a NOC 2021 code"), value=code)
        if level and level != str(len(code)):
            raise RowError(
                _("code %(code)s is not of level %(level)s"), code=code, level=level
            )
        if not title:
            raise RowError(_("%(code)s has no title"), code=code)
        words = {
            "code": code,
            f"title_{language}": title,
            f"sort_title_{language}": fold(title),
            f"definition_{language}": definition,
            "parent_id": code[:-1] or None,
        }
        if len(code) < 5:
            self.put(GROUPS, level=len(code), **words)
            return
        if code[1] > "5":
            raise RowError(_("%(code)s names no TEER category"), code=code)
        self.put(UNIT_GROUPS, teer=int(code[1]), **words)
        self.put(
            CLASS_TITLES,
            unit_group_id=code,
            language=language,
            text=title,
            kind="class",
            sort_text=fold(title),
            forms=title_forms(language, title),
        )

    def finish(self) -> None:
        """Both languages and every parent must be there."""
        groups = self.records[GROUPS]
        for target in (GROUPS, UNIT_GROUPS):
            for key, reason in list(repeated(self.records[target])):
                self.refuse_record(target, key, reason)
            for (code,), values in list(self.records[target].items()):
                parent = values["parent_id"]
                if not values.get("title_fr") or not values.get("title_en"):
                    reason = RowError(_("%(code)s lacks a language"), code=code)
                elif parent and (parent,) not in groups:
                    reason = RowError(_("%(code)s has no parent"), code=code)
                else:
                    continue
                self.refuse_record(target, (code,), reason)

    @classmethod
    def fixtures(cls):
        columns = ("code", "title_fr", "title_en")
        rows = [
            *NocGroup.objects.order_by("code").values_list(*columns),
            *UnitGroup.objects.order_by("code").values_list(*columns),
        ]
        yield Fixture("noc_classes.csv", columns, sorted(rows))


not_used(
    r"^cannocdata_classes",
    _("the official structure files hold the same classes"),
    superseded=True,
)
