"""A seeker's own offer of service, page by page, and what becomes of it."""

import logging

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from classifications.models import UnitGroup
from classifications.search import search
from placement.actions import offers as actions
from placement.models import Document, OfferOfService
from placement.models.offers import MOST_OCCUPATIONS
from placement.offer_forms import (
    BackgroundForm,
    ConditionsForm,
    DocumentForm,
    OccupationForm,
    PrivateForm,
)
from placement.reading import Reading, skill_rows

log = logging.getLogger(__name__)
FOUND = 12
STEPS = {
    "background": BackgroundForm,
    "conditions": ConditionsForm,
    "private": PrivateForm,
}


@require_safe
def home(request):
    """Where one's offer stands, what is said, what is left to say."""
    offer = OfferOfService.objects.filter(owner=request.user).first()
    context = {"offer": offer, "reading": offer and Reading(offer, get_language())}
    return render(request, "placement/offer_home.html", context)


@require_POST
def begin(request):
    actions.of(request.user)
    return redirect("placement:offer_occupations")


@require_http_methods(["GET", "HEAD", "POST"])
def step(request, name: str):
    """One page of the file; what is saved is shown at once where it is public."""
    offer = get_object_or_404(OfferOfService, owner=request.user)
    form = STEPS[name](request.POST or None, instance=offer)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            form.save()
            actions.place(offer)
        messages.success(request, _("It is saved."))
        return redirect("placement:offer_home")
    return render(
        request, f"placement/offer_{name}.html", {"form": form, "offer": offer}
    )


@require_safe
def occupations(request):
    """The occupations sought, and the search that adds one."""
    offer = get_object_or_404(OfferOfService, owner=request.user)
    words = request.GET.get("q", "")[:200].replace("\0", "")
    codes = search(words, get_language()).codes[:FOUND] if words.strip() else []
    groups = UnitGroup.objects.in_bulk(codes)
    context = {
        "offer": offer,
        "sought": offer.sought.select_related("unit_group"),
        "q": words,
        "found": [groups[code] for code in codes if code in groups],
        "most": MOST_OCCUPATIONS,
    }
    return render(request, "placement/offer_occupations.html", context)


@require_POST
def add_occupation(request):
    """Add an occupation, or change the experience in one that is there."""
    offer = get_object_or_404(OfferOfService, owner=request.user)
    form = OccupationForm(request.POST)
    if form.is_valid():
        actions.seek(offer, form.cleaned_data["code"], form.cleaned_data["years"])
    return redirect("placement:offer_occupations")


@require_POST
def remove_occupation(request, code: str):
    offer = get_object_or_404(OfferOfService, owner=request.user)
    actions.stop_seeking(offer, code)
    return redirect("placement:offer_occupations")


@require_http_methods(["GET", "HEAD", "POST"])
def skills(request):
    """Levels of skills; those that the occupations sought ask most come first."""
    offer = get_object_or_404(OfferOfService, owner=request.user)
    if request.method == "POST":
        actions.save_skills(offer, request.POST)
        messages.success(request, _("It is saved."))
        return redirect("placement:offer_home")
    context = {"offer": offer} | skill_rows(offer, get_language())
    return render(request, "placement/offer_skills.html", context)


@require_safe
def preview(request):
    """The offer as an employer reads it, word for word."""
    offer = get_object_or_404(OfferOfService, owner=request.user)
    return render(
        request,
        "placement/offer_preview.html",
        {"offer": offer, "reading": Reading(offer, get_language())},
    )


@require_POST
def change_state(request, action: str):
    """Publish (after the consent), renew or withdraw."""
    offer = get_object_or_404(OfferOfService, owner=request.user)
    if action == "publish" and request.POST.get("consent") != "yes":
        messages.error(request, _("Tick the box of the consent first."))
        return redirect("placement:offer_preview")
    doing = {
        "publish": actions.publish,
        "renew": actions.renew,
        "withdraw": actions.withdraw,
    }
    said = {
        "publish": _("Your offer is published, without your name."),
        "renew": _("Your offer is renewed for 90 days."),
        "withdraw": _("Your offer is withdrawn: no employer sees it any more."),
    }
    try:
        doing[action](offer, by=request.user)
    except actions.NotReady:
        messages.error(request, _("Something is missing before it can be published."))
    else:
        messages.success(request, said[action])
    return redirect("placement:offer_home")


@require_http_methods(["GET", "HEAD", "POST"])
def documents(request):
    """The files joined to the offer, and the form that adds one."""
    offer = get_object_or_404(OfferOfService, owner=request.user)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_document(offer, form)
        except ValidationError as error:
            form.add_error("file", error)
        except IntegrityError:
            form.add_error("file", _("You have added this file before."))
        else:
            messages.success(request, _("The file is added."))
            return redirect("placement:documents")
    context = {"form": form, "offer": offer, "documents": offer.documents.all()}
    return render(request, "placement/documents.html", context)


@require_POST
def change_document(request, pk, action: str):
    """Share a file with employers one agrees to meet, stop sharing it, remove it."""
    document = get_object_or_404(Document, pk=pk, offer__owner=request.user)
    if action == "remove":
        actions.remove_document(document)
    else:
        document.shared = action == "share"
        document.save(update_fields=["shared"])
    return redirect("placement:documents")


@require_safe
def download(request, pk):
    """A file, to those who may read it now; it never opens in the site's own page."""
    rows = Document.objects.readable_by(request.user)
    document = get_object_or_404(rows, pk=pk)
    log.info("document %s read", document.pk, extra={"user": request.user.pk})
    response = FileResponse(
        document.file.open("rb"),
        as_attachment=True,
        filename=document.name,
        content_type="application/octet-stream",
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
