"""OaSIS: ratings of skills, abilities, attributes, knowledge, activities, context."""

from django.utils.translation import gettext_noop as _

from datasets.layouts import Bundle, Layout, fold_header
from datasets.models import Release
from datasets.reasons import FileRefused, RowError
from datasets.registry import Facts, Fixture, Loader, not_used, register
from datasets.targets import Target
from occupations.loaders.codes import Codes
from occupations.loaders.publishers import ESDC
from occupations.models import Descriptor, OasisProfile

PROFILES = Target(
    "occupations.OasisProfile",
    ("code",),
    ("unit_group_id", "label", "interests", "levels"),
)
CODE = ("OaSIS Code - Final", "OaSIS Code", "OaSIS profile code", "Code OaSIS")
LABEL = ("OaSIS Label - Final", "OaSIS Label", "Étiquette SIPeC", "Label")
FRENCH_CODE = (*CODE, "Code SIPeC", "Code SIPeC - Final", "Code de profil SIPeC")
EDITION = r"(?:oasis|sipec)[-_](?P<edition>20\d\d_v\d\.\d)"
# The published names of the files, English and French.
NAMES = {
    "skills": ("skills", "competences"),
    "abilities": ("abilities", "habilites"),
    "attributes": ("personal-attributes", "attributs-personnels"),
    "knowledge": ("knowledges?", "connaissances"),
    "activities": ("workactivities", "activites-(?:de-)?travail"),
    "context": ("workcontext", "contexte-(?:de-)?travail"),
}
FRENCH = "-fr"
NO_LEVEL = "."


def _scores(category: str, name: str, suffix: str = "") -> Layout:
    return Layout(
        category + suffix,
        {"code": FRENCH_CODE if suffix else CODE, "label": LABEL},
        file_name=rf"^{name}_{EDITION}\.csv(\.gz)?$",
        read="french_scores" if suffix else "scores",
        optional=frozenset(["label"]),
        rest=True,
        by_name=True,
        separators=",;",
    )


