"""What moderators decide, what visitors report and employers appeal, in forms."""

import time

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from placement.models import Appeal, Reason, Report

# The texts of an order that a moderator reads, and may ask to correct.
READ = (
    "title_fr", "title_en", "duties", "requirements", "duties_other",
    "requirements_other", "reasons_other_language", "benefits", "apply_note",
)  # fmt: skip
SALT, FASTEST = "report", 2  # seconds that a person needs at least


class DecisionForm(forms.Form):
    """One decision on an order; a reason is asked with all but an approval."""

    CHOICES = ("approve", "return", "refuse", "block", "dismiss", "hear", "unheard")
    decision = forms.ChoiceField(choices=[(name, name) for name in CHOICES])
    reason = forms.ChoiceField(
        label=_("reason"), choices=[("", "–"), *Reason.choices], required=False
    )
    text = forms.CharField(
        label=_("in words, for the employer"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in READ:
            self.fields[f"remark_{name}"] = forms.CharField(
                max_length=1000, required=False
            )

    def clean(self):
        said = super().clean()
        if said.get("decision") in ("return", "refuse", "block"):
            if not said.get("reason"):
                self.add_error("reason", _("Choose a reason: it is counted and told."))
            if not said.get("text") and not self.remarks():
                self.add_error("text", _("Say why: the employer reads it."))
        return said

    def remarks(self) -> dict[str, str]:
        said = self.cleaned_data
        found = {name: said.get(f"remark_{name}", "") for name in READ}
        return {name: text for name, text in found.items() if text}


class ReasonForm(forms.Form):
    """Why an organisation is blocked, or its orders hidden or shown again."""

    reason = forms.ChoiceField(label=_("reason"), choices=Reason.choices)
    text = forms.CharField(label=_("in words, for the employer"), max_length=1000)


class ReportForm(forms.ModelForm):
    """A visitor's report. A robot fills the hidden field, or is too quick."""

    site = forms.CharField(required=False, max_length=200)
    started = forms.CharField(required=False, max_length=200)

    class Meta:
        model = Report
        fields = ["kind", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def started_now(self) -> str:
        return signing.dumps(time.time(), salt=SALT)

    @property
    def is_robot(self) -> bool:
        try:
            began = signing.loads(self.cleaned_data["started"], salt=SALT)
        except signing.BadSignature:
            return True
        return bool(self.cleaned_data["site"]) or time.time() - began < FASTEST


class AppealForm(forms.ModelForm):
    class Meta:
        model = Appeal
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}
