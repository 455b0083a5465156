"""What the job search says around its results: filters, active filters, counts."""

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from classifications.models import Industry, NocGroup, UnitGroup
from classifications.places import region_names
from classifications.search import search
from datasets.kept import kept
from figures import charts
from figures.numbers import money, number
from occupations.markup import checkboxes, escaped
from placement.jobs import choices
from placement.jobs.filters import RADII, SINCE, JobFilter
from placement.jobs.search import SAMPLED
from placement.models.searches import COUNTED

# The facet that counts the options of each filter; four are seen, others folded.
SHOWN = {"region": "region", "contract": "contract", "schedule": "schedule"}
SHOWN |= {"language": "language"}
FOLDED = {"noc": "noc", "remote": "remote", "commitment": "commitment"}


class Panel:
    """The filters of one request in words, each choice with what it would leave."""

    def __init__(self, asked, counts: dict[str, dict[str, int]], count: int):
        self.filter: JobFilter = asked.filter
        self.params: QueryDict = asked.params
        self.regions = asked.regions
        self.version = asked.version
        self.counts = counts
        self.count = count
        self.language = get_language()
        self.labels = labels(self.language, self.version)

    @property
    def sampled(self) -> bool:
        """Whether the counts are those of the newest results only."""
        return self.counts.get("total", {}).get("", 0) >= SAMPLED

    # -- filters ------------------------------------------------------------------

    def shown(self) -> list[dict]:
        return [self._facet(name, facet) for name, facet in SHOWN.items()]

    def folded(self) -> list[dict]:
        return [self._facet(name, facet) for name, facet in FOLDED.items()]

    def _facet(self, name: str, facet: str) -> dict:
        chosen = self.filter.several(name)
        counts, offered = self.counts.get(facet, {}), self.labels[name]
        if name == "noc":
            offered = self._classes(chosen)
            counts = {code: _under(code, counts) for code in offered}
        return {
            "name": name,
            "label": self.filter.filters[name].label,
            "open": bool(chosen),
            "options": self._boxes(name, offered, counts, chosen),
        }

    def _classes(self, chosen) -> dict[str, str]:
        """The broad categories, what was chosen, and the classes just below it."""
        titles = self.labels["noc"]
        below = {code for code in titles if len(code) == 1 or code[:-1] in chosen}
        return {c: titles.get(c, c) for c in sorted(below.union(chosen))}

    def _boxes(self, name: str, offered, counts: dict[str, int], chosen) -> SafeString:
        about = "~" if self.sampled else ""
        said = {v: f"{about}{number(n, self.language)}" for v, n in counts.items() if n}
        return checkboxes(name, escaped(offered.items()), said, chosen)

    def radii(self) -> list[tuple[str, str, bool]]:
        here = self.filter.kilometres
        return [(str(km), _("%(km)s km") % {"km": km}, km == here) for km in RADII]

    def since(self) -> list[tuple[str, str, bool]]:
        here = self.filter.asked("since")
        words = {1: _("Last 24 hours"), 3: _("Last 3 days"), 7: _("Last 7 days")}
        words |= {14: _("Last 14 days"), 30: _("Last 30 days")}
        return [(str(n), words[n], str(n) == here) for n in SINCE]

    def agencies(self) -> list[tuple[str, str, bool]]:
        here = self.filter.asked("agency")
        offered = {"no": _("Without agencies"), "only": _("Agencies only")}
        return [(value, label, value == here) for value, label in offered.items()]

    def sectors(self) -> list[tuple[str, str, bool]]:
        chosen = self.filter.several("sector")
        offered = self.labels["sector"]
        extra = [code for code in chosen if code not in offered]
        return [(c, offered.get(c, c), c in chosen) for c in [*offered, *extra]]

    # -- active filters -----------------------------------------------------------

    def tags(self) -> list[tuple[str, str]]:
        """Each active filter, with the address of the page without it."""
        asked, tags = self.filter, []
        if words := asked.asked("q"):
            tags.append((_("“%(words)s”") % {"words": words}, self._without("q")))
        if place := asked.asked("place"):
            tags.append((self._place(place), self._without("place")))
        for name in (*SHOWN, *FOLDED, "sector"):
            for value in asked.several(name):
                words = self.labels[name].get(value, value)
                tags.append((words, self._without(name, value)))
        if (floor := asked.form.cleaned_data.get("wage_min")) is not None:
            words = _("At least %(wage)s an hour") % {
                "wage": money(floor, self.language)
            }
            tags.append((words, self._without("wage_min")))
        for name, offered in (("agency", self.agencies()), ("since", self.since())):
            tags += [(label, self._without(name)) for _v, label, on in offered if on]
        return tags

    def _place(self, typed: str) -> str:
        where = self.filter.where
        if where is None:
            return typed
        if where.point is None:
            return where.name
        words = {"place": where.name, "km": self.filter.kilometres}
        return _("%(place)s, within %(km)s km") % words

    def _without(self, name: str, value: str | None = None) -> str:
        """The query string without a filter, or without one of its values."""
        params = self.params.copy()
        kept = [] if value is None else [v for v in params.getlist(name) if v != value]
        params.setlist(name, kept)
        if not kept:
            params.pop(name)
        params.pop("after", None)
        return f"?{params.urlencode()}"

    # -- words --------------------------------------------------------------------

    def problems(self) -> list[str]:
        """What the address asks that was not understood, one sentence each."""
        lines = []
        for name, errors in self.filter.form.errors.items():
            field = self.filter.filters.get(name)
            lines += [f"{field.label} – {e}" if field else str(e) for e in errors]
        if self.filter.place_unknown:
            place = {"place": self.filter.asked("place")}
            lines.append(_("No town, region or postal code “%(place)s” here.") % place)
        if self.filter.words_unknown:
            lines.append(_("These words are too common to be looked for."))
        return lines

    def summary(self) -> str:
        """How many offers: the sentence that is read aloud on each change."""
        if self.count > COUNTED:
            most = number(COUNTED, self.language)
            return _("More than %(count)s job offers") % {"count": most}
        return ngettext("%(count)s job offer", "%(count)s job offers", self.count) % {
            "count": number(self.count, self.language)
        }

    def correction(self) -> str:
        """The words as the titles of the classification spell them, if otherwise."""
        words = self.filter.asked("q")
        if not words or self.filter.wanted.noc:
            return ""
        return search(words, self.language, self.version).correction


