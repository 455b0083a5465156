"""The analysts' texts: list, editor, preview, and what one language lacks."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import ListView

from accounts.doors import analysts_only
from datasets.own import announce
from occupations.desk import NARRATIVES
from occupations.forms import NarrativeForm
from occupations.models import Narrative
from occupations.models.narratives import TEXTS
from occupations.narratives import refresh
from occupations.prose import paragraphs


@method_decorator(analysts_only, name="dispatch")
class NarrativesView(ListView):
    queryset = Narrative.objects.for_list()
    template_name = "desk/narratives.html"
    context_object_name = "narratives"
    paginate_by = 100


@method_decorator(analysts_only, name="dispatch")
class MissingTextsView(ListView):
    """The published texts that one of the two languages lacks."""

    queryset = Narrative.objects.for_list().in_one_language()
    template_name = "desk/missing_texts.html"
    context_object_name = "narratives"
    paginate_by = 100


@require_http_methods(["GET", "HEAD", "POST"])
@analysts_only
def edit(request, pk: int | None = None):
    """Write a new text or change one; the button pressed says what is done with it."""
    narrative = None
    if pk is not None:
        narrative = get_object_or_404(Narrative.objects.for_list(), pk=pk)
    form = NarrativeForm(
        request.POST or None, narrative=narrative, initial=_initial(request, narrative)
    )
    context = {"form": form, "narrative": narrative}
    if request.method == "POST" and form.is_valid():
        texts = {name: form.cleaned_data[name] for name in TEXTS}
        if request.POST.get("action") == "preview":
            context["preview"] = [
                (name[-2:], paragraphs(text)) for name, text in texts.items()
            ]
        elif _save(request, form, texts):
            messages.success(request, _("The text is saved."))
            return redirect("desk:narratives")
        else:
            context |= _conflict(form, Narrative.objects.for_list().get(pk=pk))
    return render(request, "desk/narrative_form.html", context)


@require_POST
@analysts_only
def delete(request, pk: int):
    """Delete a text after its own page asked whether to."""
    narrative = get_object_or_404(Narrative, pk=pk)
    with transaction.atomic():
        code = narrative.unit_group_id
        narrative.delete()
        refresh(code)
        announce(NARRATIVES, request.user)
    messages.success(request, _("The text is deleted."))
    return redirect("desk:narratives")


def _initial(request, narrative: Narrative | None) -> dict:
    if narrative is None:
        return {"unit_group": request.GET.get("code", "")[:5], "version": 0}
    return {name: getattr(narrative, name) for name in (*TEXTS, "version")}


def _save(request, form: NarrativeForm, texts: dict) -> bool:
    """Write the text; False when someone else changed it since it was read."""
    publish = request.POST.get("action") == "publish"
    state = Narrative.State.PUBLISHED if publish else Narrative.State.DRAFT
    narrative = form.narrative
    with transaction.atomic():
        if narrative is None:
            narrative = Narrative.objects.create(
                unit_group=form.cleaned_data["unit_group"],
                region=form.cleaned_data["region"],
                state=state,
                author=request.user,
                **texts,
            )
            was = Narrative.State.DRAFT
        else:
            was = narrative.state
            narrative.version = form.cleaned_data["version"] or 0
            if not narrative.change(texts | {"state": state}, request.user):
                return False
        if Narrative.State.PUBLISHED in {was, state}:
            refresh(narrative.unit_group_id)
            announce(NARRATIVES, request.user)
    return True


def _conflict(form: NarrativeForm, theirs: Narrative) -> dict:
    """Both texts on one page; saving again writes over the version now shown."""
    form.data = form.data.copy()
    form.data["version"] = theirs.version
    return {"theirs": theirs, "narrative": theirs}
