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
        choices=[(name, name) for name in ("accepted", "refused")],
        widget=forms.HiddenInput,  # the button that was pressed
    )
    reason = forms.CharField(
        label=_("reason, sent by e-mail"),
        max_length=500,
        error_messages={"required": _("Say why: the person reads it.")},
    )
    precision = forms.CharField(
        label=_("what the business says, printed on its page"),
        max_length=500,
        required=False,
    )

    def __init__(self, correction: Correction, *args, **kwargs):
        super().__init__(*args, auto_id=f"id_{correction.pk}_%s", **kwargs)
        self.corrects = correction.kind == Correction.Kind.CORRECT
        if not self.corrects:
            del self.fields["precision"]

    def clean(self):
        given = super().clean()
        accepted = given.get("decision") == "accepted"
        if accepted and self.corrects and not given.get("precision"):
            self.add_error("precision", _("Write the words to print."))
        return given
