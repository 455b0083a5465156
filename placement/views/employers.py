"""An employer's organisations: registered, verified, changed, joined."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from placement.actions import employers as actions
from placement.actions.order_moves import NotAllowed
from placement.employer_forms import MemberForm, OrganisationForm
from placement.models import JobOrder, Organisation


@require_safe
def home(request):
    """One's organisations with their state, and their orders with theirs."""
    orders = JobOrder.objects.of_member(request.user).select_related(
        "organisation", "region"
    )
    context = {
        "memberships": request.user.memberships.select_related("organisation"),
        "orders": orders.order_by("-updated_at", "pk")[:200],
    }
    return render(request, "placement/employer_home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def register(request):
    form = OrganisationForm(request.POST or None)
    key = key_of_form(request.POST.get("key"))
    if request.method == "POST" and form.is_valid():
        row = actions.register(key, form.cleaned_data, by=request.user)
        messages.success(request, _("Your organisation is registered."))
        return redirect("placement:employer_organisation", row.pk)
    context = {"form": form, "key": key}
    return render(request, "placement/employer_register.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request, pk):
    """The file of an organisation; its administrators change it."""
    row = _administered(request, pk)
    shown = Organisation.objects.get(pk=pk)
    form = OrganisationForm(request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid():
        changed = actions.change(row, form.cleaned_data, by=request.user)
        messages.success(request, _("It is saved."))
        if row.state == "verified" and changed.state != "verified":
            messages.warning(
                request,
                _("The identity changed: your orders wait for another verification."),
            )
        return redirect("placement:employer_organisation", pk)
    context = {"form": form, "organisation": row}
    return render(request, "placement/employer_organisation.html", context)


@require_POST
def code(request, pk):
    """Ask for a code, or give the one that was received."""
    row = _administered(request, pk)
    typed = request.POST.get("code", "")[:20]
    try:
        if not typed:
            actions.send_code(row, by=request.user)
            messages.success(request, _("A code is on its way to your contact."))
        elif actions.verify_by_code(row, typed, by=request.user):
            messages.success(request, _("Your organisation is verified."))
        else:
            messages.error(request, _("This is not the code, or it is too old."))
    except NotAllowed:
        messages.error(request, _("This is not possible now."))
    return redirect("placement:employer_organisation", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def members(request, pk):
    """Who acts for an organisation; inviting and taking out."""
    row = _administered(request, pk)
    form = MemberForm(request.POST if "email" in request.POST else None)
    if request.method == "POST":
        out = request.POST.get("remove", "")
        try:
            if out.isdecimal() and len(out) < 10:
                actions.remove_member(row, int(out), by=request.user)
                messages.success(request, _("It is done."))
                return redirect("placement:employer_home")
            if form.is_valid():
                actions.invite(
                    row,
                    form.cleaned_data["email"],
                    form.cleaned_data["is_administrator"],
                    by=request.user,
                )
                messages.success(request, _("The invitation is sent."))
                return redirect("placement:employer_members", pk)
        except NotAllowed:
            messages.error(request, _("This is not possible now."))
            return redirect("placement:employer_members", pk)
    context = {
        "organisation": row,
        "form": form,
        "members": row.memberships.select_related("user"),
        "waiting": row.invitations.waiting(),
    }
    return render(request, "placement/employer_members.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def join(request, token: str):
    """Reading the link says who invites; the button joins."""
    invitation = actions.read_invitation(token, request.user)
    if invitation is None:
        context = {"invitation": None}
        return render(request, "placement/employer_join.html", context, status=404)
    if request.method == "POST":
        actions.join(invitation, by=request.user)
        messages.success(request, _("You act for this organisation now."))
        return redirect("placement:employer_home")
    return render(request, "placement/employer_join.html", {"invitation": invitation})


def _administered(request, pk) -> Organisation:
    rows = Organisation.objects.with_directory().filter(
        memberships__user=request.user, memberships__is_administrator=True
    )
    return get_object_or_404(rows, pk=pk)


def key_of_form(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError:
        return uuid4()
