"""The forms of an offer of service, one a page: each saves what it shows."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bilingual.choices import CHOOSE, say_first
from classifications.models import Region
from occupations.forms import DayInput
from placement import uploads
from placement.models import Document, OfferOfService, Referral
from placement.models.offers import key_of
from placement.social_insurance import refuse_sin
from placement.vocabulary import CONTRACTS, EDUCATION, LANGUAGE_LEVELS, SCHEDULES

MOST_HIDDEN = 20
# What would say who the person is, in a text that is read without a name.
_CONTACTS = re.compile(
    r"[\w.+-]+ ?(?:@|\(at\)) ?[\w-]+ ?\. ?\w+|https?://|www\.|\b\w+\.(?:com|ca|net|org)\b"
    r"|(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}|\b\d{3}[ -]?\d{3}[ -]?\d{3}\b",
    re.IGNORECASE,
)


def says_who(text: str) -> bool:
    """Whether a text holds an address, a telephone or a number of nine digits."""
    return bool(_CONTACTS.search(text))


def no_contact(text: str) -> str:
    if says_who(text):
        raise ValidationError(
            _(
                "Employers read this without knowing who you are: take the address, "
                "the telephone or the other number out."
            ),
            code="contact",
        )
    return text


class Checks(forms.CheckboxSelectMultiple):
    """Boxes one under the other, as the filters of the portal have them."""

    template_name = "placement/widgets/checks.html"


class BackgroundForm(forms.ModelForm):
    """Education, licences, languages, and a few words."""

    education = forms.TypedChoiceField(
        label=_("highest education"),
        choices=[("", _("I’d rather not say")), *EDUCATION],
        coerce=int,
        empty_value=None,
        required=False,
    )
    french = forms.TypedChoiceField(
        label=_("French"), choices=LANGUAGE_LEVELS, coerce=int, required=False,
        empty_value=0,
    )  # fmt: skip
    english = forms.TypedChoiceField(
        label=_("English"), choices=LANGUAGE_LEVELS, coerce=int, required=False,
        empty_value=0,
    )  # fmt: skip

    class Meta:
        model = OfferOfService
        fields = ["summary", "language", "education", "licences"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 6})}
        help_texts = {
            "summary": _(
                "What you do well, what you look for. No name, no address, no number."
            ),
            "licences": _("For instance: driving licence class 5, ASP Construction."),
        }

    def __init__(self, *args, instance, **kwargs):
        spoken = instance.languages
        initial = {"french": spoken.get("fr", 0), "english": spoken.get("en", 0)}
        super().__init__(
            *args,
            instance=instance,
            initial=initial | kwargs.pop("initial", {}),
            **kwargs,
        )

    def clean_summary(self):
        return no_contact(self.cleaned_data["summary"])

    def clean_licences(self):
        return no_contact(self.cleaned_data["licences"])

    def save(self, commit=True):
        spoken = {
            "fr": self.cleaned_data["french"], "en": self.cleaned_data["english"]
        }  # fmt: skip
        kept = {k: v for k, v in self.instance.languages.items() if k not in spoken}
        self.instance.languages = kept | {k: v for k, v in spoken.items() if v}
        return super().save(commit)


class ConditionsForm(forms.ModelForm):
    """When, where and how the person wants to work."""

    schedule = forms.MultipleChoiceField(
        label=_("schedule"), choices=SCHEDULES, widget=Checks, required=False
    )
    contracts = forms.MultipleChoiceField(
        label=_("contract"), choices=CONTRACTS, widget=Checks, required=False
    )
    regions = forms.MultipleChoiceField(label=_("regions"), widget=Checks)

    class Meta:
        model = OfferOfService
        fields = ["regions", "commute_km", "available_on", "schedule", "contracts"]
        widgets = {"available_on": DayInput()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Region.objects.order_by("code").values_list("code", "name")
        self.fields["regions"].choices = list(rows)


class PrivateForm(forms.ModelForm):
    """What no employer reads, or only those whom the person agrees to meet."""

    hidden_from = forms.CharField(
        label=_("hide my offer from"),
        help_text=_(
            "One organisation a line: its name, or its ten-digit number (NEQ). For "
            "instance the one you work for."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )

    class Meta:
        model = OfferOfService
        fields = ["full_name", "phone", "wage_floor", "needs"]
        localized_fields = ["wage_floor"]
        widgets = {
            "needs": forms.Textarea(attrs={"rows": 3}),
            "full_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
        }
        help_texts = {
            "full_name": _(
                "Given to an employer once you apply or accept an invitation."
            ),
            "wage_floor": _(
                "In dollars an hour. Nobody sees it: it only keeps lower wages out of "
                "your list."
            ),
            "needs": _(
                "For yourself and your counsellor. No employer sees it, and nothing is "
                "sorted by it."
            ),
        }

    def __init__(self, *args, instance, **kwargs):
        names = instance.hidden_from.values_list("name", flat=True)
        initial = {"hidden_from": "\n".join(names)}
        super().__init__(*args, instance=instance, initial=initial, **kwargs)

    def clean_hidden_from(self):
        lines = self.cleaned_data["hidden_from"].splitlines()
        names = {
            key: line.strip()[:160] for line in lines if (key := key_of(line[:160]))
        }
        if len(names) > MOST_HIDDEN:
            raise ValidationError(
                ngettext(
                    "%(most)d organisation at most.",
                    "%(most)d organisations at most.",
                    MOST_HIDDEN,
                )
                % {"most": MOST_HIDDEN},
                code="many",
            )
        return names

    def save(self, commit=True):
        offer = super().save(commit)
        names = self.cleaned_data["hidden_from"]
        offer.hidden_from.exclude(key__in=names).delete()
        rows = offer.hidden_from
        rows.bulk_create(
            [
                rows.model(offer=offer, key=key, name=name)
                for key, name in names.items()
            ],
            ignore_conflicts=True,
        )
        return offer


class OccupationForm(forms.Form):
    """One occupation sought, by its code, and the experience in it."""

    code = forms.RegexField(r"^\d{5}$", error_messages={"invalid": _("Unknown code.")})
    years = forms.IntegerField(
        label=_("years of experience"), min_value=0, max_value=60, required=False
    )


class DocumentForm(forms.ModelForm):
    """A file to join; what it is comes from `placement.uploads`."""

    class Meta:
        model = Document
        fields = ["kind", "file", "shared"]
        help_texts = {
            "file": _("PDF, Word, OpenDocument, RTF, text or image; 5 MB at most."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_first(self, kind=CHOOSE)

    def clean_file(self):
        upload = self.cleaned_data["file"]
        self.checked = uploads.check(upload)
        return upload


class AnswerForm(forms.Form):
    """The employer's word on a referral."""

    state = forms.ChoiceField(
        choices=[("interview", ""), ("hired", ""), ("not_retained", "")]
    )
    reason = forms.ChoiceField(
        label=_("reason"), choices=Referral.Reason.choices, required=False
    )

    def clean(self):
        data = super().clean()
        if data.get("state") == "not_retained" and not data.get("reason"):
            self.add_error("reason", _("Say why: the person will read it."))
        return data


