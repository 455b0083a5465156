"""NOC 2021 version 1.0, elements: job titles, duties, requirements, exclusions."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from bilingual.folding import fold
from classifications.loaders.publishers import STATISTICS_CANADA
from classifications.loaders.structure import title_forms
from classifications.models import Element, JobTitle, UnitGroup
from datasets.layouts import Bundle, Layout
from datasets.reasons import Reason, RowError
from datasets.registry import Facts, Fixture, Loader, not_used, register
from datasets.targets import Target
from datasets.values import code

JOB_TITLES = Target(
    "classifications.JobTitle",
    ("unit_group_id", "language", "text"),
    ("kind", "sort_text", "forms"),
    owns="kind <> 'class'",
)
ELEMENTS = Target(
    "classifications.Element", ("unit_group_id", "language", "kind", "seq"), ("text",)
)
# The published labels of each type, in both languages, and the names of re-cut files.
TYPES = {
    "illustrative": (
        "illustrative example",
        "illustrative example(s)",
        "illustrative examples",
        "exemple(s) illustratif(s)",
        "exemples illustratifs",
    ),
    "example": ("all examples", "tous les exemples"),
    "inclusion": ("inclusion", "inclusion(s)", "inclusions"),
    "exclusion": ("exclusion", "exclusion(s)", "exclusions"),
    "main_duties": ("main duties", "fonctions principales"),
    "employment_requirements": (
        "employment requirements",
        "conditions d'accès à la profession",
    ),
    "additional_information": (
        "additional information",
        "renseignements supplémentaires",
    ),
}
KINDS = {label: kind for kind, labels in TYPES.items() for label in labels}


@register
class NocElements(Loader):
    name = "noc-elements"
    kind = Loader.DIFF
    edition = "2021 1.0"
    facts = Facts(
        title=(
            "Classification nationale des professions 2021, éléments",
            "National Occupational Classification 2021, elements",
        ),
        publisher=STATISTICS_CANADA,
        url="https://www.statcan.gc.ca/en/subjects/standard/noc/2021/indexV1",
        method=(
            "Les appellations, les fonctions et les conditions d’accès décrivent le "
            "groupe de base pour tout le Canada. Les règles du Québec peuvent "
            "différer.",
            "Titles, duties and requirements describe the unit group for all of "
            "Canada. Québec’s rules may differ.",
        ),
    )
    layouts = (
        Layout(
            "elements-en",
            {
                "code": ("Code - NOC 2021 V1.0", "Code - NOC 2021 Version 1.0"),
                "type": ("Element Type Label English", "Element Type Label"),
                "text": ("Element Description English", "Element Description"),
                "level": ("Level",),
                "title": ("Class title",),
            },
            file_name=r"^noc[-_ ]2021[-_ ]v.*elements.*\.csv$",
            read="english",
            optional=frozenset(["level", "title"]),
        ),
        Layout(
            "elements-fr",
            {
                "code": ("Code dela CNP 2021 v1.0", "Code de la CNP 2021 v1.0"),
                "type": ("Nom du type d'élément Français", "Nom du type d'élément"),
                "text": ("Description d'élément Français", "Description d'élément"),
                "level": ("Niveau",),
                "title": ("Titres de classes", "Titre de classe"),
            },
            file_name=r"^cnp[-_ ]2021[-_ ]v.*elements.*\.csv$",
            read="french",
            optional=frozenset(["level", "title"]),
        ),
        Layout(
            "elements-long",
            {
                "code": ("noc_code",),
                "type": ("element_type",),
                "language": ("lang",),
                "seq": ("seq",),
                "text": ("text",),
                "check": ("check",),
            },
            file_name=r"^derived_noc2021_elements_long.*\.csv(\.gz)?$",
            read="either",
        ),
        Layout(
            "titles",
            {
                "code": ("code",),
                "language": ("language",),
                "type": ("kind",),
                "text": ("text",),
            },
            file_name=r"^job_titles\.csv(\.gz)?$",
            read="either",
        ),
    )
    bundles = (
        Bundle(("elements-en", "elements-fr")),
        Bundle(("elements-long",)),
        Bundle(("titles",)),
    )
    targets = (JOB_TITLES, ELEMENTS)

    def prepare(self) -> None:
        self.codes = set(UnitGroup.objects.values_list("code", flat=True))
        # Titles that differ by case only are one title, in the spelling of most.
        self.titles: dict[tuple[str, str, str], tuple[str, str]] = {}
        self.counts: dict[tuple, int] = defaultdict(int)

    def english(self, raw: dict) -> None:
        self._element(raw, "en")

    def french(self, raw: dict) -> None:
        self._element(raw, "fr")

    def either(self, raw: dict) -> None:
        if raw.get("check") == "machine_translated_drop":
            self.ignore(_("machine translations, not official"))
        elif raw["language"] not in ("fr", "en"):
            raise RowError(_("“%(value)s” is not a language"), value=raw["language"])
        else:
            self._element(raw, raw["language"])

    def _element(self, raw: dict, language: str) -> None:
        group = code(raw["code"], 5)
        if group not in self.codes:
            raise RowError(_("unknown unit group %(code)s"), code=group)
        label = " ".join(raw["type"].replace("’", "'").replace("_", " ").split())
        kind = KINDS.get(label.casefold(), label)
        if kind not in TYPES:
            raise RowError(_("unknown type of element “%(value)s”"), value=raw["type"])
        text = raw["text"]
        if not text:
            raise RowError(_("the text is empty"))
        if kind in ("illustrative", "example"):
            self._title(group, language, kind, text)
            return
        self.counts[group, language, kind] += 1
        self.put(
            ELEMENTS,
            unit_group_id=group,
            language=language,
            kind=kind,
            seq=self.counts[group, language, kind],
            text=text,
        )

    def _title(self, group: str, language: str, kind: str, text: str) -> None:
        key = group, language, text.casefold()
        known_kind, known_text = self.titles.get(key, (kind, text))
        # Lower case sorts last: the ordinary spelling of a title.
        self.titles[key] = (
            "illustrative" if "illustrative" in (kind, known_kind) else kind,
            max(text, known_text),
        )

    def finish(self) -> None:
        whole = {
            (group, language, text): title_forms(language, text)
            for (group, language, _folded), (_kind, text) in self.titles.items()
        }
        owners = self._owners(whole)
        for (group, language, _folded), (kind, text) in self.titles.items():
            forms = whole.pop((group, language, text))
            short = text.split(" - ")[0].split(" (")[0].strip()
            if short and short != text:
                # A shortened title must not hide one that is whole elsewhere.
                forms += [
                    form
                    for form in title_forms(language, short)
                    if form not in forms and not owners[language, form] - {group}
                ]
            self.put(
                JOB_TITLES,
                unit_group_id=group,
                language=language,
                text=text,
                kind=kind,
                sort_text=fold(text),
                forms=forms,
            )

    def _owners(self, whole: dict) -> dict[tuple[str, str], set[str]]:
        """The groups in which each form is a whole title."""
        owners = defaultdict(set)
        classes = JobTitle.objects.filter(kind=JobTitle.Kind.CLASS)
        for group, language, forms in classes.values_list(
            "unit_group_id", "language", "forms"
        ):
            for form in forms:
                owners[language, form].add(group)
        for (group, language, _text), forms in whole.items():
            for form in forms:
                owners[language, form].add(group)
        return owners

    @classmethod
    def gaps(cls):
        """Unit groups without a definition, a duty or a requirement in a language."""
        groups = UnitGroup.objects.filter(withdrawn=False)
        codes = set(groups.values_list("code", flat=True))
        for language in ("fr", "en"):
            lacking = groups.filter(**{f"definition_{language}__isnull": True})
            yield from cls._gap(language, "definition", {g.code for g in lacking})
            for kind in (Element.Kind.DUTY, Element.Kind.REQUIREMENT):
                elements = Element.objects.filter(language=language, kind=kind)
                have = set(elements.values_list("unit_group_id", flat=True))
                yield from cls._gap(language, kind.value, codes - have)

    @staticmethod
    def _gap(language: str, kind: str, lacking: set[str]) -> Iterator[Reason]:
        if not lacking:
            return
        yield Reason(
            _("%(kind)s (%(language)s): %(count)d unit groups lack it %(codes)s"),
            kind=kind,
            language=language,
            count=len(lacking),
            codes=" ".join(sorted(lacking)[:10]),
        )

    @classmethod
    def fixtures(cls):
        titles = JobTitle.objects.exclude(kind=JobTitle.Kind.CLASS)
        columns = ("code", "language", "kind", "text")
        fields = ("unit_group_id", "language", "kind", "text")
        rows = titles.order_by(*fields).values_list(*fields)
        yield Fixture("job_titles.csv", columns, rows)


not_used(
    r"^cannocdata_",
    _("its English and French cells are paired by machine; the long list is checked"),
    superseded=True,
)
