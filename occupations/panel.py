"""The explorer's panel: filters with their counts, active filters, orders.

Everything is put into words here, once per request, in the page's language; the
template only places it.
"""

from functools import lru_cache

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bilingual.folding import fold
from classifications.models.noc import Teer
from figures.numbers import money, number
from occupations.conditions import LEVELLED
from occupations.explorer import INTERESTS, NONE, NOT_STATED, Index
from occupations.filters import LABELS, RELEVANCE, ProfileFilter
from occupations.handbook import FACTORS
from occupations.labour_force import MEN, NEITHER, UNKNOWN, WOMEN
from occupations.markup import Option, checkboxes, choices, escaped
from occupations.scales import MISSING, SCALES
from occupations.words import interest_name

# Filters that are seen at once; the others are folded.
SHOWN = ("diagnosis", "teer", "interest", "broad")
FOLDED = ("job_bank", "cops", "regulated", "non_traditional", "interest_any")
# Descriptors that the list itself offers; the page of characteristics offers all.
OFFERED = ("skill", "ability", "physical", "environment")


@lru_cache(maxsize=4)
def plain_options(index: Index, language: str) -> dict[str, list[Option]]:
    """The options of the plain filters, ready to be printed."""
    labels = option_labels(index, language)
    return {name: escaped(values.items()) for name, values in labels.items()}


@lru_cache(maxsize=4)
def rated_options(index: Index, language: str) -> dict[str, list[Option]]:
    """The descriptors of each filter by name, ready to be printed."""
    return {
        name: escaped(
            sorted(
                (
                    (code, rated_name(index, code, language))
                    for code in index.rated(name)
                ),
                key=lambda option: fold(option[1]),
            )
        )
        for name in LEVELLED
    }


def rated_name(index: Index, code: str, language: str) -> str:
    """A descriptor's name; English stands in where French is missing."""
    names = index.descriptors[code].name
    return names[language] or names["en"] or code


@lru_cache(maxsize=4)
def option_labels(index: Index, language: str) -> dict[str, dict[str, str]]:
    """The words of every option of the plain filters, in their order."""
    missing = _("Not published")
    interests = {letter: interest_name(letter) for letter in INTERESTS}
    labels = {
        "broad": {
            code: f"{code}, {found.title[language]}"
            for code, found in index.classes.items()
            if found.level == 1
        },
        "teer": {str(teer.value): f"{teer.value}, {teer.label}" for teer in Teer},
        "interest": interests | {NONE: missing},
        "interest_any": interests | {NONE: missing},
        "regulated": {
            "yes": _("Yes"),
            "some": _("Some titles"),
            NOT_STATED: _("Not stated"),
        },
        "non_traditional": {
            WOMEN: _("For women"),
            MEN: _("For men"),
            NEITHER: _("For neither"),
            UNKNOWN: missing,
        },
    }
    for name, factor in FACTORS.items():
        labels[name] = {str(value): factor.words(value) for value in factor.values}
        labels[name][NONE] = missing
    for scale, steps in SCALES.items():
        labels[scale] = {step.value: str(step.label) for step in steps}
        labels[scale][NONE] = str(MISSING[scale].label)
    return labels


def facet_help(name: str) -> str:
    """What a reader must know before choosing an option of a filter."""
    if name != "non_traditional":
        return ""
    return _(
        "One sex holds less than one third of the jobs, in Québec, of the Labour Force "
        "Survey’s group to which the occupation belongs. It is the group’s figure, not "
        "the occupation’s."
    )


