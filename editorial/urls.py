"""Addresses of the texts: a section, then the slug of a text in the page's language."""

from django.urls import include, path
from django.utils.translation import pgettext_lazy

from editorial.views import GlossaryView, SectionView, TextView

app_name = "editorial"


def shelf(name: str) -> list:
    return [
        path("", SectionView.as_view(section=name), name=name),
        path("<slug:slug>", TextView.as_view(section=name), name=f"{name}_text"),
    ]


urlpatterns = [
    path(pgettext_lazy("url", "job-search-guide/"), include(shelf("guide"))),
    path(pgettext_lazy("url", "measures/"), include(shelf("measures"))),
    path(pgettext_lazy("url", "financial-assistance/"), include(shelf("assistance"))),
    path(pgettext_lazy("url", "methodology/"), include(shelf("methodology"))),
    path(
        pgettext_lazy("url", "other-job-sites"),
        TextView.as_view(section="other"),
        name="other",
    ),
    path(pgettext_lazy("url", "glossary"), GlossaryView.as_view(), name="glossary"),
]
