"""Templates kept once per language, their fixed strings already in that language.

A page holds some 150 `{% translate "…" %}` whose words never change: looked up on each
request they cost a sixth of it. What depends on the context stays a tag.
"""

import re

from django.template.loaders import cached
from django.utils.translation import get_language, gettext, pgettext

_FIXED = re.compile(r"""{% translate "([^"{}\\]*)"(?: context "([^"{}\\]*)")? %}""")


class Loader(cached.Loader):
    """Django's cached loader, with the language in the name of what it keeps."""

    def cache_key(self, template_name, skip=None):
        return f"{get_language()} {super().cache_key(template_name, skip)}"

    def get_contents(self, origin):
        return _FIXED.sub(_words, super().get_contents(origin))


def _words(tag: re.Match) -> str:
    """The translation as the tag would print it; the tag itself where a brace is."""
    text, context = tag[1].replace("%", "%%"), tag[2]
    words = pgettext(context, text) if context else gettext(text)
    # A translation with braces would be read as a tag of the template.
    return tag[0] if "{" in words else words.replace("%%", "%")
