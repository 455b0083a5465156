"""What each kind of wording is, for a sentence that is read by resemblance."""

from django.utils.translation import gettext_lazy as _

from placement.screening import contact, fees, money, origins, persons, questions

REASONS = {
    rule.name: rule.why
    for module in (questions, contact, money, fees, persons, origins)
    for rule in reversed(module.RULES)
} | {
    "intimate": _(
        "An employment offers work: what is asked here is company, intimacy or pictures "
        "of a body."
    ),
}
