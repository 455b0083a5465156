"""The form through which an analyst loads a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from datasets.registry import loaders


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """The files of one release, often an English and a French one."""

    widget = SeveralFilesInput

    def clean(self, data, initial=None):
        given = data if isinstance(data, (list, tuple)) else [data]
        return [super(SeveralFiles, self).clean(file, initial) for file in given]


def _datasets() -> list[tuple[str, str]]:
    return [(name, name) for name in loaders()]


class LoadForm(forms.Form):
    dataset = forms.ChoiceField(label=_("dataset"), choices=_datasets)
    files = SeveralFiles(label=_("files"))
    edition = forms.CharField(
        label=_("edition"),
        max_length=40,
        required=False,
        help_text=_("Only when the files do not tell it."),
    )
    dry_run = forms.BooleanField(
        label=_("dry run: everything but publishing"), required=False, initial=True
    )
    approve = forms.BooleanField(
        label=_("publish even what would wait for approval"), required=False
    )
