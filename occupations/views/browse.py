"""Other ways into the occupations: the NOC tree, TEER, interests, letters, two lists.

All stand on the explorer's index; each list leads to the same list in the explorer,
where it can be filtered and sorted further.
"""

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.generic import ListView, TemplateView

from bilingual.public import public_page
from classifications.models import NocGroup
from classifications.models.noc import Teer
from datasets import editions
from datasets.models import Publication
from figures.numbers import number, period
from occupations.explorer import INTERESTS, NOT_STATED, Row, explorer_index
from occupations.guides import INTEREST_TEXTS, TEER_TEXTS
from occupations.listing import Listing
from occupations.models.figures import QUEBEC
from occupations.pieces import Sources
from occupations.scales import step
from occupations.views.explorer import NearestPageMixin, browse_links
from occupations.words import interest_name

SOURCES = ("noc-structure", "diagnostics", "wages")


class BrowseMixin:
    """The index, and what every browsing page shows."""

    section = "occupations"
    sources = SOURCES

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.language = get_language()
        version = Publication.objects.version()
        self.index = explorer_index(version)
        self.editions = editions.live(version, self.language)
        self.list_url = reverse("occupations:list")

    def about(self) -> dict:
        """The heading of the page and the words under it."""
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        lines = Sources(self.editions, self.language).lines(*self.sources)
        shared = {
            "section": self.section,
            "list_url": self.list_url,
            "links": browse_links(),
            "sources": lines,
            "trail": [],
        }
        return super().get_context_data(**kwargs) | shared | self.about()

    def titled(self) -> list[Row]:
        """Every occupation by title."""
        order = self.index.order("title", self.language, QUEBEC, False)
        return [self.index.rows[place] for place in order]

    def count(self, number_of: int) -> str:
        return ngettext("%(count)s occupation", "%(count)s occupations", number_of) % {
            "count": number(number_of, self.language)
        }


@method_decorator(public_page, name="dispatch")
class ChoicesView(BrowseMixin, TemplateView):
    """A page of ways in: each with its words and its count."""

    template_name = "occupations/browse_index.html"
    sources = ("noc-structure",)

    def choice(self, url: str, label: str, mask: int, text: str = "") -> dict:
        return {
            "url": url,
            "label": label,
            "count": self.count(mask.bit_count()),
            "text": text,
        }


class TreeView(ChoicesView):
    """The ten broad categories, or one class of the NOC with the classes in it."""

    def about(self):
        code = self.kwargs.get("code", "")
        if code and code not in self.index.classes:
            raise Http404
        below = [
            found
            for found in self.index.classes.values()
            if found.level == len(code) + 1 and found.code.startswith(code)
        ]
        return {
            "heading": self.label(code) if code else _("The NOC tree"),
            "words": self.words(code),
            "trail": self.trail(code),
            "choices": [
                self.choice(
                    reverse("occupations:tree_class", args=[found.code]),
                    self.label(found.code),
                    self.mask(found.code),
                )
                for found in below
            ],
            "hits": self.unit_groups(code),
            "explore": f"?group={code}" if code else "",
        }

    def label(self, code: str) -> str:
        return f"{code} {self.index.classes[code].title[self.language]}"

    def mask(self, code: str) -> int:
        return self.index.having("group", [code])

    def words(self, code: str) -> list[str]:
        """The official definition of a class, where it is loaded."""
        if code:
            definition = NocGroup.objects.get(code=code).definition
            return [definition] if definition else []
        return [
            _(
                "The National Occupational Classification sorts occupations by the "
                "kind of work, then by the training and experience usually asked. Each "
                "digit of a code is one step down the tree."
            )
        ]

    def trail(self, code: str) -> list[tuple[str, str]]:
        """The way up."""
        if not code:
            return []
        steps = [(reverse("occupations:tree"), _("The NOC tree"))]
        return steps + [
            (
                reverse("occupations:tree_class", args=[code[:length]]),
                self.label(code[:length]),
            )
            for length in range(1, len(code))
        ]

    def unit_groups(self, code: str) -> list[dict]:
        """The occupations of a minor group, the last class above them."""
        if len(code) < NocGroup.Level.MINOR:
            return []
        listing = Listing(self.index, self.language, QUEBEC, self.list_url)
        rows = self.index.listed(self.mask(code), range(len(self.index.rows)))
        return [listing.card(row) for row in rows]


class TeersView(ChoicesView):
    def about(self):
        return {
            "heading": _("Occupations by TEER category"),
            "words": [
                _(
                    "The TEER category says how much training, education, experience "
                    "and responsibility an occupation usually asks for. It is the "
                    "second digit of the code. It does not rank people or wages."
                )
            ],
            "choices": [
                self.choice(
                    reverse("occupations:teer", args=[teer.value]),
                    _("TEER %(number)s: %(words)s")
                    % {"number": teer.value, "words": teer.label},
                    self.index.having("teer", [str(teer.value)]),
                    TEER_TEXTS[teer.value],
                )
                for teer in Teer
            ],
        }


class InterestsView(ChoicesView):
    sources = ("oasis",)

    def about(self):
        return {
            "heading": _("Occupations by interest"),
            "words": [
                _(
                    "John Holland described six families of interests, drawn as a "
                    "hexagon: neighbours are alike, opposites differ. An occupation "
                    "has up to three, the strongest first. Nobody is one letter: look "
                    "at two or three."
                )
            ],
            "choices": [
                self.choice(
                    reverse("occupations:interest", args=[letter]),
                    interest_name(letter),
                    self.index.having("interest", [letter]),
                    INTEREST_TEXTS[letter],
                )
                for letter in INTERESTS
            ],
        }


