"""The forms of the analysts' desk."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bilingual.widgets import DayInput
from classifications.models import Region, UnitGroup
from figures.models import MinimumWage
from occupations.models import Narrative
from occupations.models.narratives import TEXTS


class MinimumWageForm(forms.ModelForm):
    source_url = forms.URLField(
        label=_("address of the source"), required=False, assume_scheme="https"
    )

    class Meta:
        model = MinimumWage
        fields = [
            "since",
            "hourly_rate",
            "tip_rate",
            "source_fr",
            "source_en",
            "source_url",
            "note_fr",
            "note_en",
        ]
        # People type 16,10 in French.
        localized_fields = ["hourly_rate", "tip_rate"]
        widgets = {"since": DayInput()}
        help_texts = {"tip_rate": _("Leave empty when it is not known.")}
        error_messages = {
            "since": {"unique": _("There is a rate from this day on already.")}
        }

    def clean(self):
        given = super().clean()
        rate, tips = given.get("hourly_rate"), given.get("tip_rate")
        for name, amount in (("hourly_rate", rate), ("tip_rate", tips)):
            if amount is not None and amount <= 0:
                self.add_error(name, _("An amount is above zero."))
        if rate and tips and tips > rate:
            self.add_error("tip_rate", _("It is not above the general rate."))
        return given


class NarrativeForm(forms.Form):
    """Where a text belongs, then both languages side by side.

    `version` is the one that was read; a text that exists keeps its place.
    """

    unit_group = forms.CharField(
        label=_("NOC code"),
        max_length=5,
        help_text=_("Five digits, for instance 72106."),
    )
    region = forms.ModelChoiceField(
        label=_("region"),
        queryset=Region.objects.none(),
        required=False,
        empty_label=_("Québec as a whole"),
    )
    text_fr = forms.CharField(
        label=_("French text"), required=False, widget=forms.Textarea, max_length=10_000
    )
    text_en = forms.CharField(
        label=_("English text"),
        required=False,
        widget=forms.Textarea,
        max_length=10_000,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args, narrative: Narrative | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.narrative = narrative
        if narrative:
            del self.fields["unit_group"], self.fields["region"]
        else:
            self.fields["region"].queryset = Region.objects.order_by("code")

    def clean_unit_group(self):
        code = self.cleaned_data["unit_group"]
        found = UnitGroup.objects.filter(code=code, withdrawn=False).first()
        if found is None:
            raise forms.ValidationError(_("No occupation has this code."))
        return found

    def clean(self):
        given = super().clean()
        if not any(given.get(name) for name in TEXTS):
            self.add_error("text_fr", _("Write the text in one language at least."))
        if not self.narrative and given.get("unit_group"):
            taken = Narrative.objects.filter(
                unit_group=given["unit_group"], region=given.get("region")
            )
            if taken.exists():
                self.add_error(
                    "unit_group",
                    _("There is a text already for this occupation and this place."),
                )
        return given
