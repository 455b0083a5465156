"""Pages of the house itself: home, sources, errors, health."""

from math import ceil

from django.conf import settings
from django.contrib.auth.mixins import UserPassesTestMixin
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from accounts.roles import is_analyst
from bilingual.public import live_page, public_page
from bilingual.sitemaps import LARGEST, site_maps
from classifications.places import region_names
from datasets import editions
from datasets.models import Publication, Source
from editorial.kept import latest_bulletin
from imt import operations
from imt.overview import key_figures, overview
from imt.rooms import UPDATED, rooms
from imt.samples import samples
from occupations.scales import MISSING, SCALES

OUTLOOKS = ("diagnostics", "outlooks", "cops")


@method_decorator(public_page, name="dispatch")
class HomeView(TemplateView):
    template_name = "home.html"

    def get_context_data(self, **kwargs):
        version = Publication.objects.version()
        live = editions.live(version, get_language())
        return super().get_context_data(**kwargs) | {
            "overview": overview(get_language(), version),
            "key_figures": key_figures(get_language(), version),
            "bulletin": latest_bulletin(version),
            "spans": {
                name: (live[name].period or live[name].edition) if name in live else ""
                for name in ("wages", *OUTLOOKS)
            },
            "outlook_editions": [live[name] for name in OUTLOOKS if name in live],
            "list_url": reverse("occupations:list"),
            "sources_url": reverse("sources"),
        }


@method_decorator(public_page, name="dispatch")
class PageView(TemplateView):
    """A page of plain words, with the day of its text."""

    name = ""

    def get_template_names(self):
        return [f"pages/{self.name}.html"]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"updated": UPDATED[self.name]}


@method_decorator(public_page, name="dispatch")
class SiteMapView(TemplateView):
    """Every page of words or lists that a visitor may open."""

    template_name = "pages/site_map.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"groups": rooms()}


@method_decorator(public_page, name="dispatch")
class SourcesView(TemplateView):
    """Every source, its live edition, its earlier ones, its method."""

    template_name = "pages/sources.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "section": "sources",
            "sources": Source.objects.with_releases(),
            "regions": region_names(Publication.objects.version()),
        }


@method_decorator(public_page, name="dispatch")
class StyleGuideView(TemplateView):
    """Every component of the look, with its states."""

    template_name = "pages/styleguide.html"

    def get_context_data(self, **kwargs):
        return (
            super().get_context_data(**kwargs)
            | samples()
            | {
                "scales": [
                    {"name": name, "steps": (*steps, MISSING[name])}
                    for name, steps in SCALES.items()
                ],
                "levels": range(6),
            }
        )


@require_safe
@public_page
def robots(request):
    lines = ["User-agent: *", "Disallow: /fr/admin/", "Disallow: /en/admin/"]
    lines += [f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")


@require_safe
@live_page
def sitemap(request):
    """The index of the site map: a file or more for each kind of pages."""
    files = [
        f"{settings.SITE_URL}{reverse('sitemap_part', args=[kind.name, number])}"
        for kind in site_maps().values()
        for number in range(1, 1 + ceil(kind.count() / LARGEST))
    ]
    return render(
        request, "sitemap.xml", {"files": files}, content_type="application/xml"
    )


@require_safe
@live_page
def sitemap_part(request, name, number):
    """The pages of one kind, in both languages, each with its twin."""
    kind = site_maps().get(name)
    if kind is None or not 1 <= number <= 10_000:
        raise Http404
    pages = kind.pages((number - 1) * LARGEST, LARGEST)
    return render(
        request, "sitemap_part.xml", {"pages": pages}, content_type="application/xml"
    )


@require_safe
@public_page
def live(request):
    """The process answers; nothing else is asked."""
    response = JsonResponse({"status": "ok"})
    response.public = False
    return response


@require_safe
@public_page
def ready(request):
    """Whether the portal can serve: database and data; the rest is told beside."""
    state, status = operations.readiness()
    response = JsonResponse(state, status=status)
    response.public = False
    return response


class OperationsView(UserPassesTestMixin, TemplateView):
    """What runs, what failed, what waits: for analysts and administrators."""

    template_name = "pages/operations.html"

    def test_func(self):
        return is_analyst(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | operations.overview()


def bad_request(request, exception=None):
    return render(request, "errors/400.html", status=400)


def forbidden(request, exception=None):
    return render(request, "errors/403.html", status=403)


def not_found(request, exception=None):
    return render(request, "errors/404.html", status=404)


def server_error(request):
    """Works without the database and without the context processors."""
    return HttpResponse(render_to_string("errors/500.html"), status=500)
