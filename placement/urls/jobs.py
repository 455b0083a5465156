"""Addresses of the job offers, under `offres/` and `jobs/`."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from placement.jobs import feeds
from placement.views import alerts, jobs, order_page, reports

app_name = "jobs"

urlpatterns = [
    path("", jobs.JobListView.as_view(), name="list"),
    path("jobs.csv", jobs.jobs_csv, name="csv"),
    path("jobs.json", jobs.jobs_json, name="json"),
    path("jobs.atom", feeds.atom, name="atom"),
    path("jobs.rss", feeds.rss, name="rss"),
    path("feed.json", feeds.json_feed, name="feed"),
    path("suggestions", jobs.suggestions, name="suggestions"),
    path(pgettext_lazy("url", "by-region"), jobs.JobMapView.as_view(), name="map"),
    path(pgettext_lazy("url", "alerts/new"), alerts.alert_new, name="alert_new"),
    path(pgettext_lazy("url", "alerts/asked"), alerts.alert_asked, name="alert_asked"),
    path(
        pgettext_lazy("url", "alerts/stopped"),
        alerts.alert_stopped,
        name="alert_stopped",
    ),
    path(pgettext_lazy("url", "alerts/<str:token>"), alerts.alert_list, name="alerts"),
    path(
        pgettext_lazy("url", "alerts/<str:token>/confirm"),
        alerts.alert_confirm,
        name="alert_confirm",
    ),
    path(
        pgettext_lazy("url", "alerts/<str:token>/change"),
        alerts.alert_change,
        name="alert_change",
    ),
    path(
        pgettext_lazy("url", "alerts/<str:token>/stop"),
        alerts.alert_stop,
        name="alert_stop",
    ),
    path(pgettext_lazy("url", "moderation"), reports.figures, name="moderation"),
    path("moderation.csv", reports.figures_csv, name="moderation_csv"),
    path("moderation.json", reports.figures_json, name="moderation_json"),
    path(pgettext_lazy("url", "<int:number>/report"), reports.report, name="report"),
    path(
        pgettext_lazy("url", "<int:number>/reported"),
        reports.reported,
        name="reported",
    ),
    path("<int:number>", order_page.OrderPage.as_view(), name="by_number"),
    path("<int:number>-<slug:slug>", order_page.OrderPage.as_view(), name="order"),
]
