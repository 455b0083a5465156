"""What anybody may tell of an offer, and what the portal tells of its moderation."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from bilingual.public import live_page
from figures.exports import csv_response, json_response
from placement import moderation_figures
from placement.jobs import cards
from placement.models import JobOrder, Report
from placement.moderation_forms import ReportForm


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, number: int):
    """Nothing is kept of who reports; what a robot sends is thrown away."""
    order = _public(number)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not form.is_robot and not Report.objects.too_many(order):
            form.instance.order = order
            form.save()
        return redirect("jobs:reported", number)
    return render(request, "jobs/report.html", _context(order, form))


@require_safe
@live_page
def reported(request, number: int):
    return render(request, "jobs/report.html", _context(_public(number), None))


@require_safe
@live_page
def figures(request):
    """Received, decided, refused by reason, median delay, over a year."""
    found = _figures(request)
    years = range(timezone.localdate().year, 2024, -1)
    context = {"f": found, "section": "jobs", "years": years}
    return render(request, "jobs/moderation.html", context)


@require_safe
@live_page
def figures_csv(request):
    found = _figures(request)
    rows = [(found.since, found.until, *row) for row in found.rows()]
    header = ["since", "until", "figure", "value"]
    return csv_response("moderation.csv", header, rows)


@require_safe
@live_page
def figures_json(request):
    found = _figures(request)
    period = {"since": found.since.isoformat(), "until": found.until.isoformat()}
    return json_response(period | dict(found.rows()))


def _figures(request):
    asked = request.GET.get("year", "")
    return moderation_figures.figures(
        *moderation_figures.period(asked, timezone.localdate())
    )


def _public(number: int) -> JobOrder:
    order = JobOrder.objects.for_public_page(number)
    if order is None:
        raise Http404
    return order


def _context(order: JobOrder, form: ReportForm | None) -> dict:
    addresses = {code: cards.address(order, code) for code in ("fr", "en")}
    return {
        "form": form,
        "order": order,
        "section": "jobs",
        "address": addresses[get_language()],
    }
