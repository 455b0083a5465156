"""Live offers for readers and for other exchanges: Atom, RSS and JSON Feed.

They take the filters of the list. A relay follows the JSON Feed page by page; an offer
that is no longer in it is closed and must go.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bilingual.public import live_page
from figures.exports import json_response
from figures.feeds import Channel, ChannelFeed, Entry
from placement.jobs import cards, paging
from placement.jobs.search import Found, newest
from placement.views.jobs import Asked

SIZE = 50
RELAYED = 200


def _newest(asked: Asked, size: int) -> Found:
    if asked.impossible:
        return Found([], 0, [])
    after = paging.place(asked.params.get("after", "")[:80])
    return newest(asked.filter.criteria, after, size - 1)


class JobsFeed(ChannelFeed):
    """The newest offers of a search, as Atom."""

    address = "jobs:atom"

    def get_object(self, request):
        asked = Asked(request)
        rows = cards.for_feed(_newest(asked, SIZE).ids, asked.language)
        query = f"?{asked.query}" if asked.query else ""
        return Channel(
            title=_("IMT – Job offers"),
            subtitle=_("The newest job offers of a search."),
            link=asked.list_url + query,
            address=reverse(self.address) + query,
            at=rows[0]["posted_at"] if rows else None,
            entries=[
                Entry(
                    title=row["title"],
                    summary=row["summary"],
                    link=row["url"],
                    name=f"jobs/{row['number']}",
                    at=row["posted_at"],
                )
                for row in rows
            ],
        )


class _Rss(Rss201rev2Feed):
    def latest_post_date(self):
        return self.feed["at"] or super().latest_post_date()


class JobsRss(JobsFeed):
    feed_type = _Rss
    address = "jobs:rss"

    def description(self, channel):
        return channel.subtitle


atom = require_safe(live_page(JobsFeed()))
rss = require_safe(live_page(JobsRss()))


@require_safe
@live_page
def json_feed(request):
    """JSON Feed 1.1; `_order` holds what a relay needs, `next_url` the page after."""
    asked = Asked(request)
    found = _newest(asked, RELAYED + 1)
    more = len(found.ids) > RELAYED
    rows = cards.for_export(found.ids[:RELAYED], asked.language)
    address = settings.SITE_URL + reverse("jobs:feed")
    payload = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _("IMT – Job offers"),
        "home_page_url": settings.SITE_URL + asked.list_url,
        "feed_url": f"{address}?{asked.query}".rstrip("?"),
        "language": f"{get_language()}-CA",
        "authors": [{"name": "IMT"}],
        "items": [
            {
                "id": row["url"],
                "url": row["url"],
                "title": row["title"],
                "content_text": row["duties"],
                "language": row["text_language"],
                "date_published": row["posted_at"],
                "_order": row,
            }
            for row in rows
        ],
    }
    if more:
        following = asked.params.copy()
        following["after"] = paging.mark(found.places[RELAYED - 1])
        payload["next_url"] = f"{address}?{following.urlencode()}"
    return json_response(payload)
