"""What moderators decide, what visitors report and employers appeal, in forms."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bilingual.choices import CHOOSE, say_first
from mail.forms import StrangerForm
from placement.models import Appeal, JobOrder, Reason, Report

# The texts of an order that a moderator reads, and may ask to correct.
READ = (
    "title_fr", "title_en", "duties", "requirements", "duties_other",
    "requirements_other", "reasons_other_language", "benefits", "apply_note",
)  # fmt: skip


class ReasonForm(forms.Form):
    """Why an organisation is blocked, or its orders hidden or shown again."""

    reason = forms.ChoiceField(
        label=_("reason"),
        choices=[("", CHOOSE), *Reason.choices],
        error_messages={"required": _("Choose a reason: it is counted and told.")},
    )
    text = forms.CharField(
        label=_("in words, for the employer"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why: the employer reads it.")},
    )


class DecisionForm(ReasonForm):
    """One decision on an order; a reason is asked with all but an approval."""

    CHOICES = ("approve", "return", "refuse", "block", "dismiss", "hear", "unheard")
    decision = forms.ChoiceField(choices=[(name, name) for name in CHOICES])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("reason", "text"):
            self.fields[name].required = False
        for name in READ:
            about = JobOrder._meta.get_field(name).verbose_name
            self.fields[f"remark_{name}"] = forms.CharField(
                label=format_lazy("{} ({})", _("to be corrected"), about),
                max_length=1000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self):
        said = super().clean()
        if said.get("decision") in ("return", "refuse", "block"):
            if not said.get("reason"):
                self._ask("reason")
            if not said.get("text") and not self.remarks():
                self._ask("text")
        return said

    def _ask(self, name: str) -> None:
        """What is wrong with it is told already, or it is empty."""
        if not self.has_error(name):
            self.add_error(name, self.fields[name].error_messages["required"])

    def remarks(self) -> dict[str, str]:
        said = self.cleaned_data
        found = {name: said.get(f"remark_{name}", "") for name in READ}
        return {name: text for name, text in found.items() if text}


class ReportForm(forms.ModelForm, StrangerForm):
    """A visitor's report."""

    class Meta:
        model = Report
        fields = ["kind", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_first(self, kind=CHOOSE)


class AppealForm(forms.ModelForm):
    class Meta:
        model = Appeal
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
