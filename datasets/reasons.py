"""Why a row or a file is refused, said in the language of whoever reads it.

A reason is stored as an English message and its values, and translated when shown.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

SHOWN = 300  # characters of a value that a reason repeats
TOO_LONG = _("“%(value)s…” is longer than %(most)d characters")


class Reason(Exception):
    """A message (marked with `gettext_noop`) and the values it names."""

    def __init__(self, message: str, **values):
        super().__init__(message, values)
        self.message, self.values = message, values

    def stored(self) -> dict:
        values = {
            # A cell may hold a page; two hundred of them would be a book.
            name: value[:SHOWN] if isinstance(value, str) else value
            for name, value in self.values.items()
        }
        return {"message": self.message, "values": values}

    def __str__(self):
        return say(self.stored())


class RowError(Reason):
    """The row is left out; too many of these refuse the file."""


class Doubtful(RowError):
    """The row is left out as implausible; too many of these hold the release."""


class FileRefused(Reason):
    """Nothing of the file is published."""


class ActionRefused(Reason):
    """A decision about a release that cannot be taken."""


def say(stored: dict) -> str:
    """A stored reason in the active language."""
    return gettext(stored["message"]) % stored["values"]
