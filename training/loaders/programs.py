"""Programs: transcribed lists of DEP and DEC, and a template for the others."""

import re

from django.utils.translation import gettext_noop as _

from bilingual.folding import fold
from datasets.layouts import Layout
from datasets.reasons import RowError
from datasets.registry import Facts, Fixture, Loader, not_used, register
from datasets.targets import Target
from datasets.values import integer
from training.loaders.publishers import PUBLIC_LISTS, ROWS
from training.models import Level, Program

NEW = re.compile(r"\s*\(nouvelle version\)\s*$", re.IGNORECASE)
# The families that the first digit of a technical DEC's code names.
FAMILIES = {
    "1": ("Techniques biologiques", "Biological techniques"),
    "2": ("Techniques physiques", "Physical techniques"),
    "3": ("Techniques humaines", "Human techniques"),
    "4": ("Techniques de l’administration", "Administrative techniques"),
    "5": ("Arts et communications graphiques", "Arts and graphic communications"),
}
FIELDS = (
    "english_code",
    "level",
    "kind",
    "title_fr",
    "title_en",
    "sort_title_fr",
    "sort_title_en",
    "field_fr",
    "field_en",
    "new_version",
    "hours",
    "source",
)


def _target(source: str) -> Target:
    return Target("training.Program", ("code",), FIELDS, owns=f"source = '{source}'")


DEP, DEC, OTHERS = map(_target, ("programs-dep", "programs-dec", "programs"))


class _Programs(Loader):
    kind = Loader.DIFF

    def program(self, raw: dict, **values) -> None:
        """Put a program; empty texts stay empty."""
        target = self.targets[0]
        titles = {lang: NEW.sub("", raw[f"title_{lang}"]) for lang in ("fr", "en")}
        self.put(
            target,
            **{
                "source": self.name,
                "field_fr": "",
                "field_en": "",
                "title_fr": titles["fr"],
                "title_en": titles["en"],
                "sort_title_fr": fold(titles["fr"]),
                "sort_title_en": fold(titles["en"]),
                "new_version": any(
                    NEW.search(raw[f"title_{lang}"]) for lang in ("fr", "en")
                ),
            }
            | values,
        )


@register
class VocationalPrograms(_Programs):
    name = "programs-dep"
    edition = "2023"
    facts = Facts(
        title=(
            "Programmes menant au DEP (liste transcrite)",
            "DEP programs (transcribed list)",
        ),
        publisher=PUBLIC_LISTS,
        method=(
            "Codes et titres transcrits d’une liste de 2023, non vérifiés. La liste "
            "mêle des versions sortantes et nouvelles; elle ne dit ni la durée, ni "
            "le secteur, ni les lieux de formation.",
            "Codes and titles typed from a list of 2023, not verified. The list mixes "
            "outgoing and new versions; it says neither the length, nor the sector, "
            "nor where a program is given.",
        ),
    )
    layouts = (
        Layout(
            "dep",
            {
                "code": ("code_fr", "code"),
                "title_fr": ("titre_fr", "title_fr"),
                "english_code": ("code_en", "english_code"),
                "title_en": ("titre_en", "title_en"),
            },
            file_name=r"^(transcribed_programmes_dep_.*|programs_dep)\.csv$",
            partial=True,
            transcribed=True,
        ),
    )
    targets = (DEP,)

    def row(self, raw: dict) -> None:
        english = raw["english_code"]
        # One program of the list bears its English code only.
        code = raw["code"] or english
        if not re.fullmatch(r"[0-9]{4}", code):
            raise RowError(_("“%(value)s” is not a code of a program"), value=code)
        self.program(raw, code=code, english_code=english, level=Level.DEP)

    @classmethod
    def fixtures(cls):
        columns = ("code", "title_fr", "english_code", "title_en")
        yield Fixture("programs_dep.csv", columns, list(_said("programs-dep")))


