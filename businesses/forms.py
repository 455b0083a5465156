"""What somebody asks about an entry, and what a moderator decides."""

from django import forms
from django.utils.translation import gettext_lazy as _

from businesses.models import Correction
from mail.forms import StrangerForm


class CorrectionForm(forms.ModelForm, StrangerForm):
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
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Correction.Kind.choices


class DecisionForm(forms.Form):
    """Accept or refuse; `precision` is printed on the page of the business."""

    decision = forms.ChoiceField(
        choices=[(name, name) for name in ("accepted", "refused")]
    )
    reason = forms.CharField(max_length=500)
    precision = forms.CharField(max_length=500, required=False)
