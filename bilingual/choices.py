"""What a list to choose from says before anybody chose."""

from django import forms
from django.utils.translation import gettext_lazy as _

CHOOSE = _("Choose…")


def say_first(form: forms.BaseForm, **words: str) -> None:
    """Put words in place of the dashes that Django shows first."""
    for name, word in words.items():
        field = form.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.empty_label = word
        else:
            field.choices = [
                (key, said if key else word) for key, said in field.choices
            ]