@register
class CollegePrograms(_Programs):
    name = "programs-dec"
    edition = "2026"
    facts = Facts(
        title=(
            "Programmes menant au DEC (liste transcrite)",
            "DEC programs (transcribed list)",
        ),
        publisher=PUBLIC_LISTS,
        method=(
            "Codes et titres transcrits d’une liste publique de janvier 2026, non "
            "vérifiés. Des titres français et anglais y manquent; certains titres "
            "anglais sont plus anciens. Le domaine d’un programme technique est la "
            "famille que nomme le premier chiffre de son code.",
            "Codes and titles typed from a public list of January 2026, not verified. "
            "Some French and English titles are missing; some English titles are "
            "older. The field of a technical program is the family that the first "
            "digit of its code names.",
        ),
    )
    layouts = (
        Layout(
            "dec",
            {
                "code": ("code",),
                "kind": ("type", "kind"),
                "title_fr": ("title_fr",),
                "title_en": ("title_en",),
            },
            file_name=r"^(transcribed_programmes_dec_[0-9]{4}|programs_dec)\.csv$",
            partial=True,
            transcribed=True,
        ),
    )
    targets = (DEC,)

    def row(self, raw: dict) -> None:
        if not re.fullmatch(r"[0-9]{3}\.[A-Z0-9]{2}", raw["code"]):
            raise RowError(
                _("“%(value)s” is not a code of a program"), value=raw["code"]
            )
        if raw["kind"] not in Program.Kind.values:
            raise RowError(_("“%(value)s” is not a known member"), value=raw["kind"])
        technical = raw["kind"] == Program.Kind.TECHNICAL
        family = FAMILIES.get(raw["code"][0]) if technical else None
        self.program(
            raw,
            code=raw["code"],
            level=Level.DEC,
            kind=raw["kind"],
            field_fr=family[0] if family else "",
            field_en=family[1] if family else "",
        )

    @classmethod
    def fixtures(cls):
        rows = Program.objects.filter(source=cls.name, withdrawn=False)
        columns = ("code", "kind", "title_fr", "title_en")
        yield Fixture(
            "programs_dec.csv", columns, rows.order_by("code").values_list(*columns)
        )


@register
class OtherPrograms(_Programs):
    """The template: ASP, AEC, university and continuing education, when supplied."""

    name = "programs"
    facts = Facts(
        title=("Programmes saisis par l’équipe", "Programs entered by the team"),
        publisher=ROWS,
        method=(
            "Programmes saisis dans le gabarit du portail\u00a0: niveau, titres, "
            "domaine, durée.",
            "Programs entered in the portal’s template: level, titles, field, length.",
        ),
    )
    layouts = (
        Layout(
            "template",
            {
                "code": ("code",),
                "level": ("level",),
                "title_fr": ("title_fr",),
                "title_en": ("title_en",),
                "field_fr": ("field_fr",),
                "field_en": ("field_en",),
                "hours": ("hours",),
            },
            file_name=r"^programs[_-](?P<edition>[0-9]{4}(-[0-9]{2})?)\.csv$",
            separators=",;",
        ),
    )
    targets = (OTHERS,)

    def row(self, raw: dict) -> None:
        if raw["level"] not in Level.values:
            raise RowError(_("“%(value)s” is not a known member"), value=raw["level"])
        if not re.fullmatch(r"[A-Z0-9.]{1,12}", raw["code"]):
            raise RowError(
                _("“%(value)s” is not a code of a program"), value=raw["code"]
            )
        taken = Program.objects.exclude(source=self.name).filter(code=raw["code"])
        if taken.exists():
            raise RowError(_("program %(code)s is in another list"), code=raw["code"])
        self.program(
            raw,
            code=raw["code"],
            level=raw["level"],
            field_fr=raw["field_fr"],
            field_en=raw["field_en"],
            hours=integer(raw["hours"]),
        )


def _said(source: str):
    """The list as a fixture has it: the words "new version" are part of the title."""
    rows = Program.objects.filter(source=source, withdrawn=False).order_by("code")
    columns = ("code", "title_fr", "english_code", "title_en", "new_version")
    for code, fr, english, en, new in rows.values_list(*columns):
        mark = " (Nouvelle version)" if new else ""
        yield (
            "" if code == english else code,
            f"{fr}{mark}" if fr else "",
            english,
            f"{en}{mark}" if en else "",
        )


not_used(
    r"^transcribed_programmes_dec_partial",
    _("the list of 2026 holds these programs, in their newest version"),
    superseded=True,
)
