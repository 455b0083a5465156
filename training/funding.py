"""How studies are paid for: who pays, for whom, and whom to ask.

No amount is written here: they change every year, and the bodies publish them.
"""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

QUEBEC = "https://www.quebec.ca"


class Way(NamedTuple):
    """One way to pay; `ask` holds names and addresses."""

    title: str
    whom: str
    how: str
    ask: list[tuple[str, str]]


def ways(language: str) -> list[Way]:
    return [
        Way(
            _("Loans and bursaries"),
            _(
                "People in vocational, college or university studies, full time or "
                "counted as such; a separate program exists for part-time studies."
            ),
            _(
                "One application a year. The loan is paid back after the studies; "
                "the bursary is not."
            ),
            [
                (
                    _("Aide financière aux études, Gouvernement du Québec"),
                    f"{QUEBEC}/education/aide-financiere-aux-etudes",
                ),
            ],
        ),
        Way(
            _("An employment measure"),
            _(
                "People without a job, or at risk of losing it, for whom a "
                "training leads to work."
            ),
            _(
                "An agent decides with you before the training begins: enrolling "
                "first may close the door."
            ),
            [
                (_("Services Québec"), f"{QUEBEC}/emploi"),
                (_("Employment measures"), reverse("editorial:measures")),
            ],
        ),
        Way(
            _("Taxes"),
            _(
                "Whoever pays tuition to a recognized institution, or saved for "
                "studies."
            ),
            _(
                "Credits for tuition, the Canada training credit, and withdrawals "
                "for lifelong learning from a registered retirement savings plan."
            ),
            [
                ("Revenu Québec", "https://www.revenuquebec.ca/"),
                (
                    _("Canada Revenue Agency"),
                    f"https://www.canada.ca/{language}/revenue-agency.html"
                    if language == "en"
                    else "https://www.canada.ca/fr/agence-revenu.html",
                ),
            ],
        ),
        Way(
            _("Your employer"),
            _("People who have a job and learn for it."),
            _(
                "Ask for paid time or the reimbursement of fees; a collective "
                "agreement may provide for it."
            ),
            [
                (
                    "Commission des partenaires du marché du travail",
                    "https://www.cpmt.gouv.qc.ca/",
                ),
            ],
        ),
        Way(
            _("The institution itself"),
            _("People who are admitted, or about to be."),
            _(
                "Bursaries of foundations, emergency funds, reduced fees: each "
                "institution has its own."
            ),
            [
                (_("Educational institutions"), reverse("training:institutions")),
            ],
        ),
    ]
