"""Know yourself: exercises without an account, whose answers stay in the address."""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from bilingual.public import live_page, public_page
from classifications.models.noc import Teer
from datasets import editions
from datasets.models import Publication
from figures.citation import lines
from guidance import interests, work_values
from guidance.forms import InterestsForm, ValuesForm
from guidance.models import RoadMap, dashed
from occupations.explorer import explorer_index
from occupations.words import interest_name, interest_verb


def _said(row) -> dict:
    """What a line says of an occupation, whatever the exercise."""
    language = get_language()
    return {
        "code": row.code,
        "title": row.title[language],
        "url": f"{reverse('occupations:list')}{row.code}-{row.slug[language]}",
        "teer": Teer(row.teer).label,
    }


def _shared(cleaned: dict, version: int) -> dict:
    study, language = cleaned["study"], get_language()
    live = editions.live(version, language)
    return {
        "section": "needs",
        "study": interests.STUDIES[study] if study else "",
        "sources": lines(live, language, "oasis", "noc-structure"),
    }


def _interests(cleaned: dict, version: int) -> dict:
    """What the liked activities lead to, as the page prints it."""
    liked = cleaned["like"]
    return _shared(cleaned, version) | {
        "families": [
            {
                "name": interest_name(letter),
                "verb": interest_verb(letter),
                "count": count,
                "url": reverse("occupations:interest", args=[letter]),
            }
            for letter, count in interests.counts(liked).items()
        ],
        "each": interests.EACH,
        "occupations": [
            _said(row)
            | {"interests": ", ".join(map(interest_name, row.interests))}
            | {"points": points}
            for row, points in interests.nearest(liked, cleaned["study"], version)
        ],
        "liked": [interests.STATEMENTS[name] for name in liked],
    }


def _values(cleaned: dict, version: int) -> dict:
    """What is wanted and avoided, and the occupations that agree with it most."""
    language, want, avoid = get_language(), cleaned["want"], cleaned["avoid"]
    descriptors = explorer_index(version).descriptors

    def chosen(names, choices):
        for name in names:
            words, code = choices[name]
            known = descriptors.get(code)
            yield {"words": words, "descriptor": known.name[language] if known else ""}

    def told(level):
        return _("%(name)s: %(level)s") % {
            "name": level.rated.name[language],
            "level": level.level,
        }

    fits = work_values.nearest(want, avoid, cleaned["study"], version)
    return _shared(cleaned, version) | {
        "want": list(chosen(want, work_values.WANTED)),
        "avoid": list(chosen(avoid, work_values.AVOIDED)),
        "most": work_values.HIGHEST * (len(want) + len(avoid)),
        "occupations": [
            _said(row) | {"points": points, "against": list(map(told, against))}
            for row, points, against in fits
        ],
    }


# Exercise: its form, what its answers lead to, the answer that no other exercise has.
EXERCISES = {
    "interests": (InterestsForm, _interests, "like"),
    "values": (ValuesForm, _values, "want"),
}


class ExerciseView(TemplateView):
    """The questions; once answered, what they lead to at the address of the answers."""

    name = ""

    def get_template_names(self):
        page = f"{self.name}_found" if self.form.is_valid() else self.name
        return [f"guidance/{page}.html"]

    def get_context_data(self, **kwargs):
        form, found, _answer = EXERCISES[self.name]
        self.form = form(self.request.GET or None)
        context = super().get_context_data(**kwargs)
        context |= {"section": "needs", "form": self.form}
        if self.form.is_valid():
            context |= found(self.form.cleaned_data, Publication.objects.version())
            context["query"] = self.request.GET
        return context


@method_decorator(public_page, name="dispatch")
class InterestsView(ExerciseView):
    name = "interests"


@method_decorator(public_page, name="dispatch")
class ValuesView(ExerciseView):
    name = "values"


# No protection against forged requests: see `guidance.views.needs.keep`.
@csrf_exempt
@require_POST
@live_page
def keep(request, name: str):
    """Keep the answers of an exercise under a new code, and lead to it."""
    form = EXERCISES[name][0](request.POST)
    if not form.is_valid():
        return HttpResponseRedirect(reverse(f"yourself:{name}"))
    return keep_answers(request, form.cleaned_data)


def keep_answers(request, answers: dict):
    if RoadMap.objects.too_many():
        return render(request, "guidance/too_many.html", status=503)
    code = RoadMap.objects.keep(answers)
    return HttpResponseRedirect(reverse("guidance:kept", args=[dashed(code)]))


def kept_page(answers: dict, version: int) -> tuple[str, dict] | None:
    """The template and the context of kept answers; None for those of no exercise."""
    for name, (_form, found, answer) in EXERCISES.items():
        if answer in answers:
            return f"guidance/{name}_found.html", found(answers, version)
    return None
