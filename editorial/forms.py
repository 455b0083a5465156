"""Forms of the bulletins: the reader's, and the analysts'."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.bulletins import drawn
from editorial.models import Bulletin


class SubscribeForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class BulletinForm(forms.ModelForm):
    class Meta:
        model = Bulletin
        fields = [
            "slug", "region", "publish_at",
            "title_fr", "title_en", "text_fr", "text_en",
        ]  # fmt: skip

    def clean_text_fr(self):
        return self._drawable("fr")

    def clean_text_en(self):
        return self._drawable("en")

    def _drawable(self, language: str) -> str:
        text = self.cleaned_data[f"text_{language}"]
        if any(line.startswith("# ") for line in text.splitlines()):
            raise forms.ValidationError(_("Headings begin at two number signs: ##."))
        try:
            drawn(text, language)
        except ValueError as reason:
            raise forms.ValidationError(str(reason)) from reason
        return text
