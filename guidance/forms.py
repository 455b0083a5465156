"""The questions that front-line staff ask, for whoever asks them alone."""

from django import forms
from django.utils.translation import gettext_lazy as _

from classifications.search import search
from guidance import work_values
from guidance.interests import LEAST, STATEMENTS, STUDIES
from guidance.models import tidy

GOAL = [
    ("yes", _("Yes: I know which occupation I want")),
    ("ideas", _("Partly: I hesitate between several")),
    ("no", _("No: I do not know what I would like to do")),
]
SKILLS = [
    ("yes", _("Yes: I have the training or the experience it takes")),
    ("partly", _("Partly: something is missing, or it is old")),
    ("abroad", _("Yes, but acquired outside Québec")),
    ("no", _("No, or I do not know")),
]
SEARCH = [
    ("yes", _("Yes: my CV is ready and I know where to apply")),
    ("some", _("A little: I would like to do it better")),
    ("no", _("No: I do not know how to begin")),
]
OBSTACLES = [
    ("money", _("Money: paying for training or for the search")),
    ("care", _("Caring for a child or a relative")),
    ("health", _("Health or a disability")),
    ("french", _("French at work")),
    ("transport", _("Getting there: transport or distance")),
    ("record", _("A judicial record")),
    ("absence", _("A long time away from work")),
    ("age", _("My age: I am told too young or too old")),
]


class NeedsForm(forms.Form):
    """Answers in the address of the page: no account, no cookie, nothing sent twice."""

    goal = forms.ChoiceField(
        label=_("Do you have an occupational goal?"),
        choices=GOAL,
        widget=forms.RadioSelect,
    )
    occupation = forms.CharField(
        label=_("If yes, which occupation?"),
        required=False,
        max_length=120,
        help_text=_("Optional. Use your own words: welder, nurse, 72106…"),
    )
    skills = forms.ChoiceField(
        label=_("Do you have the skills for it?"),
        choices=SKILLS,
        widget=forms.RadioSelect,
    )
    search = forms.ChoiceField(
        label=_("Do you know how to look for a job?"),
        choices=SEARCH,
        widget=forms.RadioSelect,
    )
    obstacles = forms.MultipleChoiceField(
        label=_("Does something stand in your way?"),
        choices=OBSTACLES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Optional. Check what you want help with."),
    )
    region = forms.ChoiceField(label=_("Your region"), required=False)

    def __init__(
        self,
        *args,
        regions: dict[str, str],
        language: str,
        version: int,
        **kwargs,
    ):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.language, self.version = language, version
        self.fields["region"].choices = [("", _("All Québec")), *regions.items()]

    def clean_occupation(self) -> str:
        """The code of the occupation that the words mean; "" when none was found."""
        text = self.cleaned_data["occupation"]
        codes = search(text, self.language, self.version).codes if text else []
        return codes[0] if codes else ""


class ExerciseForm(forms.Form):
    """What every exercise asks last; the answers stay in the address."""

    study = forms.ChoiceField(
        label=_("What are you ready to study?"),
        choices=list(STUDIES.items()),
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)


class InterestsForm(ExerciseForm):
    """Activities that a person would like."""

    like = forms.MultipleChoiceField(
        label=_("Which of these would you like to do?"),
        choices=list(STATEMENTS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whether you can do it or not, and whatever it pays."),
        error_messages={"required": _("Check at least three activities.")},
    )

    def clean_like(self) -> list[str]:
        liked = sorted(set(self.cleaned_data["like"]))
        if len(liked) < LEAST:
            raise forms.ValidationError(_("Check at least three activities."))
        return liked


def _choices(statements) -> list[tuple]:
    return [(name, words) for name, (words, _descriptor) in statements.items()]


class ValuesForm(ExerciseForm):
    """What a person wants in their work, and what they would rather do without."""

    want = forms.MultipleChoiceField(
        label=_("What do you want to find in your work?"),
        choices=_choices(work_values.WANTED),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Only what truly counts: the fewer, the clearer."),
    )
    avoid = forms.MultipleChoiceField(
        label=_("What would you rather avoid?"),
        choices=_choices(work_values.AVOIDED),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("What you would not put up with every day."),
    )

    def clean(self):
        cleaned = super().clean()
        for name in ("want", "avoid"):
            cleaned[name] = sorted(set(cleaned.get(name, ())))
        if len(cleaned["want"] + cleaned["avoid"]) < work_values.LEAST:
            self.add_error("want", _("Check at least three choices in all."))
        return cleaned


class ResumeForm(forms.Form):
    code = forms.CharField(label=_("Your code"), max_length=40)

    def clean_code(self) -> str:
        return tidy(self.cleaned_data["code"])