class Panel:
    """What the page shows around the results of one filter set."""

    def __init__(
        self, asked: ProfileFilter, params: QueryDict, regions: dict[str, str]
    ):
        self.asked = asked
        self.index = asked.index
        self.params = params
        self.regions = regions
        self.language = asked.language
        self.labels = option_labels(self.index, self.language)

    # -- filters ------------------------------------------------------------------

    def shown(self) -> list[dict]:
        return [self._facet(name) for name in SHOWN]

    def folded(self) -> list[dict]:
        used = [name for name in FACTORS if self.asked.asked(name)]
        return [self._facet(name) for name in (*FOLDED, *used)]

    def handbook(self) -> list[dict]:
        """The factors of the Career Handbook that the live edition rates."""
        return [self._facet(name) for name in FACTORS if self.index.holds(name)]

    def _facet(self, name: str) -> dict:
        chosen = self.asked.asked(name) or ()
        return {
            "name": name,
            "label": ProfileFilter.base_filters[name].label,
            "open": bool(chosen),
            "help": facet_help(name),
            "options": checkboxes(
                name,
                plain_options(self.index, self.language)[name],
                self.asked.selection.counts(name),
                chosen,
            ),
        }

    def levelled(self) -> list[dict]:
        """The descriptors the list offers, and those of other filters in use."""
        return [
            self.descriptors(name)
            for name in LEVELLED
            if name in OFFERED or self.asked.asked(name)
        ]

    def descriptors(self, name: str) -> dict:
        """A filter on the level of descriptors, with counts at the level asked."""
        chosen = self.asked.asked(name) or ()
        level = self.asked.level(name)
        counts = self.asked.selection.levels(name, level)
        options = rated_options(self.index, self.language)[name]
        highest = max(
            (self.index.descriptors[code].highest for code in counts), default=5
        )
        return {
            "name": name,
            "label": LABELS[name],
            "open": bool(chosen),
            "level": level,
            "levels": range(1, highest + 1),
            "all": checkboxes(name, options, counts, chosen, named=False),
            "chosen": checkboxes(
                name, [pair for pair in options if pair[0] in chosen], counts, chosen
            ),
            "others": choices(
                [pair for pair in options if pair[0] not in chosen], counts
            ),
            "orders": choices(
                [(f"-{code}", words) for code, words in options],
                chosen=[f"-{self.asked.order[0]}"],
            ),
        }

    def name(self, code: str) -> str:
        return rated_name(self.index, code, self.language)

    # -- active filters -----------------------------------------------------------

    def tags(self) -> list[tuple[str, str]]:
        """Each active filter, with the address of the page without it."""
        tags = []
        if words := self.asked.asked("q"):
            tags.append((_("“%(words)s”") % {"words": words}, self._without("q")))
        if group := self.asked.asked("group"):
            tags.append((self._group(group), self._without("group")))
        for name, labels in self.labels.items():
            what = ProfileFilter.base_filters[name].label
            for value in self.asked.asked(name) or ():
                label = _("%(what)s: %(value)s") % {
                    "what": what,
                    "value": labels.get(value, value),
                }
                tags.append((label, self._without(name, value)))
        for name in LEVELLED:
            level = self.asked.level(name)
            for code in self.asked.asked(name) or ():
                label = _("%(what)s: %(level)s or more") % {
                    "what": self.name(code),
                    "level": min(level, self.index.descriptors[code].highest),
                }
                tags.append((label, self._without(name, code)))
        return tags + self._wage_tags()

    def _group(self, code: str) -> str:
        if code in self.index.classes:
            title = self.index.classes[code].title[self.language]
        else:
            title = self.index.rows[self.index.places[code]].title[self.language]
        return _("NOC %(code)s, %(title)s") % {"code": code, "title": title}

    def _wage_tags(self) -> list[tuple[str, str]]:
        tags = []
        forms = {
            "wage_min": _("Median wage from %(wage)s"),
            "wage_max": _("Median wage up to %(wage)s"),
        }
        for name, form in forms.items():
            value = self.asked.form.cleaned_data.get(name)
            if value is not None:
                wage = money(value, self.language)
                tags.append((form % {"wage": wage}, self._without(name)))
        if region := self.asked.asked("region"):
            label = _("Wages of %(region)s") % {"region": self.regions[region]}
            tags.append((label, self._without("region")))
        return tags

    def _without(self, name: str, value: str | None = None) -> str:
        """The query string without a filter, or without one of its values."""
        params = self.params.copy()
        kept = [] if value is None else [v for v in params.getlist(name) if v != value]
        params.setlist(name, kept)
        if not kept:
            params.pop(name, None)
            params.pop(f"{name}_level", None)
        params.pop("page", None)
        return f"?{params.urlencode()}"

    # -- words --------------------------------------------------------------------

    def problems(self) -> list[str]:
        """What the address asks that was not understood, one sentence each."""
        lines = []
        for name, errors in self.asked.form.errors.items():
            field = ProfileFilter.base_filters.get(name)
            for error in errors:
                lines.append(f"{field.label} – {error}" if field else str(error))
        return lines

    def summary(self) -> str:
        """How many occupations: the sentence that is read aloud on each change."""
        count = len(self.asked.selection)
        return ngettext("%(count)s occupation", "%(count)s occupations", count) % {
            "count": number(count, self.language)
        }

    def orders(self) -> str:
        """The orders offered, as the options of a select; the one in use is chosen."""
        field, descending = self.asked.order
        current = f"-{field}" if descending and field != RELEVANCE else field
        # The usual order has no name in the address, so that a search changes it.
        usual, *others = _orders(self.language)
        if not self.asked.found.codes:
            usual, *others = others
        if current == usual[0]:
            current = ""
        offered = [("", usual[1]), *others]
        codes = [code for name in LEVELLED for code in self.asked.asked(name) or ()]
        if field in self.index.descriptors:
            codes.append(field)
        extra = []
        if field in FACTORS:
            what = {"what": FACTORS[field].label}
            extra.append((field, _("%(what)s, from the lowest code") % what))
            extra.append((f"-{field}", _("%(what)s, from the highest code") % what))
        for code in dict.fromkeys(codes):
            name = self.name(code)
            extra.append((f"-{code}", _("%(what)s, highest first") % {"what": name}))
            extra.append((code, _("%(what)s, lowest first") % {"what": name}))
        return choices([*offered, *escaped(extra)], chosen=[current])


