"""The house's front door: each app brings its own rooms."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.utils.translation import pgettext_lazy
from django.views.generic import RedirectView

from imt import views
from imt.feeds import source_feed
from imt.search import SearchView

handler400 = "imt.views.bad_request"
handler403 = "imt.views.forbidden"
handler404 = "imt.views.not_found"
handler500 = "imt.views.server_error"

urlpatterns = [
    # French first, whatever the browser says.
    path("", login_not_required(RedirectView.as_view(url="/fr/"))),
    path("health/live", views.live, name="live"),
    path("health/ready", views.ready, name="ready"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path(
        "sitemap-<slug:name>-<int:number>.xml", views.sitemap_part, name="sitemap_part"
    ),
]

urlpatterns += i18n_patterns(
    path("", views.HomeView.as_view(), name="home"),
    path(
        pgettext_lazy("url", "occupations/"),
        include("occupations.urls", namespace="occupations"),
    ),
    path(
        pgettext_lazy("url", "sectors/"), include("sectors.urls", namespace="sectors")
    ),
    path(
        pgettext_lazy("url", "training/"),
        include("training.urls", namespace="training"),
    ),
    path(
        pgettext_lazy("url", "businesses/"),
        include("businesses.urls", namespace="businesses"),
    ),
    path(
        pgettext_lazy("url", "regions/"),
        include("occupations.region_urls", namespace="regions"),
    ),
    path(pgettext_lazy("url", "sources/"), views.SourcesView.as_view(), name="sources"),
    path("sources/<slug:slug>.atom", source_feed, name="source_feed"),
    path(
        pgettext_lazy("url", "accessibility/"),
        views.PageView.as_view(name="accessibility"),
        name="accessibility",
    ),
    path(
        pgettext_lazy("url", "privacy/"),
        views.PageView.as_view(name="privacy"),
        name="privacy",
    ),
    path(
        pgettext_lazy("url", "help/"), views.PageView.as_view(name="help"), name="help"
    ),
    path(
        pgettext_lazy("url", "terms/"),
        views.PageView.as_view(name="terms"),
        name="terms",
    ),
    path(
        pgettext_lazy("url", "site-map"), views.SiteMapView.as_view(), name="site_map"
    ),
    path(
        pgettext_lazy("url", "style-guide/"),
        views.StyleGuideView.as_view(),
        name="styleguide",
    ),
    path(
        pgettext_lazy("url", "desk/releases/"),
        include("datasets.urls", namespace="releases"),
    ),
    path(
        pgettext_lazy("url", "desk/bulletins/"),
        include("editorial.desk_urls", namespace="bulletin_desk"),
    ),
    path(
        pgettext_lazy("url", "desk/facts/"),
        include("editorial.fact_desk_urls", namespace="fact_desk"),
    ),
    path(
        pgettext_lazy("url", "regional-facts/"),
        include("editorial.fact_urls", namespace="facts"),
    ),
    path(
        pgettext_lazy("url", "desk/businesses/"),
        include("businesses.desk_urls", namespace="business_desk"),
    ),
    path("bulletins/", include("editorial.bulletin_urls", namespace="bulletins")),
    path(
        pgettext_lazy("url", "desk/programs-and-occupations/"),
        include("training.desk_urls", namespace="training_desk"),
    ),
    path(
        pgettext_lazy("url", "desk/committees-and-associations/"),
        include("sectors.desk_urls", namespace="sector_desk"),
    ),
    path(
        pgettext_lazy("url", "desk/"),
        include("occupations.desk_urls", namespace="desk"),
    ),
    path(
        pgettext_lazy("url", "operations/"),
        views.OperationsView.as_view(),
        name="operations",
    ),
    path(pgettext_lazy("url", "jobs/"), include("placement.urls.jobs")),
    path(pgettext_lazy("url", "search"), SearchView.as_view(), name="search"),
    path(
        pgettext_lazy("url", "my-needs/"),
        include("guidance.urls", namespace="guidance"),
    ),
    path(
        pgettext_lazy("url", "my-file/"),
        include("guidance.file_urls", namespace="file"),
    ),
    path(
        pgettext_lazy("url", "know-yourself/"),
        include("guidance.yourself_urls", namespace="yourself"),
    ),
    path("", include("guidance.counsel_urls", namespace="counsel")),
    path("", include("editorial.urls", namespace="editorial")),
    path("", include("placement.urls", namespace="placement")),
    path(pgettext_lazy("url", "account/"), include("accounts.urls")),
    path("admin/", admin.site.urls),
    prefix_default_language=True,
)
