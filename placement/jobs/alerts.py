"""Keeping a search, and telling what it finds: each order once, by the outbox."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from mail.outbox import post, post_each
from placement.jobs.cards import for_mail
from placement.jobs.filters import JobFilter
from placement.jobs.matches import anchors, matches
from placement.models.searches import SavedSearch

# An order may be published a moment before its transaction ends.
LAG = timedelta(minutes=1)
OLDEST = timedelta(days=35)
BATCH = 5_000
# Nobody can fill a stranger's mailbox: so many searches, so many that wait for a yes.
MOST_KEPT, MOST_WAITING = 10, 3
FORGOTTEN = timedelta(days=7)


def keep(
    asked: JobFilter, query: str, summary: str, email: str, frequency: str, user=None
) -> SavedSearch | None:
    """Keep a search for an address; None when the address has too many.

    With `user`, the address is known to be theirs; otherwise it must say yes first.
    """
    criteria, now = asked.criteria, timezone.now()
    kept = SavedSearch.objects.of_address(email)
    waiting = kept.filter(confirmed_at=None).count()
    if kept.count() >= MOST_KEPT or (user is None and waiting >= MOST_WAITING):
        return None
    latitude, longitude = criteria.point or (None, None)
    with transaction.atomic():
        search = SavedSearch.objects.create(
            user=user,
            email=email,
            language=asked.language,
            query=query,
            summary=summary[:300],
            frequency=frequency,
            confirmed_at=now if user else None,
            seen_until=now,
            words=criteria.words or None,
            nocs=list(criteria.nocs),
            industries=list(criteria.industries),
            regions=list(criteria.regions),
            latitude=latitude,
            longitude=longitude,
            radius=criteria.radius,
            wage_floor=criteria.wage_floor,
            schedules=list(criteria.schedules),
            contracts=list(criteria.contracts),
            languages=list(criteria.languages),
            remotes=list(criteria.remotes),
            commitments=list(criteria.commitments),
            agency=criteria.agency,
            anchors=anchors(criteria, asked.wanted),
        )
        if user is None:
            ask_for_a_yes(search)
    return search


def ask_for_a_yes(search: SavedSearch) -> None:
    """Write to an address that nobody has shown to be theirs yet."""
    with override(search.language):
        link = reverse("jobs:alert_confirm", args=[search.token])
    post(
        f"alert confirm {search.pk}",
        [(search.email, search.language)],
        "alert_confirm",
        {"summary": search.summary, "link": link, "days": FORGOTTEN.days},
    )


def confirm(search: SavedSearch) -> None:
    """The address said yes: orders are told from this moment on."""
    if search.confirmed_at is None:
        search.confirmed_at = search.seen_until = timezone.now()
        search.save(update_fields=["confirmed_at", "seen_until"])


def send_due(now: datetime | None = None) -> int:
    """Write the messages of the searches whose time has come; how many were written.

    Each batch is one transaction: its messages are written and its searches have seen
    their orders, or neither. A run that dies or runs twice tells nothing twice.
    """
    until, written, last = (now or timezone.now()) - LAG, 0, 0
    while True:
        with transaction.atomic():
            due = SavedSearch.objects.due(until).filter(pk__gt=last)
            searches = {
                search.pk: search
                for search in due.select_for_update(skip_locked=True)[:BATCH]
            }
            if not searches:
                return written
            last = max(searches)
            written += _tell(searches, until)


def _tell(searches: dict[int, SavedSearch], until: datetime) -> int:
    rows = SavedSearch.objects.filter(pk__in=searches)
    since = max(rows.aggregate(at=Min("seen_until"))["at"], until - OLDEST)
    today = timezone.localdate(until)
    found: dict[int, list] = {}
    totals: dict[int, int] = {}
    for told in matches(list(searches), since, until, today):
        found |= dict.fromkeys(told.searches, told.orders)
        totals |= dict.fromkeys(told.searches, told.total)
    lines = for_mail({order for orders in found.values() for order in orders})
    post_each(
        "alert",
        [
            (
                f"alert {pk} {until:%Y-%m-%dT%H:%M:%S}",
                (searches[pk].email, searches[pk].language),
                _context(searches[pk], [lines[order] for order in orders], totals[pk]),
            )
            for pk, orders in found.items()
        ],
    )
    rows.update(seen_until=until)
    rows.filter(pk__in=found).update(sent_at=until)
    return len(found)


def _context(search: SavedSearch, lines: list[dict], total: int) -> dict:
    language = search.language
    with override(language):
        listing = reverse("jobs:list")
        return {
            "summary": search.summary,
            "total": total,
            "lines": [line[language] for line in lines],
            "more": total - len(lines),
            "link": f"{listing}?{search.query}".rstrip("?"),
            "manage": reverse("jobs:alerts", args=[search.token]),
            "unsubscribe": reverse("jobs:alert_stop", args=[search.token]),
        }


def forget_unconfirmed() -> int:
    """Delete what was never confirmed; how many searches went."""
    rows = SavedSearch.objects.forgotten(timezone.now() - FORGOTTEN)
    return rows.delete()[0]
