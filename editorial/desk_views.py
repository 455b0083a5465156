"""The desk's room of bulletins: list, editor, second reading."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import ListView

from accounts.doors import analysts_only
from editorial import bulletins, facts
from editorial.forms import BulletinForm
from editorial.models import Bulletin


@method_decorator(analysts_only, name="dispatch")
class DeskView(ListView):
    queryset = Bulletin.objects.for_desk()
    template_name = "desk/bulletins.html"
    paginate_by = 100


@require_http_methods(["GET", "HEAD", "POST"])
@analysts_only
def edit(request, pk: int | None = None):
    """Write a bulletin, or change a draft; others are read here and moved on."""
    bulletin = get_object_or_404(Bulletin.objects.for_desk(), pk=pk) if pk else None
    form = BulletinForm(request.POST or None, instance=bulletin, initial=_new(pk))
    open_ = bulletin is None or bulletin.state == Bulletin.State.DRAFT
    if request.method == "POST" and open_ and form.is_valid():
        if bulletin is None:
            form.instance.author = request.user
        saved = form.save()
        messages.success(request, _("The draft is saved."))
        return redirect("bulletin_desk:edit", saved.pk)
    context = {"form": form, "bulletin": bulletin, "open": open_}
    if bulletin and not form.is_bound:
        context["preview"] = _preview(bulletin)
        context["own"] = bulletin.author_id == request.user.pk
    return render(request, "desk/bulletin_form.html", context)


def _new(pk: int | None) -> dict:
    """A new bulletin begins with the facts published since the last one."""
    if pk:
        return {}
    return {f"text_{one}": facts.for_draft(one) for one in bulletins.LANGUAGES}


def _preview(bulletin: Bulletin) -> list[tuple[str, str]]:
    return [
        (language, bulletins.drawn(getattr(bulletin, f"text_{language}"), language))
        for language in bulletins.LANGUAGES
    ]


@require_POST
@analysts_only
def move(request, pk: int):
    """Submit, approve or send back, by the button pressed."""
    bulletin = get_object_or_404(Bulletin, pk=pk)
    action = request.POST.get("action")
    if action == "submit":
        done = bulletins.submit(bulletin)
    elif action == "approve":
        done = bulletins.approve(bulletin, request.user)
    else:
        done = action == "send_back" and bulletins.send_back(bulletin)
    if done:
        messages.success(request, _("Done."))
    else:
        messages.error(request, _("This cannot be done with the bulletin as it is."))
    return redirect("bulletin_desk:edit", pk)
