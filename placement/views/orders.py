"""An employer's own job orders: written step by step, submitted, published, ended."""

from datetime import date, timedelta
from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from datasets.models import Publication
from placement.actions import orders as actions
from placement.actions.order_moves import Conflict, NotAllowed, NotReady, as_written
from placement.jobs.sheet import Sheet
from placement.models import JobOrder, Organisation
from placement.order_forms import STEPS, PositionForm
from placement.order_help import help_for, lacks
from placement.views.employers import key_of_form

WRITABLE = (*JobOrder.WRITABLE, *JobOrder.LIVE)
UNSENT = ("draft", "to_correct")


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request, pk):
    """The first step of a new order: from here on, everything is kept."""
    mine = Organisation.objects.of_member(request.user).exclude(state="blocked")
    organisation = get_object_or_404(mine, pk=pk)
    token = key_of_form(request.POST.get("token"))
    order = JobOrder(organisation=organisation, language=get_language())
    form = PositionForm(request.POST or None, instance=order)
    if request.method == "POST" and form.is_valid():
        fields = form.fields_to_save | {"language": get_language()}
        made = actions.write_draft(organisation, token, fields, by=request.user)
        return redirect("placement:order_step", made.pk, 2)
    context = {
        "form": form, "token": token, "order": None, "number": 1, "steps": STEPS,
        "name": STEPS[1][0], "organisation": organisation,
    }  # fmt: skip
    return render(request, "placement/order_step.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request, pk, number: int):
    """One step; saved when nobody saved since the page was opened."""
    order, name, form = _step(request, pk, number)
    if order.state not in WRITABLE:
        return redirect("placement:order_page", pk)
    seen = request.POST.get("version", "")
    conflict = False
    if request.method == "POST" and form.is_valid() and seen.isdecimal():
        try:
            actions.write(order, form.fields_to_save, int(seen[:9]), by=request.user)
        except Conflict:
            conflict = True
        except NotAllowed:
            messages.error(request, _("This is not possible any more."))
            return redirect("placement:order_page", pk)
        else:
            if number < len(STEPS) and "leave" not in request.POST:
                return redirect("placement:order_step", pk, number + 1)
            return redirect("placement:order_page", pk)
    saved = STEPS[number][1](instance=as_written(order)) if conflict else None
    context = {
        "form": form, "order": order, "number": number, "name": name, "steps": STEPS,
        "saved": saved, "version": order.version, "organisation": order.organisation,
        "remarks": order.remarks_to_heed(),
        "help": help_for(form.typed() if form.is_bound else order, get_language()),
    }  # fmt: skip
    status = 409 if conflict else 200
    return render(request, "placement/order_step.html", context, status=status)


@require_POST
def step_help(request, pk, number: int):
    """The panel beside a step, from what is typed; nothing is saved."""
    _order, _name, form = _step(request, pk, number)
    context = {
        "help": help_for(form.typed(), get_language()),
        "form": form,
        "number": number,
        "live": True,
    }
    return render(request, "placement/_order_help.html", context)


@require_safe
def page(request, pk):
    """Where an order stands, what it needs, what may be done with it."""
    order = as_written(_mine(request, pk))
    edit = order.versions.first()
    context = {
        "order": order,
        "edit": edit if order.state in JobOrder.LIVE else None,
        "to_submit": order.state in JobOrder.WRITABLE
        or (order.state in JobOrder.LIVE and edit and edit.state in UNSENT),
        "remarks": order.remarks_to_heed(),
        "lacks": lacks(order) if order.state in WRITABLE else [],
        "steps": STEPS,
        "token": uuid4(),
        "events": order.events.all(),
        "writable": order.state in WRITABLE,
        "extensions": JobOrder.Extension.choices,
        "outcomes": JobOrder.Outcome.choices,
        "tomorrow": timezone.localdate() + timedelta(days=1),
    }
    return render(request, "placement/order_page.html", context)


@require_safe
def preview(request, pk):
    """The order as the public would read it, with what is not approved yet."""
    order = as_written(_mine(request, pk))
    order.state, order.published_at = JobOrder.State.PUBLISHED, timezone.now()
    order.expires_on = timezone.localdate() + order.days_public
    beside = help_for(order, get_language())
    sheet = Sheet(order, get_language(), Publication.objects.version())
    context = {"o": sheet, "preview": order.pk, "market": beside["market"]}
    return render(request, "jobs/order.html", context)


@require_POST
def act(request, pk):
    """One button of the order's page; the same one twice is one act."""
    order = _mine(request, pk)
    token, by = key_of_form(request.POST.get("token")), request.user
    asked = request.POST
    doing = {
        "submit": lambda: actions.submit(order, by=by, token=token),
        "publish": lambda: actions.publish(order, by=by, token=token),
        "schedule": lambda: actions.schedule(order, _day(asked), by=by, token=token),
        "unschedule": lambda: actions.unschedule(order, by=by, token=token),
        "suspend": lambda: actions.suspend(order, by=by, token=token),
        "resume": lambda: actions.resume(order, by=by, token=token),
        "extend": lambda: actions.extend(
            order, asked.get("reason", ""), by=by, token=token
        ),
        "confirm": lambda: actions.confirm(order, by=by, token=token),
        "close": lambda: actions.close(
            order, asked.get("outcome", ""), by=by, token=token
        ),
        "withdraw": lambda: actions.withdraw(order, by=by, token=token),
        "drop": lambda: actions.drop_edit(order, by=by, token=token),
        "copy": lambda: actions.copy(order, token, by=by),
    }.get(asked.get("act", ""))
    try:
        done = doing() if doing else order
    except NotReady:
        messages.error(request, _("Something is still to be said."))
        done = order
    except NotAllowed:
        messages.error(request, _("This is not possible any more."))
        done = order
    else:
        if doing:
            messages.success(request, _("It is done."))
    return redirect("placement:order_page", done.pk)


def _step(request, pk, number: int):
    if number not in STEPS:
        raise Http404
    order = as_written(_mine(request, pk))
    name, form = STEPS[number]
    posted = request.POST if request.method == "POST" else None
    return order, name, form(posted, instance=as_written(order))


def _mine(request, pk) -> JobOrder:
    return get_object_or_404(JobOrder.objects.of_member(request.user), pk=pk)


def _day(asked) -> date:
    try:
        return date.fromisoformat(asked.get("on", ""))
    except ValueError:
        raise NotReady(["day"]) from None
