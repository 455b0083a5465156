"""A person's own file: everything in it, consents, taking it away, erasing it."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from bilingual.public import live_page
from guidance import erasure
from guidance.file_forms import ErasureForm
from guidance.models import Erasure
from guidance.take_away import counts, pack, told
from placement.models import Consent, OfferOfService, Referral


@require_safe
def home(request):
    """The doors of the file, and what each holds."""
    user = request.user
    context = {
        "counts": counts(user, "documents", "referrals", "consents", "saved_orders"),
        "offer": OfferOfService.objects.filter(owner=user).first(),
        "planned": Erasure.objects.planned().filter(user=user).first(),
        "may_erase": erasure.may_erase(user),
    }
    return render(request, "guidance/file.html", context)


@require_safe
def everything(request):
    """All that is held, row by row, in words."""
    return render(request, "guidance/everything.html", {"told": told(request.user)})


@require_safe
def consents(request):
    """What is agreed to now, and every yes and no before."""
    user = request.user
    context = {
        "offer": OfferOfService.objects.filter(owner=user).first(),
        "met": Referral.objects.of_seeker(user).disclosed().for_list(),
        "history": Consent.objects.filter(owner=user),
    }
    return render(request, "guidance/consents.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def take_away(request):
    """The ZIP, after the password: a session left open does not give everything."""
    if request.method != "POST":
        return render(request, "guidance/take_away.html")
    name = _("my-file-%(day)s.zip") % {"day": f"{timezone.localdate():%Y-%m-%d}"}
    response = FileResponse(
        pack(request.user),
        as_attachment=True,
        filename=name,
        content_type="application/zip",
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def erase(request):
    """Everything goes now, or in 30 days."""
    user = request.user
    if not erasure.may_erase(user):
        raise PermissionDenied
    form = ErasureForm(request.POST or None)
    if not form.is_valid():
        context = {
            "form": form,
            "alone": erasure.left_alone(user),
        }
        return render(request, "guidance/erase.html", context)
    if form.cleaned_data["when"] == "later":
        erasure.plan(user)
        messages.success(request, _("Your file will be erased, unless you keep it."))
        return redirect("file:home")
    erasure.erase(user)
    logout(request)
    return redirect("file:erased")


@require_POST
def keep(request):
    """The person changed their mind."""
    erasure.give_up(request.user)
    messages.success(request, _("Your file is kept."))
    return redirect("file:home")


@require_safe
@live_page
def erased(request):
    return render(request, "guidance/erased.html")
