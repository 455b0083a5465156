"""Addresses of the two sides of a meeting.

`seeker` stands under `mon-dossier/` and `my-file/`, `employer` under `candidatures/`
and `candidates/`; `public` is what a mail's link opens.
"""

from django.urls import path
from django.utils.translation import pgettext_lazy

from placement.views import answers, candidates, offers, referrals, saved

seeker = [
    path(pgettext_lazy("url", "offer/"), offers.home, name="offer_home"),
    path(pgettext_lazy("url", "offer/begin"), offers.begin, name="offer_begin"),
    path(
        pgettext_lazy("url", "offer/occupations/"),
        offers.occupations,
        name="offer_occupations",
    ),
    path(
        pgettext_lazy("url", "offer/occupations/add"),
        offers.add_occupation,
        name="offer_add_occupation",
    ),
    path(
        pgettext_lazy("url", "offer/occupations/<unit_group:code>/remove"),
        offers.remove_occupation,
        name="offer_remove_occupation",
    ),
    path(pgettext_lazy("url", "offer/skills/"), offers.skills, name="offer_skills"),
    path(
        pgettext_lazy("url", "offer/background/"),
        offers.step,
        {"name": "background"},
        name="offer_background",
    ),
    path(
        pgettext_lazy("url", "offer/conditions/"),
        offers.step,
        {"name": "conditions"},
        name="offer_conditions",
    ),
    path(
        pgettext_lazy("url", "offer/private/"),
        offers.step,
        {"name": "private"},
        name="offer_private",
    ),
    path(pgettext_lazy("url", "offer/preview/"), offers.preview, name="offer_preview"),
    path(
        pgettext_lazy("url", "offer/publish"),
        offers.change_state,
        {"action": "publish"},
        name="offer_publish",
    ),
    path(
        pgettext_lazy("url", "offer/renew"),
        offers.change_state,
        {"action": "renew"},
        name="offer_renew",
    ),
    path(
        pgettext_lazy("url", "offer/withdraw"),
        offers.change_state,
        {"action": "withdraw"},
        name="offer_withdraw",
    ),
    path(pgettext_lazy("url", "documents/"), offers.documents, name="documents"),
    path(
        pgettext_lazy("url", "documents/<uuid:pk>/share"),
        offers.change_document,
        {"action": "share"},
        name="document_share",
    ),
    path(
        pgettext_lazy("url", "documents/<uuid:pk>/stop-sharing"),
        offers.change_document,
        {"action": "unshare"},
        name="document_unshare",
    ),
    path(
        pgettext_lazy("url", "documents/<uuid:pk>/remove"),
        offers.change_document,
        {"action": "remove"},
        name="document_remove",
    ),
    path(pgettext_lazy("url", "orders-for-me/"), referrals.matches, name="matches"),
    path(pgettext_lazy("url", "orders-for-me/aside/"), referrals.aside, name="aside"),
    path(
        pgettext_lazy("url", "orders-for-me/<uuid:pk>/"), referrals.match, name="match"
    ),
    path(
        pgettext_lazy("url", "orders-for-me/<uuid:pk>/set-aside"),
        referrals.set_aside,
        name="set_aside",
    ),
    path(
        pgettext_lazy("url", "orders-for-me/<uuid:pk>/put-back"),
        referrals.put_back,
        name="put_back",
    ),
    path(
        pgettext_lazy("url", "orders-for-me/<uuid:pk>/apply"),
        referrals.apply,
        name="apply",
    ),
    path(
        pgettext_lazy("url", "saved-orders/"), saved.saved_orders, name="saved_orders"
    ),
    path(
        pgettext_lazy("url", "saved-orders/<uuid:pk>/save"),
        saved.save_order,
        name="save_order",
    ),
    path(
        pgettext_lazy("url", "saved-orders/<uuid:pk>/remove"),
        saved.unsave_order,
        name="unsave_order",
    ),
    path(pgettext_lazy("url", "referrals/"), referrals.referrals, name="referrals"),
    path(
        pgettext_lazy("url", "referrals/<uuid:pk>/"),
        referrals.referral,
        name="referral",
    ),
    path(
        pgettext_lazy("url", "referrals/<uuid:pk>/accept"),
        referrals.accept,
        name="accept",
    ),
    path(
        pgettext_lazy("url", "referrals/<uuid:pk>/step-back"),
        referrals.step_back,
        name="step_back",
    ),
    path(
        pgettext_lazy("url", "referrals/<uuid:pk>/message"),
        referrals.write,
        name="write",
    ),
]

employer = [
    path("", candidates.home, name="candidates"),
    path(
        pgettext_lazy("url", "order/<uuid:pk>/"),
        candidates.matches,
        name="order_candidates",
    ),
    path(
        pgettext_lazy("url", "order/<uuid:pk>/<uuid:offer>/"),
        candidates.candidate,
        name="candidate",
    ),
    path(
        pgettext_lazy("url", "order/<uuid:pk>/<uuid:offer>/invite"),
        candidates.invite,
        name="invite",
    ),
    path(
        pgettext_lazy("url", "referrals/<uuid:pk>/"),
        candidates.referral,
        name="candidate_referral",
    ),
    path(
        pgettext_lazy("url", "referrals/<uuid:pk>/answer"),
        candidates.answer,
        name="candidate_answer",
    ),
    path(
        pgettext_lazy("url", "referrals/<uuid:pk>/message"),
        candidates.write,
        name="candidate_write",
    ),
    path(pgettext_lazy("url", "documents/<uuid:pk>"), offers.download, name="document"),
]

public = [
    path("<str:token>/", answers.by_link, name="answer_by_link"),
]
