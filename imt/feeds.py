"""The feed of a source: each publication of its editions, roll backs included."""

from collections.abc import Iterator

from django.apps import apps
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bilingual.public import public_page
from datasets.models import Publication, Source
from figures.feeds import Channel, ChannelFeed, Entry
from figures.numbers import number, period

MOST = 50


class SourceFeed(ChannelFeed):
    def get_object(self, request, slug):
        source = Source.objects.filter(pk=slug).first()
        if source is None:
            raise Http404
        flips = list(Publication.objects.of_source(slug))
        page = f"{reverse('sources')}#{slug}"
        return Channel(
            title=f"IMT – {source.title}",
            subtitle=_("Each edition published here, with what it changed."),
            link=page,
            address=reverse("source_feed", args=[slug]),
            at=flips[-1].at if flips else None,
            entries=list(_entries(source.title, flips, page))[::-1][:MOST],
        )


def _entries(title: str, flips: list[Publication], page: str) -> Iterator[Entry]:
    """The publications of one source, the oldest first, as sentences."""
    seen, language = set(), get_language()
    for flip in flips:
        release = flip.release
        values = {"source": title, "edition": period(release.edition, language)}
        before = flip.previous and period(flip.previous.edition, language)
        if release.pk in seen:
            words = _("%(source)s, edition %(edition)s: live again")
            summary = _("It replaces the edition %(before)s.") % {"before": before}
        elif flip.previous is None and seen:
            words = _("%(source)s, edition %(edition)s: added to the history")
            summary = _counts(release, language)
        else:
            words = _("%(source)s, edition %(edition)s: published")
            summary = _counts(release, language)
        seen.add(release.pk)
        yield Entry(words % values, summary, page, f"publication/{flip.pk}", flip.at)


MOVES = ("added", "changed", "vanished")


def _counts(release, language: str) -> str:
    """Rows added, changed and gone, table by table, from the report of the load."""
    lines = []
    tables = release.report.get("tables", {})
    moved = {m: c for m, c in tables.items() if any(c[name] for name in MOVES)}
    for model, counts in (moved or tables).items():
        said = {name: number(counts[name], language) for name in counts}
        said["table"] = apps.get_model(model)._meta.verbose_name_plural
        lines.append(
            _("%(table)s: %(added)s added, %(changed)s changed, %(vanished)s gone")
            % said
        )
    return "; ".join(str(line) for line in lines) + "." if lines else ""


source_feed = require_safe(public_page(SourceFeed()))
