"""Addresses of what analysts keep by hand, under `pupitre/` and `desk/`."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from occupations.views import desk, narratives

app_name = "desk"

urlpatterns = [
    path("", desk.DeskView.as_view(), name="home"),
    path(
        pgettext_lazy("url", "minimum-wage/"),
        desk.MinimumWagesView.as_view(),
        name="minimum_wages",
    ),
    path(
        pgettext_lazy("url", "minimum-wage/add"),
        desk.AddMinimumWageView.as_view(),
        name="add_minimum_wage",
    ),
    path(
        pgettext_lazy("url", "minimum-wage/<int:pk>"),
        desk.EditMinimumWageView.as_view(),
        name="edit_minimum_wage",
    ),
    path(
        pgettext_lazy("url", "minimum-wage/<int:pk>/delete"),
        desk.DeleteMinimumWageView.as_view(),
        name="delete_minimum_wage",
    ),
    path(pgettext_lazy("url", "changes/"), desk.ChangesView.as_view(), name="changes"),
    path(
        pgettext_lazy("url", "texts/"),
        narratives.NarrativesView.as_view(),
        name="narratives",
    ),
    path(
        pgettext_lazy("url", "texts/missing"),
        narratives.MissingTextsView.as_view(),
        name="missing_texts",
    ),
    path(pgettext_lazy("url", "texts/add"), narratives.edit, name="add_narrative"),
    path(
        pgettext_lazy("url", "texts/<int:pk>"), narratives.edit, name="edit_narrative"
    ),
    path(
        pgettext_lazy("url", "texts/<int:pk>/delete"),
        narratives.delete,
        name="delete_narrative",
    ),
]
