"""How a person says that their file is to go."""

from django import forms
from django.utils.translation import gettext_lazy as _

WHEN = [
    ("now", _("Now. Nothing brings it back.")),
    ("later", _("In 30 days. Nobody sees it meanwhile, and I may change my mind.")),
]


class ErasureForm(forms.Form):
    when = forms.ChoiceField(
        label=_("When"), choices=WHEN, widget=forms.RadioSelect, initial="later"
    )
    sure = forms.BooleanField(
        label=_("I took what I want to keep. Erase my file."),
        error_messages={"required": _("Tick the box to confirm.")},
    )
