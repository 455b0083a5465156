"""Addresses of an employer's own space, under `espace-employeur/` and `employer/`."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from placement.views import employers, orders

employer = [
    path("", employers.home, name="employer_home"),
    path(
        pgettext_lazy("url", "organisation/new"),
        employers.register,
        name="employer_register",
    ),
    path(
        pgettext_lazy("url", "organisation/<uuid:pk>/"),
        employers.organisation,
        name="employer_organisation",
    ),
    path(
        pgettext_lazy("url", "organisation/<uuid:pk>/code"),
        employers.code,
        name="employer_code",
    ),
    path(
        pgettext_lazy("url", "organisation/<uuid:pk>/members"),
        employers.members,
        name="employer_members",
    ),
    path(
        pgettext_lazy("url", "join/<str:token>"), employers.join, name="employer_join"
    ),
    path(
        pgettext_lazy("url", "organisation/<uuid:pk>/new-order"),
        orders.begin,
        name="order_new",
    ),
    path(pgettext_lazy("url", "orders/<uuid:pk>/"), orders.page, name="order_page"),
    path(
        pgettext_lazy("url", "orders/<uuid:pk>/preview"),
        orders.preview,
        name="order_preview",
    ),
    path(pgettext_lazy("url", "orders/<uuid:pk>/act"), orders.act, name="order_act"),
    path(
        pgettext_lazy("url", "orders/<uuid:pk>/step-<int:number>"),
        orders.step,
        name="order_step",
    ),
    path(
        pgettext_lazy("url", "orders/<uuid:pk>/step-<int:number>/help"),
        orders.step_help,
        name="order_help",
    ),
]
