"""French typography of what the portal says: the catalog and the facts of the sources.

A no-break space stands before a colon, inside « » and before a sign of percent or of
dollars; none stands before other signs; the apostrophe is ’.
"""

import re

import polib
import pytest
from django.conf import settings

from datasets.registry import loaders

CATALOG = settings.BASE_DIR / "locale/fr/LC_MESSAGES/django.po"
SLIP = re.compile(r"\S :|« | »|\d [%$]|\w [;!?]|\w'\w")


def slips(text: str) -> list[str]:
    return SLIP.findall(re.sub(r"<[^>]*>|{[^}]*}|https?:\S+", "", text))


def test_catalog_is_written_as_french_is():
    said = [
        text
        for entry in polib.pofile(str(CATALOG))
        if not entry.obsolete
        for text in (entry.msgstr, *entry.msgstr_plural.values())
    ]
    assert len(said) > 2000
    assert [text for text in said if slips(text)] == []


def test_facts_of_every_source_are_written_as_french_is():
    said = [
        text
        for loader in loaders().values()
        for text in (loader.facts.title[0], loader.facts.method[0])
    ]
    assert len(said) > 40
    assert [text for text in said if slips(text)] == []


@pytest.mark.parametrize(
    "text",
    ["Source : Québec", "« Oui »", "100 %", "Oui ; non", "l'offre", "12 $"],
)
def test_gate_finds_a_planted_slip(text):
    assert slips(text)
    assert slips(text.replace(" ", "\u00a0").replace("'", "’")) in ([], [" ;"])