def _under(prefix: str, counts: dict[str, int]) -> int:
    return sum(n for code, n in counts.items() if code.startswith(prefix))


@kept(4)
def labels(language: str, version: int) -> dict[str, dict[str, str]]:
    """The words of every choice; `version` is the data version."""
    title = f"title_{language}"
    sectors = Industry.objects.filter(level=1, withdrawn=False).order_by("code")
    nocs: dict[str, str] = {}
    for model in (NocGroup, UnitGroup):
        rows = model.objects.filter(withdrawn=False).values_list("code", title)
        nocs |= {c: words if len(c) == 1 else f"{c} {words}" for c, words in rows}
    return {name: choices.words(name) for name in choices.NAMED} | {
        "region": region_names(version),
        "noc": nocs,
        "sector": {
            code: french if language == "fr" and french else english
            for code, french, english in sectors.values_list(
                "code", "title_fr", "title_en"
            )
        },
    }


def tiles(asked, counts: dict[str, int]) -> list[dict]:
    """The regions as tiles, darker where there are more offers."""
    tints = charts.tints({code: n for code, n in counts.items() if n})
    language = get_language()
    found = []
    for code, name in asked.regions.items():
        count = counts.get(code, 0)
        params = asked.params.copy()
        params.setlist("region", [code])
        params.pop("after", None)
        found.append(
            {
                "code": code,
                "name": name,
                "lines": charts.two_lines(name),
                "tint": tints.get(code, 0),
                "here": code in asked.filter.several("region"),
                "value": number(count, language),
                "full": ngettext("%(count)s job offer", "%(count)s job offers", count)
                % {"count": number(count, language)},
                "url": f"{asked.list_url}?{params.urlencode()}",
            }
            | charts.tile(code)
        )
    return found
