"""Questions that an employer must not ask: Charter of human rights, s. 18.1 and 18.2.

A help while writing, by the rules that the screening reads with afterwards.
"""

from django.utils.translation import gettext_lazy as _

from placement.screening.texts import of_text

ENDING = _("A question ends with a question mark.")


def troubles(question: str) -> list:
    """Why a question should be written another way; empty for one that may be asked."""
    found = list(dict.fromkeys(one.why for one in of_text(question, "questions")))
    if question.strip() and not question.strip().endswith("?"):
        found.append(ENDING)
    return found