@method_decorator(public_page, name="dispatch")
class RowsView(BrowseMixin, NearestPageMixin, ListView):
    """A list of occupations with its definition on top."""

    template_name = "occupations/browse_rows.html"
    paginate_by = 50
    explore = ""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        listing = Listing(self.index, self.language, QUEBEC, self.list_url)
        page = context["page_obj"]
        return context | {
            "hits": [listing.card(row) for row in page.object_list],
            "summary": self.count(page.paginator.count),
            "pages": page.paginator.get_elided_page_range(page.number, on_each_side=2),
            "gap": page.paginator.ELLIPSIS,
            "params": QueryDict(),
        }


class TeerView(RowsView):
    def get_queryset(self):
        return [row for row in self.titled() if row.teer == self.kwargs["teer"]]

    def about(self):
        teer = Teer(self.kwargs["teer"])
        return {
            "heading": _("TEER %(number)s: %(words)s")
            % {"number": teer.value, "words": teer.label},
            "words": [TEER_TEXTS[teer.value]],
            "trail": [(reverse("occupations:teers"), _("By TEER category"))],
            "explore": f"?teer={teer.value}",
        }


class InterestView(RowsView):
    sources = ("noc-structure", "oasis", "diagnostics", "wages")

    def get_queryset(self):
        letter = self.kwargs["letter"]
        return [row for row in self.titled() if row.interests[:1] == letter]

    def about(self):
        letter = self.kwargs["letter"]
        name = interest_name(letter)
        return {
            "heading": _("Main interest: %(name)s") % {"name": name},
            "words": [
                INTEREST_TEXTS[letter],
                _("Here, it is the first of the interests of each occupation."),
            ],
            "trail": [(reverse("occupations:interests"), _("By interest"))],
            "explore": f"?interest={letter}",
            "more": (
                f"{self.list_url}?interest_any={letter}",
                _("Also those where it is the second or third"),
            ),
        }


class AlphabetView(RowsView):
    """Titles that begin with one letter; É stands with E."""

    def get_queryset(self):
        return [row for row in self.titled() if self.initial(row) == self.letter]

    def initial(self, row: Row) -> str:
        return row.sort_title[self.language][:1].upper()

    @property
    def letter(self) -> str:
        return self.kwargs.get("letter", "A")

    def about(self):
        initials = {self.initial(row) for row in self.index.rows}
        if self.letter not in initials and "letter" in self.kwargs:
            raise Http404
        return {
            "heading": _("Occupations from A to Z: %(letter)s")
            % {"letter": self.letter},
            "words": [],
            "letters": sorted(initials),
            "letter": self.letter,
            "letter_url": reverse("occupations:alphabet"),
        }


class InDemandView(RowsView):
    section = "occupations"

    def get_queryset(self):
        rows = [
            row
            for row in self.titled()
            if row.diagnosis in {"deficit", "slight_deficit"}
        ]
        return sorted(rows, key=lambda row: -step("diagnosis", row.diagnosis).rank)

    def about(self):
        live = self.editions.get("diagnostics")
        counts = self.index.options.get("diagnosis", {})
        published = sum(m.bit_count() for value, m in counts.items() if value != "none")
        words = [
            _(
                "In demand means here that Québec’s diagnosis is a deficit or a slight "
                "deficit: over the period, fewer workers than positions are expected "
                "in all of Québec. It is published for %(published)s of %(all)s "
                "occupations."
            )
            % {
                "published": number(published, self.language),
                "all": number(len(self.index.rows), self.language),
            },
            _(
                "A diagnosis is not a promise of a job, and it does not speak of "
                "wages, working conditions or one region. Job Bank and COPS measure "
                "something else and may not agree."
            ),
        ]
        when = period(live.period or live.edition, self.language) if live else ""
        return {
            "heading": _("Occupations in demand"),
            "when": _("Diagnosis for %(period)s") % {"period": when} if when else "",
            "words": words,
            "explore": "?diagnosis=deficit&diagnosis=slight_deficit&sort=-diagnosis",
        }


class RegulatedView(RowsView):
    section = "occupations"
    sources = ("noc-structure", "professional-orders", "regulation", "wages")

    def get_queryset(self):
        rows = [row for row in self.titled() if row.regulated]
        return sorted(rows, key=lambda row: row.regulated != "yes")

    def about(self):
        silent = self.index.having("regulated", [NOT_STATED]).bit_count()
        words = [
            _(
                "Yes: the whole occupation is a profession governed by an order, which "
                "keeps its practice or its title for members. Some titles: an order, a "
                "licence or a certificate concerns a part of the occupation, and may "
                "be voluntary."
            ),
            _(
                "For the other %(count)s occupations the sources loaded say nothing. "
                "This never means that they are not regulated: ask the professional "
                "order or the body named in the requirements."
            )
            % {"count": number(silent, self.language)},
        ]
        return {
            "heading": _("Regulated occupations"),
            "words": words,
            "explore": "?regulated=yes&regulated=some&sort=-regulated",
            "with_regulated": True,
        }
