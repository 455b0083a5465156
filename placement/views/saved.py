"""Orders that a person saves for later, with or without an offer of service."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from placement.models import JobOrder


@require_safe
def saved_orders(request):
    rows = request.user.saved_orders.for_list()
    return render(request, "placement/saved_orders.html", {"rows": rows})


@require_POST
def save_order(request, pk):
    order = get_object_or_404(JobOrder.objects.open(), pk=pk)
    request.user.saved_orders.get_or_create(order=order)
    said = _("“%(title)s” is saved in your file. Nobody else knows.")
    messages.success(request, said % {"title": order.title})
    return redirect("placement:saved_orders")


@require_POST
def unsave_order(request, pk):
    request.user.saved_orders.filter(order=pk).delete()
    messages.success(request, _("The order is not saved any more."))
    return redirect("placement:saved_orders")
