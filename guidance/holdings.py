"""A counsellor's handouts, what the portal wrote to a person, a planned erasure."""

from django.utils.translation import gettext_lazy as _

from accounts.personal import Holding, of_addresses, register
from guidance.handouts import in_words
from guidance.models import Erasure, Handout
from mail.models import Outbox

register(
    Holding(
        "handouts",
        _("Handouts that I made"),
        60,
        lambda user: Handout.objects.of(user).select_related("region"),
        words=in_words,
    )
)
register(
    Holding(
        "mail",
        _("Messages that the portal wrote to me"),
        70,
        lambda user: Outbox.objects.filter(of_addresses("to", user)),
    )
)
register(
    Holding(
        "erasure",
        _("Erasure planned"),
        90,
        lambda user: Erasure.objects.filter(user=user),
        # It becomes the count of what went.
        erase=lambda user, rows: None,
    )
)