@register
class Oasis(Loader):
    name = "oasis"
    facts = Facts(
        title=(
            "Système d’information sur les professions et les compétences (SIPeC)",
            "Occupational and Skills Information System (OaSIS)",
        ),
        publisher=ESDC,
        url="https://noc.esdc.gc.ca/Oasis/OasisWelcome",
        method=(
            "Des analystes notent chaque profil de 0 à 5 (connaissances\u00a0: de 0 à "
            "3). Une note décrit le travail habituel au Canada, pas ce qu’exige un "
            "employeur.",
            "Analysts rate each profile from 0 to 5 (knowledge: 0 to 3). A rating "
            "describes the usual work in Canada, not what an employer asks for.",
        ),
    )
    layouts = (
        *(_scores(category, names[0]) for category, names in NAMES.items()),
        *(_scores(category, names[1], FRENCH) for category, names in NAMES.items()),
        Layout(
            "interests",
            {
                "code": CODE,
                "label": LABEL,
                "first": ("Holland Codes - 1",),
                "second": ("Holland Codes - 2",),
                "third": ("Holland Codes - 3",),
            },
            file_name=rf"^interests_{EDITION}\.csv(\.gz)?$",
            read="holland",
            separators=",;",
        ),
        Layout(
            "levels",
            {
                "code": ("code",),
                "label": ("label",),
                "interests": ("interests",),
                **{category: (category,) for category in NAMES},
            },
            file_name=r"^oasis_(?P<edition>20\d\d_v\d\.\d)\.csv(\.gz)?$",
            read="digits",
        ),
    )
    bundles = (
        Bundle(tuple(NAMES), ("interests", *(name + FRENCH for name in NAMES))),
        Bundle(("levels",)),
    )
    targets = (PROFILES,)

    @classmethod
    def editions(cls, table) -> list[str]:
        return [e.replace("_v", " ") for e in super().editions(table)]

    def prepare(self) -> None:
        self.codes = Codes()
        self.columns: dict[str, dict[str, Descriptor]] = {}
        for descriptor in Descriptor.objects.order_by("position"):
            columns = self.columns.setdefault(descriptor.category, {})
            columns[fold_header(descriptor.column)] = descriptor
        if not self.columns:
            raise FileRefused(_("load the descriptors of OaSIS first"))
        self.french_names: dict[str, str] = {}

    def scores(self, raw: dict) -> None:
        columns = self.columns[self.layout.name]
        unknown = raw.keys() - columns.keys() - {"code", "label"}
        if unknown:
            raise FileRefused(
                _("unknown descriptors: %(names)s"), names=", ".join(sorted(unknown))
            )
        self._rate(raw, {columns[name]: raw[name] for name in columns if name in raw})

    def french_scores(self, raw: dict) -> None:
        """French columns stand in the English order; their ratings must prove it."""
        columns = list(self.columns[self.layout.name.removesuffix(FRENCH)].values())
        names = [name for name in raw if name not in ("code", "label")]
        if len(names) != len(columns):
            raise FileRefused(_("the French file has other columns than the English"))
        pairs = list(zip(columns, names, strict=True))
        self.french_names |= {d.code: name for d, name in pairs}
        self._rate(raw | {"label": ""}, {d: raw[name] for d, name in pairs})

    def _rate(self, raw: dict, cells: dict[Descriptor, str]) -> None:
        profile = self._profile(raw["code"], raw.get("label", ""))
        levels = profile["levels"]
        for descriptor, cell in cells.items():
            if cell in ("", NO_LEVEL):
                continue
            if not cell.isdigit() or int(cell) > descriptor.scale_max:
                raise RowError(
                    _("“%(value)s” is not a level of %(name)s"),
                    value=cell,
                    name=descriptor.column,
                )
            if levels.setdefault(descriptor.code, int(cell)) != int(cell):
                raise RowError(
                    _("two levels of %(name)s for %(code)s"),
                    name=descriptor.column,
                    code=raw["code"],
                )

    def _profile(self, code: str, label: str) -> dict:
        """The record of a profile: `72106` and `72106.00` are the same."""
        group, _dot, part = code.partition(".")
        self.codes.unit_group(group)
        code = f"{group}.{part.ljust(2, '0')}"
        values = self.records[PROFILES].setdefault(
            (code,),
            {
                "code": code,
                "unit_group_id": group,
                "label": "",
                "interests": "",
                "levels": {},
            },
        )
        values["label"] = values["label"] or label
        return values

    def holland(self, raw: dict) -> None:
        letters = raw["first"] + raw["second"] + raw["third"]
        self._interests(raw["code"], letters.upper())

    def _interests(self, code: str, letters: str) -> None:
        if set(letters) - set("RIASEC") or len(letters) != len(set(letters)):
            raise RowError(_("“%(value)s” is not a Holland code"), value=letters)
        self._profile(code, "")["interests"] = letters

    def digits(self, raw: dict) -> None:
        """One digit per descriptor and category, in the order of the descriptors."""
        for category in NAMES:
            descriptors = list(self.columns[category].values())
            if len(raw[category]) != len(descriptors):
                raise RowError(_("the row lacks levels"))
            self._rate(raw, dict(zip(descriptors, raw[category], strict=True)))
        self._interests(raw["code"], raw["interests"])

    def finish(self) -> None:
        """Interests under a code without ratings belong to the group's only profile."""
        profiles = self.records[PROFILES]
        for key in [key for key, values in profiles.items() if not values["levels"]]:
            stray = profiles[key]
            group = stray["unit_group_id"]
            rated = [
                one
                for one in profiles.values()
                if one["unit_group_id"] == group and one["levels"]
            ]
            if len(rated) == 1 and not rated[0]["interests"]:
                rated[0]["interests"] = stray["interests"]
                del profiles[key]
                self.warnings[_("interests published under another suffix")] += 1
            else:
                reason = RowError(_("%(code)s has no ratings"), code=key[0])
                self.refuse_record(PROFILES, key, reason)

    def published(self) -> None:
        for code, name in self.french_names.items():
            Descriptor.objects.filter(code=code).update(
                name_fr=name, french_is_official=True
            )

    @classmethod
    def fixtures(cls):
        release = Release.objects.current().get(source_id=cls.name)
        descriptors = list(Descriptor.objects.order_by("position"))
        profiles = OasisProfile.objects.filter(release=release).order_by("code")

        def digits(levels: dict, category: str) -> str:
            codes = (d.code for d in descriptors if d.category == category)
            return "".join(str(levels.get(code, NO_LEVEL)) for code in codes)

        yield Fixture(
            f"oasis_{release.edition.replace(' ', '_v')}.csv",
            ("code", "label", "interests", *NAMES),
            (
                (p.code, p.label, p.interests, *(digits(p.levels, c) for c in NAMES))
                for p in profiles
            ),
        )


not_used(
    r"^(guide|labels|lead-statement|main-duties|employment-requirements|"
    r"additional-information|example-titles|exclusions)_oasis",
    _("English texts only: the NOC holds the same in both languages"),
)
not_used(r"^derived_oasis_2025", _("English texts only, without ratings"))
