"""Forms of the alerts."""

import time

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from placement.models import SavedSearch

FASTEST = 2  # seconds: nobody reads and fills the form before
SALT = "placement.alert"


class AlertForm(forms.Form):
    """Where to write, and how often; two traps that only a robot walks into."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    frequency = forms.ChoiceField(
        label=_("How often"), choices=SavedSearch.Frequency.choices
    )
    site = forms.CharField(required=False)
    started = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, owner: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["started"].initial = signing.dumps(time.time(), salt=SALT)
        if owner:
            del self.fields["email"]

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


class FrequencyForm(forms.ModelForm):
    class Meta:
        model = SavedSearch
        fields = ["frequency"]