class ApplicationForm(forms.Form):
    """What a person says as they become known to an employer.

    The consent, an answer to each question of the order, and a word if they like:
    `words` is all of it, as the employer reads it.
    """

    consent = forms.BooleanField(
        label=_("consent"),
        widget=forms.CheckboxInput(attrs={"value": "yes", "id": "consent"}),
        error_messages={"required": _("Tick the box of the consent first.")},
    )
    word = forms.CharField(
        label=_("a word to the employer"),
        required=False,
        max_length=1500,
        validators=[refuse_sin],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Optional: what draws you to this position, from when you are free. Never "
            "your social insurance number, your date of birth or your bank data."
        ),
    )

    def __init__(self, *args, order, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = list(order.questions)
        for n, question in enumerate(self.questions):
            self.fields[f"answer_{n}"] = forms.CharField(
                label=question,
                max_length=1000,
                validators=[refuse_sin],
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": _("Answer the employer’s question.")},
            )

    @property
    def asked(self) -> list:
        """The fields of the questions, in their order."""
        return [self[f"answer_{n}"] for n in range(len(self.questions))]

    @property
    def words(self) -> str:
        said = self.cleaned_data
        answers = [
            f"{question}\n{said[f'answer_{n}']}"
            for n, question in enumerate(self.questions)
        ]
        return "\n\n".join(filter(None, [*answers, said["word"]]))


class MessageForm(forms.Form):
    token = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Your message"),
        max_length=4000,
        validators=[refuse_sin],
        widget=forms.Textarea(attrs={"rows": 5}),
    )
