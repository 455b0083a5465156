"""What waits for a moderator, and what is decided; the appeal of an employer."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.forms import BoundField
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.doors import moderators_only
from datasets.models import Publication
from placement.actions import moderation, reviews
from placement.actions.order_moves import NotAllowed, as_written
from placement.jobs.sheet import Sheet
from placement.models import (
    Appeal,
    JobOrder,
    OrderVersion,
    Organisation,
    Screening,
)
from placement.moderation_forms import READ, AppealForm, DecisionForm, ReasonForm
from placement.screening.history import rules_of
from placement.screening.orders import of_order

# As many as a page shows; the rest comes up as these are decided.
SHOWN = 100
SWITCH = "%s_switch"  # two forms of a page have the same fields


@require_safe
@moderators_only
def queue(request):
    """What waits, the riskiest of all first and then the oldest."""
    return _queue(request)


def _queue(request, refused: tuple[Organisation, ReasonForm] | None = None):
    """`refused`: an employer that was not blocked yet, and what its form said."""
    unknown = Organisation.objects.to_verify()[:SHOWN]
    whys = {row: ReasonForm(auto_id=f"%s_{row.pk}") for row in unknown}
    whys |= dict([refused] if refused else [])
    waiting = Paginator(OrderVersion.objects.to_review(), SHOWN)
    page = waiting.get_page(request.GET.get("page"))
    language = get_language()
    context = {
        "page": page,
        "rows": [(row, rules_of(_last(row), language)) for row in page],
        "reported": moderation.waiting_reports(),
        "organisations": whys.items(),
        "refused": refused and refused[1],
        "appeals": Appeal.objects.waiting().select_related("order")[:SHOWN],
    }
    return render(request, "placement/review_queue.html", context)


def _last(version: OrderVersion):
    return next(iter(version.screenings.all()), None)


@require_safe
@moderators_only
def review(request, pk):
    """An order with what the rules found marked in its words."""
    return _page(request, get_object_or_404(JobOrder, pk=pk), DecisionForm())


@require_POST
@moderators_only
def decide(request, pk):
    """Approve, return with remarks, refuse or remove, block; hear what was said."""
    order = get_object_or_404(JobOrder.objects.select_related("organisation"), pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, order, form)
    said, by = form.cleaned_data, request.user
    why = (said["reason"], said["text"])
    acts = {
        "approve": lambda: reviews.approve(order, by=by),
        "return": lambda: moderation.send_back(order, *why, form.remarks(), by=by),
        "refuse": lambda: moderation.turn_down(order, *why, by=by),
        "block": lambda: moderation.block(order, *why, by=by),
        "dismiss": lambda: moderation.dismiss_reports(order, by=by),
        "hear": lambda: moderation.hear(order, True, by=by),
        "unheard": lambda: moderation.hear(order, False, by=by),
    }
    try:
        with transaction.atomic():
            acts[said["decision"]]()
    except NotAllowed:
        messages.error(request, _("Somebody decided before you, or it changed."))
        return redirect("placement:review", pk)
    messages.success(request, _("Order %(n)s: it is done.") % {"n": order.number})
    return redirect("placement:review_queue")


@require_POST
@moderators_only
def switch(request, pk):
    """Hide every order of an order’s employer, or show them again; why is kept."""
    order = get_object_or_404(JobOrder.objects.select_related("organisation"), pk=pk)
    organisation, form = order.organisation, ReasonForm(request.POST, auto_id=SWITCH)
    if not form.is_valid():
        return _page(request, order, DecisionForm(), why=form)
    hidden = request.POST.get("hidden") == "yes"
    said, by = form.cleaned_data, request.user
    moderation.switch(organisation, hidden, said["reason"], said["text"], by=by)
    words = _("Every order of %(name)s is hidden.") if hidden else _(
        "The orders of %(name)s are shown again."
    )  # fmt: skip
    messages.success(request, words % {"name": organisation})
    return redirect("placement:review", pk)


@require_POST
@moderators_only
def vouch(request, pk):
    """Verify an organisation by the identity that was on the page, or block it."""
    organisation = get_object_or_404(Organisation.objects.with_directory(), pk=pk)
    seen, act = request.POST.get("version", ""), request.POST.get("act")
    form = ReasonForm(request.POST, auto_id=f"%s_{pk}")
    if act == "block" and not form.is_valid():
        return _queue(request, refused=(organisation, form))
    try:
        if act == "verify" and seen.isdecimal():
            moderation.vouch(organisation, int(seen[:9]), by=request.user)
        elif act == "block":
            said = form.cleaned_data
            moderation.block_organisation(
                organisation, said["reason"], said["text"], by=request.user
            )
        else:
            raise NotAllowed
    except NotAllowed:
        messages.error(request, _("Somebody decided before you, or it changed."))
    else:
        messages.success(request, _("It is done."))
    return redirect("placement:review_queue")


@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request, pk):
    """An employer asks for another look at what was refused or removed."""
    order = JobOrder.objects.of_member(request.user).filter(pk=pk).first()
    if order is None or order.state not in ("refused", "removed"):
        raise Http404
    waits = order.appeals.waiting().first()
    form = AppealForm(request.POST or None)
    if request.method == "POST" and not waits and form.is_valid():
        moderation.appeal(order, form.cleaned_data["text"], by=request.user)
        return redirect("placement:appeal", pk)
    context = {
        "order": order,
        "waits": waits,
        "form": form,
        "remarks": order.remarks.filter(field="")[:1],
    }
    return render(request, "placement/appeal.html", context)


@dataclass(frozen=True)
class Text:
    """A text of an order cut where findings begin and end."""

    name: str
    label: str
    language: str
    parts: list[tuple[str, bool]]
    findings: list[dict]  # each reason once, with the words that it is about
    remark: BoundField


def _page(request, order, form: DecisionForm, why: ReasonForm | None = None):
    written = as_written(order)
    found = of_order(written)
    context = {
        "order": written,
        "o": Sheet(written, get_language(), Publication.objects.version()),
        "waits": order.has_words_in_review,
        "is_edit": order.state in JobOrder.LIVE,
        "texts": [text for name in READ if (text := _text(written, name, found, form))],
        "findings": [one for one in found if one.end == 0],
        "questions": [
            (question, [f for f in found if f.field == f"questions.{n}"])
            for n, question in enumerate(written.questions)
        ],
        "events": order.events.all(),
        "remarks": order.remarks.all(),
        "screenings": Screening.objects.of_order(order, get_language()),
        "decisions": order.organisation.decisions.all()[:10],
        "reports": order.reports.waiting(),
        "appeal": order.appeals.waiting().first(),
        "form": form,
        "why": why or ReasonForm(auto_id=SWITCH),
    }
    return render(request, "placement/review.html", context)


def _text(order: JobOrder, name: str, findings: list, form) -> Text | None:
    text = getattr(order, name)
    if not text:
        return None
    mine = [one for one in findings if one.field == name and one.end]
    parts, last = [], 0
    for one in sorted(mine, key=lambda f: (f.start, f.end)):
        start, end = max(one.start, last), max(one.end, last)
        if end > start:
            parts += [(text[last:start], False), (text[start:end], True)]
            last = end
    language = {"title_fr": "fr", "title_en": "en"}.get(name, order.language)
    if name.endswith("_other"):
        language = "en" if order.language == "fr" else "fr"
    label = str(JobOrder._meta.get_field(name).verbose_name)
    told: dict[str, dict] = {}
    for one in mine:
        said = told.setdefault(
            str(one.why), {"why": one.why, "holds": one.holds, "words": []}
        )
        said["words"].append(text[one.start : one.end])
    parts.append((text[last:], False))
    remark = form[f"remark_{name}"]
    return Text(name, label, language, parts, list(told.values()), remark)
