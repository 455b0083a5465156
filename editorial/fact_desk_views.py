"""The desk's room of regional facts: list, editor, second reading."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import ListView

from accounts.doors import analysts_only
from editorial import facts
from editorial.forms import FactForm
from editorial.models import RegionalFact


@method_decorator(analysts_only, name="dispatch")
class DeskView(ListView):
    template_name = "desk/facts.html"
    paginate_by = 100

    def get_queryset(self):
        return RegionalFact.objects.for_desk()


@require_http_methods(["GET", "HEAD", "POST"])
@analysts_only
def edit(request, pk: int | None = None):
    """Write a fact, or change a draft; others are read here and moved on."""
    fact = get_object_or_404(RegionalFact.objects.for_desk(), pk=pk) if pk else None
    form = FactForm(request.POST or None, instance=fact)
    open_ = fact is None or fact.state == RegionalFact.State.DRAFT
    if request.method == "POST" and open_ and form.is_valid():
        if fact is None:
            form.instance.author = request.user
        saved = form.save()
        messages.success(request, _("The draft is saved."))
        return redirect("fact_desk:edit", saved.pk)
    own = fact is not None and fact.author_id == request.user.pk
    context = {"form": form, "fact": fact, "open": open_, "own": own}
    return render(request, "desk/fact_form.html", context)


@require_POST
@analysts_only
def move(request, pk: int):
    """Submit, publish or send back, by the button pressed."""
    fact = get_object_or_404(RegionalFact, pk=pk)
    action = request.POST.get("action")
    if action == "submit":
        done = facts.submit(fact)
    elif action == "publish":
        done = facts.publish(fact, request.user)
    else:
        done = action == "send_back" and facts.send_back(fact, request.user)
    if done:
        messages.success(request, _("Done."))
    else:
        messages.error(request, _("This cannot be done with the fact as it is."))
    return redirect("fact_desk:edit", pk)
