"""Addresses of the directory, under `entreprises/` and `businesses/`."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.utils.translation import pgettext_lazy

from businesses import correction_views, views


class NeqConverter(StringConverter):
    """A Québec enterprise number: ten digits."""

    regex = r"[0-9]{10}"


register_converter(NeqConverter, "neq")

app_name = "businesses"

urlpatterns = [
    path("", views.BusinessListView.as_view(), name="list"),
    path("businesses.csv", views.list_csv, name="list_csv"),
    path("businesses.json", views.list_json, name="list_json"),
    path(pgettext_lazy("url", "by-region"), views.MapView.as_view(), name="map"),
    path(
        pgettext_lazy("url", "requests/confirm/<str:token>"),
        correction_views.confirm,
        name="confirm",
    ),
    path(pgettext_lazy("url", "requests/asked"), correction_views.asked, name="asked"),
    path("<neq:neq>", views.BusinessView.as_view(), name="by_number"),
    path("<neq:neq>.json", views.business_json, name="json"),
    path(
        pgettext_lazy("url", "<neq:neq>/correct"),
        correction_views.correct,
        name="correct",
    ),
    path(
        pgettext_lazy("url", "<neq:neq>/establishments/<slug:number>"),
        views.EstablishmentView.as_view(),
        name="establishment",
    ),
    path("<neq:neq>-<slug:slug>", views.BusinessView.as_view(), name="business"),
]
