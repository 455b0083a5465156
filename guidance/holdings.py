"""What the portal wrote to a person, and what is planned for their file."""

from django.utils.translation import gettext_lazy as _

from accounts.personal import Holding, of_addresses, register
from guidance.models import Erasure
from mail.models import Outbox

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
