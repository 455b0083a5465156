"""A person with something of every kind, a planted word in every column they fill."""

import json

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, models
from django.utils import timezone
from django_celery_results.models import TaskResult

from accounts.models import Session, User
from accounts.personal import holdings
from businesses.models import Business
from guidance.models import Erasure
from mail.models import Outbox, Subscription
from placement.models import Invitation, OfferReading, SavedSearch
from placement.models.offers import Consent
from tests import factories
from tests.placement.factories import make_order, make_organisation
from tests.placement.factories_offers import make_offer, make_referral

WORD = "zqcanari"
FREE = (models.CharField, models.TextField, models.JSONField)


def person(n: int = 0, plain: bool = False) -> User:
    """Somebody with a row of every kind that is registered, planted words everywhere.

    They act alone for one organisation, and with a colleague for another. A `plain` one
    has only the words that a page could show.
    """
    word = f"{WORD}{n}"
    user = factories.user(f"{word}@example.org", second_step=True)
    address = {"username": f"{word.upper()}@example.org", "ip_address": "203.0.113.9"}
    AccessLog.objects.create(**address)
    AccessFailureLog.objects.create(**address)
    AccessAttempt.objects.create(**address, failures_since_start=1)
    key = f"session-{word}"
    Session.objects.create(user=user, session_key=key, expire_date=timezone.now())
    about = ContentType.objects.get_for_model(User)
    changed = {"content_type": about, "object_id": user.pk, "action_flag": 2}
    LogEntry.objects.create(user=factories.user(role="administrator"), **changed)
    TaskResult.objects.create(task_id=word, traceback=f"Key (email)=({user.email})")

    offer = make_offer(user)
    offer.hidden_from.create(name=word, key=f"key {word}")
    file = ContentFile(word.encode(), word)
    offer.documents.create(
        kind="resume", name=f"{word}.txt", file=file, media_type="text/plain", size=9,
        sha256=f"sha-{word}", state="clean", shared=True,
    )  # fmt: skip
    employer = factories.user(role="employer")
    firm = make_organisation("Fabrique", member=employer)
    referral = make_referral(make_order(firm), offer)
    referral.events.create(state="applied", side="seeker")
    referral.messages.create(side="seeker", author=user, text=word)
    OfferReading.objects.create(organisation=firm, offer=offer, day="2026-11-01")
    Consent.objects.create(
        owner=user, purpose="contact", given=True, subject=word, wording="2026-11",
        language="fr",
    )  # fmt: skip
    user.set_aside.create(order=referral.order)
    user.saved_orders.create(order=referral.order)
    user.handouts.create(title=word, language="fr", pages=["jobs:list"])
    SavedSearch.objects.create(email=user.email, language="fr")
    Subscription.objects.create(email=user.email, language="fr", topic=f"x{n}")
    Invitation.objects.create(organisation=firm, email=user.email)
    business = Business.objects.create(
        neq=f"110000000{n}", name="Élan", sort_name="x", demonstration=False
    )
    business.corrections.create(
        kind="remove", details=word, email=user.email, language="fr"
    )
    Outbox.objects.create(key=word, to=user.email, language="fr", template="x")
    Outbox.objects.create(
        key=f"referral {referral.pk} received", to=employer.email, language="fr",
        template="x", context={"code": referral.code},
    )  # fmt: skip
    Erasure.objects.create(user=user, reason="asked", due_at=timezone.now())

    alone = make_organisation(f"Seule {n}", member=user, contact_name=word)
    make_order(alone, contact_name=word, apply_email=user.email, apply_phone=word)
    others = make_organisation(
        f"Partagée {n}", member=user, contact_email=user.email, contact_name=word
    )
    others.memberships.create(user=employer)
    order = make_order(others, contact_name=word, contact_phone=word)
    order.versions.create(number=1, content={"apply_email": word, "title_fr": "Poste"})
    if not plain:
        plant(user, word)
    return user


def plant(user: User, word: str) -> None:
    """A word in each free column of each row that is theirs; rows keep their keys."""
    with connection.cursor() as cursor:
        # What is never changed is not changed here either: it is as if written so.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for holding in holdings():
            for row in holding.rows(user):
                for field in _free(row):
                    value = f"{word}{field.column}{row.pk}"[: field.max_length or 99]
                    if isinstance(field, models.JSONField):
                        value = json.dumps({value: 1})
                    table, key = row._meta.db_table, row._meta.pk.column
                    change = f'UPDATE "{table}" SET "{field.column}" = %s'
                    cursor.execute(f'{change} WHERE "{key}" = %s', [value, row.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")


def _free(row) -> list:
    """Columns of free text that are empty or could say anything."""
    found = []
    for field in row._meta.concrete_fields:
        if type(field) not in FREE or field.choices or field.primary_key:
            continue
        if WORD in str(getattr(row, field.attname)).lower():
            continue
        if (field.max_length or 99) < 20 or field.name in KEPT_AS_THEY_ARE:
            continue
        found.append(field)
    return found


# Their value is what finds or stores something, or no word fits.
KEPT_AS_THEY_ARE = {"key", "object_id", "session_hash", "media_type", "password"}


def found_in(word: str) -> list[str]:
    """Every table and every file that still holds a word."""
    places = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n"
            " ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'm')"
            " AND n.nspname = 'public' ORDER BY 1"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS line WHERE line::text ILIKE %s',
                [f"%{word}%"],
            )
            if cursor.fetchone()[0]:
                places.append(table)
    return places + [name for name in files_below("") if _holds(name, word)]


def files_below(folder: str) -> list[str]:
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return []
    below = [f"{folder}{name}/" for name in folders]
    return [f"{folder}{name}" for name in names] + [
        name for one in below for name in files_below(one)
    ]


def _holds(name: str, word: str) -> bool:
    with default_storage.open(name, "rb") as stream:
        return word.encode() in stream.read() or word in name
