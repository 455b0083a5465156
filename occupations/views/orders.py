"""The professional orders of Québec, each with the professions it governs."""

from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.generic import TemplateView

from bilingual.folding import slug
from bilingual.public import public_page
from datasets import editions
from datasets.models import Publication
from occupations.models import ProfessionalOrder
from occupations.pieces import Sources


@method_decorator(public_page, name="dispatch")
class OrdersView(TemplateView):
    """Every order; an occupation beside it only when the list itself names its code."""

    template_name = "occupations/orders.html"

    def get_context_data(self, **kwargs):
        language = get_language()
        orders = [
            {
                "name": order.name,
                "website": order.website,
                "occupations": _linked(order),
            }
            for order in ProfessionalOrder.objects.for_list()
        ]
        live = editions.live(Publication.objects.version(), language)
        return super().get_context_data(**kwargs) | {
            "orders": orders,
            "sources": Sources(live, language).lines("professional-orders"),
        }


def _linked(order: ProfessionalOrder) -> list[dict]:
    """The occupations of an order, each once, by code."""
    groups = {r.unit_group_id: r.unit_group for r in order.regulations.all()}
    return [
        {
            "code": code,
            "title": group.title,
            "url": reverse("occupations:profile", args=[code, slug(group.title)]),
        }
        for code, group in sorted(groups.items())
    ]
