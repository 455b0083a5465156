"""What a search keeps in the process, for one version of the data.

Everyday phrases, the classes of the NOC tree, and how common each occupation is: a few
hundred short rows, fetched once and swapped whole when a release is published.
"""

from itertools import product
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Q

from bilingual.folding import fold
from classifications.models import FormerUnitGroup, NocGroup, Synonym, UnitGroup

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
MOST_VARIANTS = 6


class Vocabulary(NamedTuple):
    """All keys and phrases are folded.

    `synonyms`: {language: {phrase: [what it stands for, best first]}};
    `classes`: {title of a NOC class above the unit group: its code};
    `former`: {NOC 2016 code: unit groups}, in the order of the concordance;
    `workers`: {unit group: thousands of persons employed}, never zero;
    `titles`: {(unit group, language): how many job titles it has}.
    """

    version: int
    synonyms: dict[str, dict[str, list[str]]]
    classes: dict[str, str]
    former: dict[str, list[str]]
    workers: dict[str, float]
    titles: dict[tuple[str, str], int]

    def variants(self, words: list[str], language: str) -> list[str]:
        """The phrase with its everyday words replaced, the likeliest first.

        The longest phrase wins, from left to right: "prof de maths" gives "professeur
        de mathematiques". Empty when no word of it is an everyday one.
        """
        phrases = self.synonyms[language]
        choices, at = [], 0
        while at < len(words):
            length, stands_for = _longest(phrases, words[at:])
            choices.append(stands_for or [words[at]])
            at += length
        found = list(product(*choices))[:MOST_VARIANTS]
        return [text for text in map(" ".join, found) if text != " ".join(words)]

    def under(self, prefix: str) -> list[str]:
        """The unit groups whose code begins with `prefix`, in the order of codes."""
        return [code for code in self.workers if code.startswith(prefix)]


def _longest(phrases: dict[str, list[str]], words: list[str]):
    """How many words the longest phrase takes here, and what it stands for."""
    for length in range(min(len(words), 6), 0, -1):
        phrase = " ".join(words[:length])
        if stands_for := phrases.get(phrase) or phrases.get(phrase.removesuffix("s")):
            return length, stands_for
    return 1, None


_kept: Vocabulary | None = None


def vocabulary(version: int) -> Vocabulary:
    """The words of a version of the data; nothing is kept before the first release."""
    global _kept
    kept = _kept
    if kept is None or kept.version != version or not version:
        _kept = kept = _fetch(version)
    return kept


def _fetch(version: int) -> Vocabulary:
    synonyms: dict[str, dict[str, list[str]]] = {code: {} for code in LANGUAGES}
    rows = Synonym.objects.order_by("language", "phrase", "rank", "pk")
    for language, phrase, meaning in rows.values_list(
        "language", "phrase", "stands_for"
    ):
        synonyms[language].setdefault(fold(phrase), []).append(fold(meaning))
    columns = [f"title_{code}" for code in LANGUAGES]
    classes = {
        fold(title): code
        for code, *titles in NocGroup.objects.filter(withdrawn=False)
        .order_by("-code")
        .values_list("code", *columns)
        for title in titles
    }
    former: dict[str, list[str]] = {}
    for old, new in FormerUnitGroup.objects.order_by(
        "code", "concordances__unit_group"
    ).values_list("code", "concordances__unit_group"):
        former.setdefault(old, []).extend([new] if new else [])
    counts = {
        f"{code}_titles": Count("job_titles", filter=Q(job_titles__language=code))
        for code in LANGUAGES
    }
    workers, titles = {}, {}
    for code, employed, *numbers in (
        UnitGroup.objects.filter(withdrawn=False)
        .order_by("code")
        .values_list("code", "profile__employment")
        .annotate(**counts)
    ):
        # Two thousand more for all: an occupation that is not projected still exists.
        workers[code] = (employed or 0) / 1000 + 2
        titles.update({(code, n): k for n, k in zip(LANGUAGES, numbers, strict=True)})
    return Vocabulary(version, synonyms, classes, former, workers, titles)
