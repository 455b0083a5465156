"""What texts may draw of the releases of this app."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from classifications.places import region_names
from datasets import editions
from datasets.models import Publication
from figures.drawings import register
from occupations.pieces import Sources
from occupations.unemployment import SOURCES, Rates

MONTHS = 6


@register("unemployment")
def unemployment(parameters: dict[str, str], language: str) -> SafeString:
    """The last months of a region beside Québec, with their source."""
    version = Publication.objects.version()
    code = parameters.get("region", "")
    name = region_names(version).get(code)
    if name is None:
        raise ValueError(_("The tag needs a region, as region=06."))
    with override(language):
        rates = Rates(code, name, language)
        sources = Sources(editions.live(version, language), language)
        return render_to_string(
            "occupations/_drawn_unemployment.html",
            {
                "name": name,
                "table": rates.table()[:MONTHS],
                "sources": sources.lines(*SOURCES),
            },
        )
