"""Atom feeds: what moved, for whoever follows it from a reader."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language


class Entry(NamedTuple):
    """One thing that moved; `name` is its own for ever, `link` a path of the site."""

    title: str
    summary: str
    link: str
    name: str
    at: datetime


class Channel(NamedTuple):
    """One feed in one language; `at` is when its data were last published."""

    title: str
    subtitle: str
    link: str
    address: str
    at: datetime | None
    entries: Sequence[Entry]


def tag(name: str) -> str:
    """A name that no other feed of the world has (RFC 4151), one for each language."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},2026:{get_language()}/{name}"


class _Atom(Atom1Feed):
    def latest_post_date(self):
        """An empty feed keeps its date, too."""
        return self.feed["at"] or super().latest_post_date()


class ChannelFeed(Feed):
    """A feed whose `get_object` gives a channel. Addresses never trust the Host."""

    feed_type = _Atom
    author_name = "IMT"

    def title(self, channel):
        return channel.title

    def subtitle(self, channel):
        return channel.subtitle

    def link(self, channel):
        return settings.SITE_URL + channel.link

    def feed_url(self, channel):
        return settings.SITE_URL + channel.address

    def feed_guid(self, channel):
        return tag(channel.address.strip("/"))

    def feed_extra_kwargs(self, channel):
        return {"at": channel.at}

    def items(self, channel):
        return channel.entries

    def item_title(self, entry):
        return entry.title

    def item_description(self, entry):
        return entry.summary

    def item_link(self, entry):
        return settings.SITE_URL + entry.link

    def item_guid(self, entry):
        return tag(entry.name)

    def item_pubdate(self, entry):
        return entry.at

    item_updateddate = item_pubdate
