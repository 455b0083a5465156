"""The form of the desk: a program leads to an occupation, and who says so."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bilingual.choices import CHOOSE, say_first
from bilingual.widgets import DayInput
from classifications.models import UnitGroup
from training.models import OccupationLink, Program


class LinkForm(forms.ModelForm):
    program = forms.CharField(
        label=_("program code"), max_length=12, help_text=_("For instance 5195.")
    )
    unit_group = forms.CharField(
        label=_("NOC code"),
        max_length=5,
        help_text=_("Five digits, for instance 72106."),
    )
    source_url = forms.URLField(
        label=_("address of the source"), required=False, assume_scheme="https"
    )
    as_of = forms.DateField(
        label=_("date of the source"),
        widget=DayInput(),
    )

    class Meta:
        model = OccupationLink
        fields = ["program", "unit_group", "strength", "source", "source_url", "as_of"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_first(self, strength=CHOOSE)

    def clean_program(self):
        code = self.cleaned_data["program"]
        found = Program.objects.in_force().filter(code=code).first()
        if found is None:
            raise forms.ValidationError(_("No program has this code."))
        return found

    def clean_unit_group(self):
        code = self.cleaned_data["unit_group"]
        found = UnitGroup.objects.filter(code=code, withdrawn=False).first()
        if found is None:
            raise forms.ValidationError(_("No occupation has this code."))
        return found

    def clean_as_of(self):
        day = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is yet to come."))
        return day

    def clean(self):
        given = super().clean()
        if {"program", "unit_group", "source"} <= given.keys():
            same = OccupationLink.objects.filter(
                program=given["program"],
                unit_group=given["unit_group"],
                source=given["source"],
                by_hand=True,
            )
            if same.exclude(pk=self.instance.pk).exists():
                self.add_error("source", _("This source has this link already."))
        return given
