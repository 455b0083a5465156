"""The form of a handout: all but its occupations, which are looked for one by one."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bilingual.choices import say_first
from classifications.models import Region
from guidance.handouts import PAGES
from guidance.models import Handout
from placement.offer_forms import Checks, says_who


class HandoutForm(forms.ModelForm):
    pages = forms.MultipleChoiceField(
        label=_("pages to read"),
        choices=lambda: list(PAGES.items()),
        required=False,
        widget=Checks,
    )

    class Meta:
        model = Handout
        fields = ["title", "region", "pages"]
        help_texts = {
            "title": _(
                "Whoever has the address reads it: name a subject or a group, never a "
                "person."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = Region.objects.order_by("code")
        say_first(self, region=_("All of Québec"))

    def clean_title(self):
        title = self.cleaned_data["title"]
        if says_who(title):
            raise ValidationError(
                _("Take the address, the telephone or the other number out."),
                code="contact",
            )
        return title

    def clean(self):
        new = self.instance.pk is None
        if new and self.instance.owner.handouts.count() >= Handout.MOST:
            raise ValidationError(
                _("You have %(most)s handouts: delete one that serves no more.")
                % {"most": Handout.MOST}
            )
        return super().clean()
