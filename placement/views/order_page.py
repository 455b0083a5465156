"""The public page of one offer: live, or ended and said so, or gone."""

from datetime import timedelta

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.generic import TemplateView

from bilingual.public import live_page
from classifications.places import region_names
from datasets.models import Publication
from occupations.models import Profile
from placement.jobs import cards
from placement.jobs.market import market
from placement.jobs.markup import data_block, posting
from placement.jobs.sheet import Sheet, offer_by_hour
from placement.models import JobOrder, Referral

# An ended offer keeps its page so long, with a notice; then the address is gone (410).
REMEMBERED = timedelta(days=60)


@method_decorator(live_page, name="dispatch")
class OrderPage(TemplateView):
    """Everything a stranger may know of an offer."""

    template_name = "jobs/order.html"

    def get(self, request, number, slug=""):
        self.language = get_language()
        self.order = JobOrder.objects.for_public_page(number)
        if self.order is None:
            raise Http404
        ended_on = self.order.ended_on
        if ended_on and ended_on < timezone.localdate() - REMEMBERED:
            return HttpResponse(
                render_to_string("jobs/gone.html", {}, request), status=410
            )
        address = cards.address(self.order, self.language)
        if request.path != address:
            return HttpResponsePermanentRedirect(address)
        return super().get(request)

    def get_context_data(self, **kwargs):
        order, language = self.order, self.language
        version = Publication.objects.version()
        profile = Profile.objects.for_page(order.unit_group_id, language)
        regions = region_names(version)
        sheet = Sheet(order, language, version)
        is_live = order.ended_on is None
        return super().get_context_data(**kwargs) | {
            "section": "jobs",
            "o": sheet,
            "posting": data_block(posting(order, language)) if is_live else "",
            "market": market(
                profile, order.region_id or "", offer_by_hour(order), regions, version,
                language,
            ),
            "addresses": {code: cards.address(order, code) for code in ("fr", "en")},
            "no_query": True,
            "list_url": reverse("jobs:list"),
            "responsiveness": Referral.objects.responsiveness(order.organisation),
            "apply_url": reverse("placement:match", args=[order.pk]) if is_live else "",
        }  # fmt: skip
