"""The front door of training, and how studies are paid for."""

from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from bilingual.public import public_page
from training import kept
from training.funding import ways
from training.models import Level
from training.views.base import OFFICIAL, PROGRAM_SOURCES, TrainingMixin


@method_decorator(public_page, name="dispatch")
class HomeView(TrainingMixin, TemplateView):
    template_name = "training/home.html"

    def get_context_data(self, **kwargs):
        counts = dict.fromkeys(Level.values, 0)
        for one in kept.programs(self.version).values():
            counts[one.level] += 1
        places = kept.places_by_region(self.version).values()
        return super().get_context_data(**kwargs) | {
            "levels": [(one, Level(one).label, n) for one, n in counts.items()],
            "official": OFFICIAL,
            "places": sum(sum(orders.values()) for orders in places),
            "transcribed": self.transcribed(*PROGRAM_SOURCES),
            "sources": self.sources(*PROGRAM_SOURCES, "institutions"),
        }


@method_decorator(public_page, name="dispatch")
class FundingView(TrainingMixin, TemplateView):
    template_name = "training/funding.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"ways": ways(self.language)}
