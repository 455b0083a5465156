"""What a handout gives to read: its occupations as its page prints them, its pages."""

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from classifications.models.noc import Teer
from datasets import editions
from figures.citation import lines
from guidance.models import Handout
from occupations.explorer import explorer_index
from occupations.listing import Listing
from occupations.models.figures import QUEBEC

# The portal's own pages that a handout may name, by the names of their addresses.
PAGES = {
    "yourself:interests": _("Know yourself: your interests"),
    "yourself:values": _("Know yourself: what counts for you at work"),
    "guidance:needs": _("My needs: a road map in a few questions"),
    "guidance:resume": _("Resume with a code"),
    "occupations:list": _("All occupations"),
    "training:programs": _("Programs of studies"),
    "training:funding": _("Financing studies"),
    "jobs:list": _("Search job offers"),
    "editorial:guide": _("Job-search guide"),
    "editorial:measures": _("Employment measures"),
    "editorial:assistance": _("Financial assistance"),
    "regions:list": _("Regions"),
}
SOURCES = ("noc-structure", "diagnostics", "outlooks", "wages")


def address(handout: Handout) -> str:
    """The short address, whole, in the active language."""
    return settings.SITE_URL + reverse("counsel:handout", args=[handout.code])


def qr_code(handout: Handout) -> str:
    """The short address as a QR code, in SVG."""
    return get_adapter().build_totp_svg(address(handout))


def printed(handout: Handout, version: int) -> dict:
    """What the page of a handout prints, in the active language."""
    language = get_language()
    live = editions.live(version, language)
    occupations = occupations_of(handout, version)
    return {
        "handout": handout,
        "address": address(handout),
        "occupations": occupations,
        "compared": ",".join(one["code"] for one in occupations[:4]),
        "pages": [
            {"label": PAGES[name], "url": reverse(name)}
            for name in handout.pages
            if name in PAGES
        ],
        "site": settings.SITE_URL,
        "sources": lines(live, language, *SOURCES) if occupations else [],
    }


def occupations_of(handout: Handout, version: int) -> list[dict]:
    """A card for each occupation that the portal still knows, in the chosen order."""
    index, base = explorer_index(version), reverse("occupations:list")
    listing = Listing(index, get_language(), handout.region_id or QUEBEC, base)
    rows = [
        index.rows[index.places[code]]
        for code in handout.occupations
        if code in index.places
    ]
    return [
        listing.card(row) | {"teer": Teer(row.teer).label, "short": f"{base}{row.code}"}
        for row in rows
    ]


def in_words(handout: Handout) -> dict[str, str]:
    """The columns of a handout that codes fill."""
    return {"pages": ", ".join(str(PAGES.get(name, name)) for name in handout.pages)}
