"""A form that a stranger fills, with two traps for robots (`components/traps.html`)."""

import time

from django import forms
from django.core import signing

SALT, FASTEST = "mail.stranger", 2  # seconds: nobody reads and fills a form before


class StrangerForm(forms.Form):
    """`site` is hidden from people; `started` says when the form was shown."""

    site = forms.CharField(required=False, max_length=200)
    started = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["started"].initial = signing.dumps(time.time(), salt=SALT)

    @property
    def is_robot(self) -> bool:
        """Filled what people do not see, or faster than people do."""
        try:
            began = signing.loads(self.cleaned_data["started"], salt=SALT)
        except signing.BadSignature:
            return True
        return bool(self.cleaned_data["site"]) or time.time() - began < FASTEST
