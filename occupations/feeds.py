"""The feeds of an occupation and of a region: what the last editions changed."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bilingual.folding import slug
from bilingual.public import public_page
from classifications.places import area_names, region_names
from datasets import editions
from datasets.models import Publication
from figures.feeds import Channel, ChannelFeed, Entry
from figures.numbers import money, period
from occupations import changes
from occupations.models import Profile, Wage
from occupations.scales import MISSING, step


class Words:
    """Changes as sentences, in the language of the page."""

    def __init__(self):
        self.language = get_language()
        version = Publication.objects.version()
        self.regions = region_names(version)
        self.sources = editions.live(version, self.language)
        self.areas = area_names(version)
        self.kinds = {
            "wage": _("Median wage"),
            "diagnosis": _("Québec’s diagnosis"),
            "job_bank": _("Job Bank’s outlook"),
            "cops": _("COPS, future conditions"),
        }

    def title(self, change: changes.Change) -> str:
        passage = change.passage
        before, after = self._values(change)
        words = _(
            "%(what)s, %(area)s: %(before)s → %(after)s, %(source)s, edition "
            "%(edition)s"
        ) % {
            "what": self.kinds[change.subject],
            "area": self.areas.get(change.area, change.area),
            "before": before,
            "after": after,
            "source": self.sources[passage.source].title,
            "edition": period(passage.after.edition, self.language),
        }
        # Readers show the title first, and some show nothing else.
        changed = _("new classification")
        return f"{words} ({changed})" if passage.breaks else words

    def summary(self, change: changes.Change) -> str:
        passage, source = change.passage, self.sources[change.passage.source]
        sentences = [
            _(
                "Before: edition %(before)s. After: edition %(after)s, reference "
                "period %(period)s. Source: %(source)s, %(publisher)s."
            )
            % {
                "before": period(passage.before.edition, self.language),
                "after": period(passage.after.edition, self.language),
                "period": period(
                    passage.after.period or passage.after.edition, self.language
                ),
                "source": source.title,
                "publisher": source.publisher,
            }
        ]
        if passage.breaks:
            sentences.append(_("The classification of occupations changed in between."))
        if source.transcribed:
            sentences.append(_("Transcribed by hand, to be verified."))
        return " ".join(sentences)

    def entry(self, change: changes.Change, address: str, title: str = "") -> Entry:
        passage = change.passage
        anchor = "#wages" if change.subject == "wage" else "#outlook"
        in_region = f"?region={change.area}" if change.area in self.regions else ""
        words = self.title(change)
        return Entry(
            title=f"{change.code} {title} – {words}" if title else words,
            summary=self.summary(change),
            link=address + in_region + anchor,
            name=f"{passage.source}/{passage.after.edition}/{change.code}/"
            f"{change.area}/{change.subject}",
            at=passage.at,
        )

    def _values(self, change: changes.Change) -> tuple[str, str]:
        if change.subject != "wage":
            return tuple(
                str(step(change.subject, value).label)
                if value
                else str(MISSING[change.subject].label)
                for value in (change.before, change.after)
            )
        before, after = change.before, change.after
        # The unit is said once when it is the same.
        once = before and after and before.unit == after.unit
        return self._money(before, not once), self._money(after, True)

    def _money(self, wage: changes.Money | None, with_unit: bool) -> str:
        if wage is None:
            return _("not published")
        text = money(wage.median, self.language, 0 if wage.unit == "year" else 2)
        return f"{text} {Wage.Unit(wage.unit).label}" if with_unit else text


class OccupationFeed(ChannelFeed):
    """What the last editions changed for one occupation."""

    def get_object(self, request, code):
        words = Words()
        titles = Profile.objects.titles_of([code], words.language)
        if not titles:
            raise Http404
        address = reverse("occupations:profile", args=[code, slug(titles[code])])
        found = changes.of_occupation(code)
        return Channel(
            title=f"IMT – {titles[code]}",
            subtitle=_(
                "Wages and outlooks of occupation %(code)s: what the last editions "
                "changed."
            )
            % {"code": code},
            link=address,
            address=reverse("occupations:feed", args=[code]),
            at=_last([*words.sources.values()]),
            entries=[words.entry(change, address) for change in found],
        )


class RegionFeed(ChannelFeed):
    """The largest changes of the last editions in one region."""

    def get_object(self, request, region):
        words = Words()
        if region not in words.regions:
            raise Http404
        found = changes.of_region(region)
        codes = {change.code for change in found}
        titles = Profile.objects.titles_of(codes, words.language)
        name = words.regions[region]
        entries = []
        for change in found:
            if title := titles.get(change.code):
                address = reverse(
                    "occupations:profile", args=[change.code, slug(title)]
                )
                entries.append(words.entry(change, address, title))
        return Channel(
            title=f"IMT – {name}",
            subtitle=_(
                "Wages and outlooks in the region %(name)s: the largest changes of "
                "the last editions."
            )
            % {"name": name},
            link=f"{reverse('occupations:list')}?region={region}",
            address=reverse("occupations:region_feed", args=[region]),
            at=_last([*words.sources.values()]),
            entries=entries,
        )


def _last(live: list[editions.Edition]):
    """When the newest of the live editions was loaded; None when there is none."""
    return max((edition.loaded_on for edition in live), default=None)


occupation_feed = require_safe(public_page(OccupationFeed()))
region_feed = require_safe(public_page(RegionFeed()))
