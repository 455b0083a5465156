"""Forms of the bulletins: the reader's, and the analysts'."""

from django import forms
from django.contrib.postgres.forms import SimpleArrayField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bilingual.choices import CHOOSE, say_first
from bilingual.widgets import DayInput, MomentInput
from classifications.models import UnitGroup
from editorial.bulletins import drawn
from editorial.models import Bulletin, RegionalFact
from mail.forms import StrangerForm


class SubscribeForm(StrangerForm):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class BulletinForm(forms.ModelForm):
    class Meta:
        model = Bulletin
        fields = [
            "slug", "region", "publish_at",
            "title_fr", "title_en", "text_fr", "text_en", "demonstration",
        ]  # fmt: skip
        widgets = {"publish_at": MomentInput()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_first(self, region=gettext_lazy("Québec as a whole"))

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


class FactForm(forms.ModelForm):
    """Codes are typed: a list of two thousand industries is no help to anybody."""

    occupations = SimpleArrayField(
        forms.CharField(max_length=5),
        required=False,
        label=gettext_lazy("occupations (NOC codes, separated by commas)"),
    )
    source_url = forms.URLField(
        label=gettext_lazy("Address of the source"), assume_scheme="https"
    )

    class Meta:
        model = RegionalFact
        fields = [
            "kind", "day", "region", "place", "industry", "occupations",
            "text_fr", "text_en", "source", "source_url", "jobs_gained", "jobs_lost",
            "demonstration",
        ]  # fmt: skip
        widgets = {"industry": forms.TextInput, "day": DayInput()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_first(self, kind=CHOOSE, region=CHOOSE)

    def clean_occupations(self):
        codes = self.cleaned_data["occupations"]
        known = UnitGroup.objects.filter(pk__in=codes).values_list("pk", flat=True)
        if unknown := sorted({*codes} - {*known}):
            raise forms.ValidationError(
                _("No occupation has the code %(codes)s.")
                % {"codes": ", ".join(unknown)}
            )
        return codes
