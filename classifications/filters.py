"""What the filters of the lists above share."""

from django.utils.translation import gettext as _


class Telling:
    """Of a filter set: it tells in the page's language what it did not understand."""

    @property
    def problems(self) -> list[str]:
        """Field by field."""
        return [
            _("%(field)s: %(words)s")
            % {"field": self.form.fields[name].label, "words": " ".join(errors)}
            for name, errors in self.form.errors.items()
        ]
