"""The forms of an organisation and of its members."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bilingual.choices import CHOOSE, say_first
from classifications.models import Industry, Municipality, Region
from placement.models import Organisation


class OrganisationForm(forms.ModelForm):
    """Who hires. What only the portal reads is apart."""

    site = forms.URLField(label=_("web site"), required=False, assume_scheme="https")
    neq = forms.CharField(
        label=_("NEQ"),
        help_text=_("Ten digits, that begin with 11, 22, 33 or 88."),
        max_length=14,  # people type it with spaces
        required=False,
    )

    naics = forms.ModelChoiceField(
        label=_("industry"),
        queryset=Industry.objects.none(),
        required=False,
        help_text=_("By the North American Industry Classification System."),
    )
    town = forms.CharField(label=_("municipality"), max_length=120, required=False)

    class Meta:
        model = Organisation
        fields = [
            "legal_name", "operating_name", "neq", "is_agency", "naics", "size",
            "address", "region", "site", "contact_name", "contact_email",
            "contact_phone",
        ]  # fmt: skip
        help_texts = {
            "legal_name": _("As it stands in the register of enterprises."),
            "operating_name": _("The one that the public knows, if it is another."),
            "contact_name": _("Never shown to the public."),
            "contact_email": _(
                "Never shown to the public. An address at your site’s own domain lets "
                "us verify you by a code, at once."
            ),
            "contact_phone": _("Never shown to the public."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("contact_name", "contact_email"):
            self.fields[name].required = True
        self.fields["region"].queryset = Region.objects.order_by("code")
        self.fields["region"].label = _("region")
        say_first(self, naics=CHOOSE, size=CHOOSE, region=CHOOSE)
        own = self.instance.municipality
        self.fields["town"].initial = own.name if own else ""
        rows = Industry.objects.in_force().filter(level=Industry.Level.SUBSECTOR)
        # A finer class that somebody gave stays.
        kept = Industry.objects.filter(pk=self.instance.naics_id)
        self.fields["naics"].queryset = (rows | kept).order_by("code")
        self.fields["naics"].label_from_instance = _industry
        self.order_fields(
            ["legal_name", "operating_name", "neq", "is_agency", "naics", "size",
             "address", "region", "town"]
        )  # fmt: skip

    def clean(self):
        said = super().clean()
        said["municipality"] = None
        if name := said.pop("town", ""):
            region = said.get("region")
            found = Municipality.objects.named(name, region)
            if found and (region is None or found.region == region):
                said["municipality"] = found
                said["region"] = found.region
            else:
                self.add_error("town", _("No municipality of this region has it."))
        return said

    def clean_neq(self):
        neq = self.cleaned_data["neq"].replace(" ", "")
        known = len(neq) == 10 and neq.isdigit() and neq[:2] in ("11", "22", "33", "88")
        if neq and not known:
            raise ValidationError(
                _("A NEQ has ten digits and begins with 11, 22, 33 or 88."), code="neq"
            )
        return neq


def _industry(row: Industry) -> str:
    title = row.title or row.title_en  # the French titles may not be loaded
    return f"{row.code} {title}"


class MemberForm(forms.Form):
    email = forms.EmailField(label=_("e-mail address"))
    is_administrator = forms.BooleanField(
        label=_("may change the organisation and its members"), required=False
    )