@lru_cache(maxsize=4)
def _orders(language: str) -> list[tuple[str, str]]:
    highest, lowest = _("%(what)s, highest first"), _("%(what)s, lowest first")
    orders = [
        (RELEVANCE, _("Closest to the words typed")),
        ("title", _("Title, A to Z")),
        ("-title", _("Title, Z to A")),
        ("code", _("NOC code, ascending")),
        ("-code", _("NOC code, descending")),
        ("teer", _("TEER category, ascending")),
        ("-teer", _("TEER category, descending")),
    ]
    for name, label in (
        ("wage", _("Median wage")),
        ("wage_low", _("Low wage")),
        ("wage_high", _("High wage")),
    ):
        orders.append((f"-{name}", highest % {"what": label}))
        orders.append((name, lowest % {"what": label}))
    for name in SCALES:
        steps = [str(step.label) for step in SCALES[name]]
        for sign, (first, last) in (
            ("-", (steps[0], steps[-1])),
            ("", (steps[-1], steps[0])),
        ):
            words = _("%(what)s, from “%(first)s” to “%(last)s”")
            what = ProfileFilter.base_filters[name].label
            words %= {"what": what, "first": first, "last": last}
            orders.append((sign + name, words))
    orders += [
        ("interest", _("Interests, in the order of the hexagon")),
        ("-interest", _("Interests, in the opposite order")),
        ("-regulated", _("Regulated, the most first")),
        ("regulated", _("Regulated, the least first")),
    ]
    for name, label in (
        ("employment", _("Employment in Canada")),
        ("openings", _("Job openings in Canada")),
    ):
        orders.append((f"-{name}", highest % {"what": label}))
        orders.append((name, lowest % {"what": label}))
    return escaped(orders)
