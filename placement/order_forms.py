"""The forms of a job order, one a step.

A step saves what it shows, complete or not: what a submission still needs is said
beside the form (`placement.order_help`) and refused by `actions.orders.submit`.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bilingual.choices import CHOOSE, say_first
from classifications.models import Municipality, Region, UnitGroup
from classifications.search import search
from datasets.models import Publication
from occupations.forms import DayInput
from placement.models import JobOrder
from placement.models.orders import PUBLISHED_FOR
from placement.offer_forms import Checks
from placement.order_questions import troubles
from placement.reading import skill_names, typical_skills
from placement.vocabulary import (
    COMMITMENTS,
    CONTRACTS,
    DECLARATIONS,
    DOCUMENTS,
    DRIVING,
    EDUCATION,
    LANGUAGE_DECLARATIONS,
    LANGUAGE_LEVELS,
    PHYSICAL,
    SCHEDULES,
    UNION,
)

SUGGESTED = 6
MOST_SITES = 9  # apart from the first
DAYS = (7, 14, 21, PUBLISHED_FOR.days)


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class StepForm(forms.ModelForm):
    """A step: only what was sent changes, and nothing of it is required."""

    @property
    def fields_to_save(self) -> dict:
        return {
            name: self.cleaned_data[name]
            for name in self._meta.fields
            if name in self.cleaned_data
        }

    def typed(self) -> JobOrder:
        """The order with what is typed so far and can be read; not saved."""
        self.is_valid()
        for name, value in self.fields_to_save.items():
            setattr(self.instance, name, value)
        return self.instance


class PositionForm(StepForm):
    unit_group = forms.CharField(label=_("occupation"), max_length=5, required=False)
    words = forms.CharField(
        label=_("Look for another occupation"), max_length=120, required=False
    )
    field_order = ["on_behalf_of", "title_fr", "title_en", "words", "unit_group"]

    class Meta:
        model = JobOrder
        fields = ["title_fr", "title_en", "unit_group", "positions", "on_behalf_of"]
        help_texts = {
            "title_fr": _("As people look for it: one occupation, both genders."),
            "title_en": _("Without it, English pages show the French title."),
            "on_behalf_of": _("For agencies: the employer that people will work for."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        organisation = kwargs["instance"].organisation
        if not organisation.is_agency:
            del self.fields["on_behalf_of"]

    def clean_unit_group(self):
        code = self.cleaned_data["unit_group"]
        group = UnitGroup.objects.filter(pk=code, withdrawn=False).first()
        if group is None:
            raise ValidationError(
                _("Choose the occupation of the position in the list."), code="required"
            )
        return group

    @property
    def suggested(self) -> list[UnitGroup]:
        """What the words may mean, the chosen one first."""
        chosen = str(self["unit_group"].value() or "").replace("\0", "")
        typed = [self["words"].value(), self["title_fr"].value()]
        typed += [self["title_en"].value()]
        words = next((str(text) for text in typed if text and str(text).strip()), "")
        words = words.replace("\0", "")
        codes = search(words, get_language()).codes[:SUGGESTED] if words else []
        codes = [chosen, *[code for code in codes if code != chosen]]
        groups = UnitGroup.objects.filter(withdrawn=False).in_bulk(codes)
        return [groups[code] for code in codes if code in groups]


class WorkForm(StepForm):
    education = forms.TypedChoiceField(
        label=_("education"), choices=[("", _("none asked")), *EDUCATION], coerce=int,
        empty_value=None, required=False,
    )  # fmt: skip
    skills = forms.MultipleChoiceField(label=_("skills"), widget=Checks, required=False)
    driving = forms.ChoiceField(
        label=_("driving licence"), required=False,
        choices=[("", pgettext_lazy("driving licence", "none asked")), *DRIVING],
    )  # fmt: skip
    physical = forms.MultipleChoiceField(
        label=_("physical demands"), choices=PHYSICAL, widget=Checks, required=False
    )

    class Meta:
        model = JobOrder
        fields = [
            "language", "duties", "requirements", "duties_other",
            "requirements_other", "skills", "education", "experience_months",
            "licences", "driving", "physical",
        ]  # fmt: skip
        widgets = {
            "language": forms.Select(choices=[("fr", "Français"), ("en", "English")]),
            "duties": _text(7),
            "requirements": _text(4),
            "duties_other": _text(4),
            "requirements_other": _text(3),
        }
        help_texts = {
            "requirements": _(
                "Apart from what the boxes below say: those read in both languages."
            ),
            "duties_other": _("In French where the text above is in English."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        order = self.instance
        names = skill_names(Publication.objects.version(), get_language())
        codes = [*typical_skills([order.unit_group_id])[:12], *order.skills]
        self.fields["skills"].choices = [
            (code, names[code]) for code in dict.fromkeys(codes) if code in names
        ]


class LanguageForm(StepForm):
    french = forms.TypedChoiceField(
        label=_("French"), choices=LANGUAGE_LEVELS, coerce=int, required=False,
        empty_value=0,
    )  # fmt: skip
    english = forms.TypedChoiceField(
        label=_("English"), choices=LANGUAGE_LEVELS, coerce=int, required=False,
        empty_value=0,
    )  # fmt: skip
    confirmed = forms.MultipleChoiceField(
        label=_("before requiring another language"),
        choices=LANGUAGE_DECLARATIONS,
        widget=Checks,
        required=False,
    )
    field_order = ["french", "english", "reasons_other_language", "confirmed"]

    class Meta:
        model = JobOrder
        fields = ["reasons_other_language"]
        widgets = {"reasons_other_language": _text(4)}
        help_texts = {
            "reasons_other_language": _(
                "Published with the offer: the Charter of the French language asks it."
            )
        }

    def __init__(self, *args, instance, **kwargs):
        spoken = instance.languages
        initial = {
            "french": spoken.get("fr", 0),
            "english": spoken.get("en", 0),
            "confirmed": instance.declarations,
        }
        super().__init__(*args, instance=instance, initial=initial, **kwargs)

    @property
    def fields_to_save(self) -> dict:
        said = self.cleaned_data
        levels = {"fr": said.get("french") or 0, "en": said.get("english") or 0}
        others = {k: v for k, v in self.instance.languages.items() if k not in levels}
        return super().fields_to_save | {
            "languages": others | {k: v for k, v in levels.items() if v},
            "declarations": _declared(
                self.instance, LANGUAGE_DECLARATIONS, said.get("confirmed", [])
            ),
        }


class ConditionsForm(StepForm):
    town = forms.CharField(label=_("municipality"), max_length=120, required=False)
    sites = forms.CharField(
        label=_("other municipalities"),
        max_length=600,
        required=False,
        help_text=_("Where the same work is done too, separated by commas."),
    )
    union = forms.ChoiceField(
        label=_("union"), choices=[("", _("Not stated")), *UNION], required=False
    )
    contract = forms.ChoiceField(
        label=_("contract"), choices=[("", _("Not stated")), *CONTRACTS], required=False
    )
    schedule = forms.MultipleChoiceField(
        label=_("schedule"), choices=SCHEDULES, widget=Checks, required=False
    )
    commitments = forms.MultipleChoiceField(
        label=_("commitments"), choices=COMMITMENTS, widget=Checks, required=False
    )

    class Meta:
        model = JobOrder
        fields = [
            "region", "remote", "contract", "schedule", "hours_min", "hours_max",
            "wage_min", "wage_max", "wage_unit", "is_tipped", "benefits", "starts_on",
            "ends_on", "union", "commitments",
        ]  # fmt: skip
        localized_fields = ["hours_min", "hours_max", "wage_min", "wage_max"]
        widgets = {"starts_on": DayInput(), "ends_on": DayInput()}
        help_texts = {
            "wage_min": _("Say it: people look for it first."),
            "starts_on": _("Empty: as soon as possible."),
        }

    field_order = ["region", "town", "sites"]

    def __init__(self, *args, instance, **kwargs):
        first = instance.municipality
        names = Municipality.objects.in_bulk(instance.other_sites)
        sites = [names[code].name for code in instance.other_sites if code in names]
        initial = {"town": first.name if first else "", "sites": ", ".join(sites)}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        self.fields["region"].queryset = Region.objects.order_by("code")
        self.fields["region"].label = _("region")
        self.fields["region"].required = False
        say_first(self, region=CHOOSE)

    def clean(self):
        said = super().clean()
        for least, most in (("wage_min", "wage_max"), ("hours_min", "hours_max")):
            low, high = said.get(least), said.get(most)
            if low is not None and high is not None and low > high:
                self.add_error(most, _("It is less than the lowest one."))
        region = said.get("region")
        if name := said.get("town"):
            found = Municipality.objects.named(name, region)
            if not found or found.region != region:
                self.add_error("town", _("No municipality of this region has it."))
                found = None
            said["municipality"] = found
        said["other_sites"] = self._sites(
            said.get("sites", ""), region, said.get("municipality")
        )
        return said

    def _sites(self, text: str, region, first) -> list[str]:
        names = [name.strip() for name in text.split(",") if name.strip()]
        if len(names) > MOST_SITES:
            self.add_error("sites", _("Name nine at most, or write one order a place."))
            return []
        found = [Municipality.objects.named(name, region) for name in names]
        unknown = [name for name, row in zip(names, found, strict=True) if not row]
        if unknown:
            words = _("No municipality of Québec has this name, or several: %(names)s.")
            self.add_error("sites", words % {"names": ", ".join(unknown)})
        return list(dict.fromkeys(row.code for row in found if row and row != first))

    @property
    def fields_to_save(self) -> dict:
        return super().fields_to_save | {
            "municipality": self.cleaned_data.get("municipality"),
            "other_sites": self.cleaned_data.get("other_sites", []),
        }


class ApplyForm(StepForm):
    apply_url = forms.URLField(
        label=_("page of the application"), required=False, assume_scheme="https"
    )
    question_1 = forms.CharField(
        label=_("first question"), max_length=200, required=False,
        help_text=_("Asked of those who apply; about the work alone."),
    )  # fmt: skip
    question_2 = forms.CharField(
        label=_("second question"), max_length=200, required=False
    )
    documents = forms.MultipleChoiceField(
        label=_("documents asked"), choices=DOCUMENTS, widget=Checks, required=False
    )
    public_days = forms.TypedChoiceField(
        label=_("length of the publication"),
        choices=[(days, days) for days in DAYS],  # their words are in __init__
        coerce=int,
        required=False,
        empty_value=PUBLISHED_FOR.days,
        help_text=_("It may be extended later, up to 120 days in all."),
    )
    declared = forms.MultipleChoiceField(
        label=_("I declare"), choices=DECLARATIONS, widget=Checks, required=False
    )

    class Meta:
        model = JobOrder
        fields = [
            "apply_here", "apply_url", "apply_email", "apply_phone", "apply_note",
            "documents", "interviews_from", "interviews_until", "answer_days",
            "public_days", "contact_name", "contact_phone",
        ]  # fmt: skip
        widgets = {"interviews_from": DayInput(), "interviews_until": DayInput()}
        labels = {"apply_note": _("in person, by mail or another way")}
        help_texts = {
            "apply_note": _("The address and the hours, for instance."),
            "contact_name": _("For the portal; never shown to the public."),
            "contact_phone": _("For the portal; never shown to the public."),
        }

    def __init__(self, *args, instance, **kwargs):
        asked = [*instance.questions, "", ""]
        days = [*DAYS, instance.public_days]
        initial = {
            "question_1": asked[0],
            "question_2": asked[1],
            "declared": instance.declarations,
        }
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        self.fields["public_days"].choices = [
            (n, ngettext("%(n)s day", "%(n)s days", n) % {"n": n})
            for n in sorted(set(days))
        ]

    def clean(self):
        said = super().clean()
        first, last = said.get("interviews_from"), said.get("interviews_until")
        if first and last and first > last:
            self.add_error("interviews_until", _("It is before the first day."))
        return said

    def _question(self, name: str) -> str:
        question = self.cleaned_data[name].strip()
        if found := troubles(question):
            raise ValidationError([str(why) for why in found], code="question")
        return question

    def clean_question_1(self):
        return self._question("question_1")

    def clean_question_2(self):
        return self._question("question_2")

    @property
    def fields_to_save(self) -> dict:
        said = self.cleaned_data
        asked = [said.get("question_1"), said.get("question_2")]
        return super().fields_to_save | {
            "questions": [question for question in asked if question],
            "declarations": _declared(
                self.instance, DECLARATIONS, said.get("declared", [])
            ),
        }


def _declared(order: JobOrder, choices, ticked) -> list[str]:
    """The declarations of one step, beside those that another step keeps."""
    here = {code for code, _words in choices}
    return [code for code in order.declarations if code not in here] + list(ticked)


STEPS = {
    1: (_("The position"), PositionForm),
    2: (_("The work"), WorkForm),
    3: (_("Languages"), LanguageForm),
    4: (_("Place, wage and hours"), ConditionsForm),
    5: (_("Applying"), ApplyForm),
}
