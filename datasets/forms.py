"""What analysts give and decide at the releases' desk."""

from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from datasets.download import allowed
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


def titled(sources: Iterable[Source]) -> list[tuple[str, str]]:
    """Every dataset and its title, by title; `sources` are those loaded or set."""
    titles = {source.slug: source.title for source in sources}
    return sorted(
        (
            (name, titles.get(name) or loader.facts.title[get_language() != "fr"])
            for name, loader in loaders().items()
        ),
        key=lambda choice: choice[1].casefold(),
    )


class GiveForm(forms.Form):
    # None is chosen beforehand: a file read as another dataset's is refused.
    dataset = forms.ChoiceField(
        label=_("dataset"),
        choices=lambda: [("", _("Choose…")), *titled(Source.objects.all())],
    )
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


class RefreshForm(forms.ModelForm):
    """How a source is refreshed, and how much of it may move without an analyst."""

    download_fr = forms.URLField(
        label=_("address of the French file"), required=False, assume_scheme="https"
    )
    download_en = forms.URLField(
        label=_("address of the English or only file"),
        required=False,
        assume_scheme="https",
    )

    class Meta:
        model = Source
        fields = [
            "download_fr", "download_en", "every_hours", "max_megabytes",
            "max_refused", "max_vanished", "max_moved",
        ]  # fmt: skip
        localized_fields = ["max_refused", "max_vanished", "max_moved"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        loader = loaders()[self.instance.slug]
        own = {"max_refused": loader.max_refused, "max_vanished": loader.max_vanished}
        if loader.drifts:
            own["max_moved"] = loader.drifts[0].share
        else:
            del self.fields["max_moved"]  # no figure is compared
        words = gettext("From 0 to 1; left empty: %(own)s, as the loader declares.")
        for name, share in own.items():
            self.fields[name].help_text = words % {"own": localize(share)}

    def clean(self):
        given = super().clean()
        for name in ("download_fr", "download_en"):
            if given.get(name) and not allowed(given[name]):
                hosts = ", ".join(settings.DOWNLOAD_HOSTS)
                words = gettext(
                    "Files are fetched by https from these sites: %(hosts)s."
                )
                self.add_error(name, words % {"hosts": hosts})
        return given

    def save(self, commit=True):
        if {"download_fr", "download_en", "every_hours"} & set(self.changed_data):
            # What failed at the former address says nothing of this one.
            self.instance.failures, self.instance.next_check_at = 0, None
        return super().save(commit)


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
