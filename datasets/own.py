"""What analysts write by hand is published too: an edition, and a new data version.

Such a source has no loader: its release of the day says that the table changed, and its
publications say when and by whom. Pages and caches then follow as they do a release.
"""

from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from datasets.models import Publication, Release, Source


class OwnSource(NamedTuple):
    """A table that analysts keep: its name, titles and methods, French first."""

    slug: str
    title: tuple[str, str]
    method: tuple[str, str]


PUBLISHER = ("Ce portail", "This portal")
LICENCE = ("Licence du projet", "The project’s licence")
REASON = gettext_noop("changed by hand at the analysts’ desk")


def announce(own: OwnSource, by) -> int:
    """Record that a table of analysts changed, and return the new data version."""
    with transaction.atomic():
        columns = {
            "title": own.title,
            "method": own.method,
            "publisher": PUBLISHER,
            "licence": LICENCE,
        }
        facts = {
            f"{name}_{language}": words[at]
            for name, words in columns.items()
            for at, language in enumerate(("fr", "en"))
        }
        source, _made = Source.objects.update_or_create(slug=own.slug, defaults=facts)
        # One at a time: two editors of one table would both open the day's release.
        Source.objects.select_for_update().get(pk=source.pk)
        today = timezone.localdate().isoformat()
        live = Release.objects.current().filter(source=source).first()
        release = live
        if live is None or live.edition != today:
            if live:
                Release.objects.filter(pk=live.pk).update(is_current=False)
            release = Release.objects.create(
                source=source,
                edition=today,
                state=Release.State.PUBLISHED,
                is_current=True,
                created_by=by,
                report={"reason": {"message": REASON, "values": {}}},
            )
        made = Publication.objects.create(release=release, previous=live, by=by)
    return made.pk
