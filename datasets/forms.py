"""What analysts give and decide at the releases' desk."""

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from datasets.models import Source
from datasets.registry import loaders


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """The files of one release, often an English and a French one."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None):
        # No file at all comes as an empty list, which must meet "required" too.
        given = data if isinstance(data, (list, tuple)) and data else [data or None]
        return [super(SeveralFiles, self).clean(file, initial) for file in given]


def _datasets() -> list[tuple[str, str]]:
    titles = {source.slug: source.title for source in Source.objects.all()}
    return sorted(
        (
            (name, titles.get(name) or loader.facts.title[get_language() != "fr"])
            for name, loader in loaders().items()
        ),
        key=lambda choice: choice[1].casefold(),
    )


class GiveForm(forms.Form):
    dataset = forms.ChoiceField(label=_("dataset"), choices=_datasets)
    files = SeveralFiles(
        label=_("files"),
        help_text=_("As published: CSV, also in ZIP or gzip, or XLSX; 64 MB at most."),
    )
    edition = forms.CharField(
        label=_("edition"),
        max_length=40,
        required=False,
        help_text=_("Only when the files do not tell it."),
    )


class ApproveForm(forms.Form):
    at = forms.DateTimeField(
        label=_("publish at"),
        required=False,
        help_text=_("Québec time; left empty, it is published at once."),
        widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M"),
    )

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at and at < timezone.now():
            raise forms.ValidationError(_("This time has passed."))
        return at
