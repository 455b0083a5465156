"""Forms of the alerts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mail.forms import StrangerForm
from placement.models import SavedSearch


class AlertForm(StrangerForm):
    """Where to write, and how often."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    frequency = forms.ChoiceField(
        label=_("How often"), choices=SavedSearch.Frequency.choices
    )

    def __init__(self, *args, owner: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        if owner:
            del self.fields["email"]


class FrequencyForm(forms.ModelForm):
    class Meta:
        model = SavedSearch
        fields = ["frequency"]
