"""The two sides of a meeting in the tests: addresses, and what each page says."""

from django.urls import reverse
from django.utils.translation import override

from placement.models import Referral

NAME, PHONE, MAIL = "Zoé Canari-Nom", "418 555-0199", "canari@example.org"
FLOOR, NEEDS = "77.77", "canari-besoin"


def url(name: str, *args, language: str = "fr") -> str:
    with override(language):
        return reverse(f"placement:{name}", args=args)


def employer_pages(order, offer) -> list[str]:
    """Every page where an employer could meet an offer."""
    pages = [
        url("candidates"),
        url("order_candidates", order.pk),
        url("candidate", order.pk, offer.pk),
    ]
    rows = Referral.objects.filter(order=order)
    return pages + [url("candidate_referral", row.pk) for row in rows]


def text_of(client, addresses) -> str:
    return " ".join(client.get(a).content.decode() for a in addresses)
