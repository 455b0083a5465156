"""The search of the whole site: one box over everything that has a page."""

from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.generic import TemplateView

from bilingual.public import public_page
from bilingual.search_sources import search_sources
from datasets.models import Publication

LONGEST = 200  # characters
MOST = 8  # of each kind


@method_decorator(public_page, name="dispatch")
class SearchView(TemplateView):
    """What every source found, a group for each; an empty box shows where to look."""

    template_name = "search.html"

    def get_context_data(self, **kwargs):
        text = self.request.GET.get("q", "").replace("\x00", "")[:LONGEST].strip()
        language, version = get_language(), Publication.objects.version()
        asked = search_sources() if text else []
        found = [(kind, kind.find(text, language, version, MOST)) for kind in asked]
        corrections = [one.correction for _kind, one in found if one.correction]
        # Words found as they stand are meant as they stand.
        if any(one.count and not one.correction for _kind, one in found):
            found = [(kind, one) for kind, one in found if not one.correction]
            corrections = []
        return super().get_context_data(**kwargs) | {
            "section": "search",
            "q": text,
            "groups": [(kind, one) for kind, one in found if one.count],
            "total": sum(one.count for _kind, one in found),
            "correction": corrections[0] if corrections else "",
        }
