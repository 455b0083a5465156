"""The form of the desk: a committee or an association, and who says so."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bilingual.choices import CHOOSE, say_first
from classifications.models import Industry
from sectors.models import AS_OF, SectorBody, first_day


class BodyForm(forms.ModelForm):
    naics = forms.CharField(
        label=_("NAICS codes"),
        max_length=120,
        required=False,
        help_text=_("Parted by spaces, for instance 23 or 311 312. Empty: none."),
    )
    website = forms.URLField(label=_("website"), required=False, assume_scheme="https")
    source_url = forms.URLField(
        label=_("address of the source"), required=False, assume_scheme="https"
    )
    as_of = forms.RegexField(
        AS_OF,
        label=_("date of the source"),
        help_text=_("A year, a month or a day: 2026, 2026-01 or 2026-01-15."),
    )

    class Meta:
        model = SectorBody
        fields = [
            "kind", "name_fr", "name_en", "website", "naics", "source", "source_url",
            "as_of",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_first(self, kind=CHOOSE)

    def clean_naics(self) -> str:
        codes = self.cleaned_data["naics"].split()
        known = set(
            Industry.objects.filter(code__in=codes).values_list("code", flat=True)
        )
        if missing := [code for code in codes if code not in known]:
            raise forms.ValidationError(
                _("No class has the code %(code)s.") % {"code": missing[0]}
            )
        return " ".join(dict.fromkeys(codes))

    def clean_as_of(self) -> str:
        text = self.cleaned_data["as_of"]
        try:
            first = first_day(text)
        except ValueError:
            raise forms.ValidationError(_("This day does not exist.")) from None
        if first > timezone.localdate():
            raise forms.ValidationError(_("This day is yet to come."))
        return text

    def clean(self):
        given = super().clean()
        names = {name: given.get(name, "") for name in ("name_fr", "name_en")}
        if not any(names.values()):
            self.add_error("name_fr", _("A name is needed, in one language at least."))
        same = SectorBody.objects.filter(kind=given.get("kind"), by_hand=True, **names)
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("name_fr", _("This body is in the list already."))
        return given
