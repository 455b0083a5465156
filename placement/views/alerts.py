"""Alerts by e-mail: asking for one, saying yes, changing and stopping them.

A signed link opens the searches of one address, with or without an account. Reading
changes nothing, for mail programs open links by themselves: each change is a button.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from placement.jobs import alerts
from placement.jobs.forms import AlertForm, FrequencyForm
from placement.jobs.panel import Panel
from placement.models import SavedSearch
from placement.views.jobs import Asked


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def alert_new(request):
    """Ask for a search by e-mail; the answer never says what an address has."""
    asked = Asked(request)
    panel = Panel(asked, {}, 0)
    owner = known_address(request.user)
    form = AlertForm(request.POST or None, owner=owner)
    if request.method == "POST" and form.is_valid():
        summary = ", ".join(label for label, _address in panel.tags())
        search = None
        if not form.is_robot:
            search = alerts.keep(
                asked.filter,
                asked.query,
                summary,
                owner or form.cleaned_data["email"],
                form.cleaned_data["frequency"],
                request.user if owner else None,
            )
        if owner and search:
            return redirect("jobs:alerts", search.token)
        return redirect("jobs:alert_asked")
    context = {
        "section": "jobs",
        "form": form,
        "tags": panel.tags(),
        "owner": owner,
        "list_url": asked.list_url,
        "query": asked.query,
        "impossible": asked.impossible,
    }
    return render(request, "jobs/alert_new.html", context)


def known_address(user) -> str:
    """The address that a person has shown to be theirs; "" for anybody else."""
    if not user.is_authenticated:
        return ""
    address = user.emailaddress_set.filter(primary=True, verified=True).first()
    return address.email if address else ""


@require_safe
@login_not_required
def alert_asked(request):
    return render(request, "jobs/alert_asked.html", {"days": alerts.FORGOTTEN.days})


def found(token: str) -> SavedSearch:
    search = SavedSearch.objects.by_token(token)
    if search is None:
        raise Http404
    return search


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def alert_confirm(request, token):
    """The link of the first message, and its button."""
    search = found(token)
    if request.method == "POST":
        alerts.confirm(search)
        return redirect("jobs:alerts", token)
    return render(request, "jobs/alert_confirm.html", {"search": search})


@require_safe
@login_not_required
def alert_list(request, token):
    """Every search of the address that the link was written to."""
    search = found(token)
    if search.confirmed_at is None:
        return redirect("jobs:alert_confirm", token)
    kept = SavedSearch.objects.of_address(search.email).order_by("pk")
    rows = [
        (row, FrequencyForm(instance=row, auto_id=f"id-{row.pk}-%s")) for row in kept
    ]
    context = {"section": "jobs", "rows": rows, "token": token}
    context["list_url"] = reverse("jobs:list")
    return render(request, "jobs/alerts.html", context)


@require_POST
@login_not_required
def alert_change(request, token):
    """How often one search is told."""
    search = found(token)
    form = FrequencyForm(request.POST, instance=search)
    if form.is_valid():
        form.save()
    return redirect("jobs:alerts", token)


# A mail program posts here by itself, without a form of ours (RFC 8058); the signed
# link is what it has to show.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def alert_stop(request, token):
    """Stop one search: a page with a button, or the button of a mail program."""
    search = SavedSearch.objects.by_token(token)
    if request.method != "POST":
        context = {"search": search, "list_url": reverse("jobs:list")}
        return render(request, "jobs/alert_stop.html", context)
    email = search.email if search else ""
    if search:
        search.delete()
    if "List-Unsubscribe" in request.POST:
        return HttpResponse(status=200)
    other = SavedSearch.objects.of_address(email).exclude(confirmed_at=None).first()
    if email and other and "stay" in request.POST:
        return redirect("jobs:alerts", other.token)
    return redirect("jobs:alert_stopped")


@require_safe
@login_not_required
def alert_stopped(request):
    return render(
        request, "jobs/alert_stopped.html", {"list_url": reverse("jobs:list")}
    )
