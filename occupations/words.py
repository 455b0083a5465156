"""Words that the occupation page says about codes and classes."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

INTERESTS = {
    "R": (pgettext_lazy("interest", "Realistic"), _("to handle, to build")),
    "I": (pgettext_lazy("interest", "Investigative"), _("to understand, to research")),
    "A": (pgettext_lazy("interest", "Artistic"), _("to create, to express")),
    "S": (pgettext_lazy("interest", "Social"), _("to help, to teach")),
    "E": (pgettext_lazy("interest", "Enterprising"), _("to persuade, to lead")),
    "C": (pgettext_lazy("interest", "Conventional"), _("to organize, to follow rules")),
}


def interest_name(letter: str) -> str:
    return str(INTERESTS[letter][0])


def interest_verb(letter: str) -> str:
    return str(INTERESTS[letter][1])


DIAGNOSIS_SENTENCES = {
    "deficit": _("Québec expects a deficit: fewer workers than positions."),
    "slight_deficit": _(
        "Québec expects a slight deficit: somewhat fewer workers than positions."
    ),
    "balance": _("Québec expects a balance: about as many workers as positions."),
    "slight_surplus": _(
        "Québec expects a slight surplus: somewhat more workers than positions."
    ),
    "surplus": _("Québec expects a surplus: more workers than positions."),
    "": _("Québec publishes no diagnosis for this occupation."),
}
JOB_BANK_SENTENCES = {
    "very_good": _("Job Bank rates the chances of finding a job very good."),
    "good": _("Job Bank rates the chances of finding a job good."),
    "moderate": _("Job Bank rates the chances of finding a job moderate."),
    "limited": _("Job Bank rates the chances of finding a job limited."),
    "very_limited": _("Job Bank rates the chances of finding a job very limited."),
    "": _("Job Bank could not determine the chances of finding a job."),
}
OUTLOOK_SENTENCES = {
    "diagnosis": DIAGNOSIS_SENTENCES,
    "job_bank": JOB_BANK_SENTENCES,
}
DIAGNOSIS_SHORT = {
    "deficit": _("Fewer workers than positions"),
    "slight_deficit": _("Somewhat fewer workers than positions"),
    "balance": _("About as many workers as positions"),
    "slight_surplus": _("Somewhat more workers than positions"),
    "surplus": _("More workers than positions"),
    "": _("No diagnosis published"),
}
COMPONENTS = (
    ("employment", _("Employment in %(year)s")),
    ("growth", _("Employment growth")),
    ("retirements", _("Retirements")),
    ("other_replacement", _("Other replacements")),
    ("openings", _("Job openings")),
    ("school_leavers", _("School leavers")),
    ("immigration", _("Immigration")),
    ("other_seekers", _("Other job seekers")),
    ("seekers", _("Job seekers")),
)
