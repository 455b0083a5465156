"""The needs assessment: questions, a road map, a code that finds it again."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView

from bilingual.public import live_page, public_page
from classifications.places import region_names
from datasets.models import Publication
from guidance.forms import NeedsForm, ResumeForm
from guidance.models import LENGTH, RoadMap, dashed
from guidance.road_map import Answers, steps
from guidance.views.yourself import keep_answers, kept_page


def _asked(data, version: int) -> NeedsForm:
    """The form with what was answered; whatever is not an answer is told."""
    return NeedsForm(
        data, regions=region_names(version), language=get_language(), version=version
    )


def _answers(form: NeedsForm) -> Answers:
    cleaned = form.cleaned_data
    return Answers(**(cleaned | {"obstacles": tuple(cleaned["obstacles"])}))


def _road(answers: Answers, version: int) -> dict:
    language, regions = get_language(), region_names(version)
    return {
        "section": "needs",
        "steps": steps(answers, regions, version, language),
        "answers": answers,
        "region": regions.get(answers.region, ""),
    }


@method_decorator(public_page, name="dispatch")
class NeedsView(TemplateView):
    """The questions; once answered, the road map at the address of the answers."""

    def get_template_names(self):
        return [
            "guidance/road_map.html" if self.form.is_valid() else "guidance/needs.html"
        ]

    def get_context_data(self, **kwargs):
        version = Publication.objects.version()
        self.form = _asked(self.request.GET or None, version)
        context = super().get_context_data(**kwargs) | {
            "section": "needs",
            "form": self.form,
        }
        if self.form.is_valid():
            context |= _road(_answers(self.form), version) | {"query": self.request.GET}
        return context


# No protection against forged requests, for it would need a cookie: whoever keeps a
# road map acts for nobody, and a stranger's form could do no more than its author.
@csrf_exempt
@require_POST
@live_page
def keep(request):
    """Keep the answers under a new code, and lead to it."""
    form = _asked(request.POST, Publication.objects.version())
    if not form.is_valid():
        return HttpResponseRedirect(reverse("guidance:needs"))
    return keep_answers(request, _answers(form)._asdict())


@require_safe
@live_page
def kept(request, code):
    """A road map under its code, with the day it will be forgotten."""
    found = RoadMap.objects.under(code)
    if found is None:
        form = ResumeForm({"code": code})
        context = {"form": form, "unknown": True, "section": "needs"}
        return render(request, "guidance/resume.html", context, status=404)
    version = Publication.objects.version()
    exercise = kept_page(found.answers, version)
    if exercise:
        template, context = exercise
    else:
        template = "guidance/road_map.html"
        obstacles = tuple(found.answers["obstacles"])
        context = _road(Answers(**found.answers | {"obstacles": obstacles}), version)
    context |= {"code": code, "expires_at": found.expires_at}
    response = render(request, template, context)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@csrf_exempt  # whoever has the code may erase it: no session is read here either
@require_POST
@live_page
def erase(request, code):
    """Forget a road map at once."""
    found = RoadMap.objects.under(code)
    if found is not None:
        found.delete()
    return HttpResponseRedirect(reverse("guidance:resume") + "?erased=1")


@require_safe
@live_page
def resume(request):
    """Where a code is typed."""
    form = ResumeForm(request.GET if "code" in request.GET else None)
    if form.is_valid() and len(form.cleaned_data["code"]) == LENGTH:
        code = dashed(form.cleaned_data["code"])
        return HttpResponseRedirect(reverse("guidance:kept", args=[code]))
    context = {
        "form": form,
        "section": "needs",
        "unknown": form.is_bound,
        "erased": "erased" in request.GET,
    }
    return render(request, "guidance/resume.html", context)
