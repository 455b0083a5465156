"""What every page's frame needs; kept per language, for it never changes."""

from functools import cache, partial

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def portal(request):
    return {"shell": _shell(get_language())}


def _link(key, label, name, *args):
    return {"key": key, "label": label, "url": reverse(name, args=args)}


@cache
def _shell(language: str) -> dict:
    return {
        "home": reverse("home"),
        "account": reverse("account"),
        "main": [
            _link("occupations", _("Occupations"), "occupations:list"),
            _link("training", _("Training"), "training:home"),
            _link("sectors", _("Sectors"), "sectors:list"),
            _link("jobs", _("Job offers"), "jobs:list"),
            _link("guide", _("Job-search guide"), "editorial:guide"),
            _link("needs", _("My needs"), "guidance:needs"),
            _link("search", _("Search"), "search"),
        ],
        "footer": render_to_string("components/footer.html", {"groups": _groups()}),
    }


def _groups() -> list[dict]:
    """The links of the foot of the page, by subject."""
    link = partial(_link, "")
    return [
        {
            "label": _("Data"),
            "links": [
                link(_("Sources, editions and methods"), "sources"),
                link(_("In demand"), "occupations:in_demand"),
                link(_("Compare occupations"), "occupations:compare"),
                link(_("Regions"), "regions:list"),
                link(_("Former NOC codes"), "occupations:former_codes"),
                link(_("Businesses"), "businesses:list"),
            ],
        },
        {
            "label": _("Guides and explanations"),
            "links": [
                link(_("Job-search guide"), "editorial:guide"),
                link(_("Regional bulletins"), "bulletins:list"),
                link(_("Employment measures"), "editorial:measures"),
                link(_("Financial assistance"), "editorial:assistance"),
                link(_("How the figures are made"), "editorial:methodology"),
                link(_("Glossary"), "editorial:glossary"),
                link(_("Other job sites"), "editorial:other"),
            ],
        },
        {
            "label": _("This site"),
            "links": [
                link(_("Help and contact"), "help"),
                link(_("Site map"), "site_map"),
                link(_("Terms of use"), "terms"),
                link(_("Accessibility"), "accessibility"),
                link(_("Privacy"), "privacy"),
                link(_("Style guide"), "styleguide"),
            ],
        },
    ]
