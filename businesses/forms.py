"""What somebody asks about an entry, and what a moderator decides."""

import time

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from businesses.models import Correction

FASTEST = 2  # seconds: nobody reads and fills the form before
SALT = "businesses.correction.form"


class CorrectionForm(forms.ModelForm):
    """Two traps that only a robot walks into."""

    site = forms.CharField(required=False)
    started = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Correction
        fields = ["kind", "details", "email"]
        labels = {
            "kind": _("What do you ask?"),
            "details": _("What is wrong, and what would be right?"),
            "email": _("Your e-mail address at the business"),
        }
        widgets = {
            "kind": forms.RadioSelect,
            "details": forms.Textarea(attrs={"rows": 5}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["kind"].choices = Correction.Kind.choices
        self.fields["started"].initial = signing.dumps(time.time(), salt=SALT)

    @property
    def is_robot(self) -> bool:
        """Filled what people do not see, or faster than people do."""
        return bool(self.cleaned_data["site"]) or self._age() < FASTEST

    def _age(self) -> float:
        """Seconds since the form was shown; -1 when it was not ours."""
        try:
            return time.time() - signing.loads(self.cleaned_data["started"], salt=SALT)
        except signing.BadSignature:
            return -1


class DecisionForm(forms.Form):
    """Accept or refuse; `precision` is printed on the page of the business."""

    decision = forms.ChoiceField(
        choices=[("accepted", _("Accept")), ("refused", _("Refuse"))]
    )
    reason = forms.CharField(label=_("Reason, sent by e-mail"), max_length=500)
    precision = forms.CharField(
        label=_("What the business says, printed on its page"),
        max_length=500,
        required=False,
    )
