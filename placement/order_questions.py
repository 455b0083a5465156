"""Questions that an employer must not ask: Charter of human rights, s. 18.1 and 18.2.

A help while writing, not a judgment: a word that is found is shown with its reason.
"""

import re

from django.utils.translation import gettext_lazy as _

GROUND = _("The Charter forbids asking about it, in a form or an interview (s. 18.1).")
RECORD = _("A record may be asked about only where it is linked to the work (s. 18.2).")
PRIVATE = _("Nobody needs it before a person is hired.")
ENDING = _("A question ends with a question mark.")

_RULES = [
    (
        r"\b(?:quel âge|votre âge|your age|how old|date de naissance|date of birth"
        r"|marié|married|conjoint|spouse|enceinte|pregnan\w+|vos enfants|des enfants"
        r"|have children|your children|religion\w*|église|church|origine ethnique"
        r"|ethnic\w*|nationalit\w+|orientation sexuelle|sexual orientation|handicap\w*"
        r"|disabilit\w+|disabled|parti politique|political part\w+|langue maternelle"
        r"|mother tongue|votre sexe|your sex|your gender|race)\b",
        GROUND,
    ),
    (
        r"\b(?:casier|antécédents? judiciaires?|criminal record|convicted"
        r"|condamn\w+)\b",
        RECORD,
    ),
    (
        r"\b(?:n\.?a\.?s\.?|assurance sociale|social insurance|s\.?i\.?n\.?|photo\w*"
        r"|compte bancaire|bank account|credit card|carte de crédit)\b",
        PRIVATE,
    ),
]
_COMPILED = [(re.compile(pattern, re.IGNORECASE), why) for pattern, why in _RULES]


def troubles(question: str) -> list:
    """Why a question should be written another way; empty for one that may be asked."""
    found = [why for pattern, why in _COMPILED if pattern.search(question)]
    if question.strip() and not question.strip().endswith("?"):
        found.append(ENDING)
    return found
