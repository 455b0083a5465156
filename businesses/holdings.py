"""Who asked that an entry be corrected or removed, by their address."""

from django.utils.translation import gettext_lazy as _

from accounts.personal import Holding, of_addresses, register
from businesses.models import Correction

register(
    Holding(
        "corrections",
        _("Requests about businesses"),
        52,
        lambda user: Correction.objects.filter(
            of_addresses("email", user)
        ).select_related("business"),
    )
)
