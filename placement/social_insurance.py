"""A social insurance number in what people write to one another: never needed there."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Nine digits in threes; a telephone number has ten.
_NINE = re.compile(r"(?<!\d)\d{3}[\s.-]?\d{3}[\s.-]?\d{3}(?!\d)")


def refuse_sin(text: str) -> None:
    """Raise where nine digits add up as those of a social insurance number do."""
    if any(_adds_up(re.sub(r"\D", "", found)) for found in _NINE.findall(text)):
        raise ValidationError(
            _(
                "This looks like a social insurance number: take it out. An employer "
                "needs it only once you are hired."
            ),
            code="sin",
        )


def _adds_up(digits: str) -> bool:
    """The published check of the number: Luhn's sum is a multiple of ten."""
    doubled = (int(d) * (1 + n % 2) for n, d in enumerate(digits))
    return sum(sum(divmod(value, 10)) for value in doubled) % 10 == 0
