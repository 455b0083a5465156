"""Who asked for the bulletins, by their address."""

from django.utils.translation import gettext_lazy as _

from accounts.personal import Holding, of_addresses, register
from mail.models import Subscription

register(
    Holding(
        "subscriptions",
        _("Bulletins by e-mail"),
        41,
        lambda user: Subscription.objects.filter(of_addresses("email", user)),
    )
)
