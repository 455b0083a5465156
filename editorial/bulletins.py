"""From a draft to the reader's mailbox; each reader is written to once."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from datasets.own import OwnSource, announce
from editorial.models import Bulletin
from editorial.texts import LANGUAGES, rendered
from figures.drawings import TAG, draw
from mail.models import Outbox, Subscription
from mail.outbox import post, post_each

TOPIC = "bulletins"
FORGOTTEN = timedelta(days=7)
BULLETINS = OwnSource(
    "bulletins",
    ("Bulletins régionaux", "Regional bulletins"),
    (
        "Textes d’analystes, lus par une deuxième personne; leurs chiffres sont ceux "
        "des éditions publiées le jour de leur parution.",
        "Texts of analysts, read by a second one; their figures are those of the "
        "editions published on the day they came out.",
    ),
)
State = Bulletin.State


def drawn(text: str, language: str) -> SafeString:
    """Markdown as HTML, with the figures its tags ask for; ValueError if one cannot."""
    # `split` gives words and tags in turn.
    parts = TAG.split(text)
    return mark_safe(
        "".join(
            draw(part, language) if at % 2 else rendered(part)[0]
            for at, part in enumerate(parts)
        )
    )


def send_back(bulletin: Bulletin, by) -> bool:
    """To its author's drafts again, approved or not."""
    back = {"state": State.DRAFT, "reviewer": None}
    return any(
        bulletin.move(state, **back) for state in (State.SUBMITTED, State.APPROVED)
    )


def approve(bulletin: Bulletin, by) -> bool:
    """The second reader's yes; nobody says it to their own text."""
    if by.pk == bulletin.author_id:
        return False
    return bulletin.move(State.SUBMITTED, state=State.APPROVED, reviewer=by)


def publish_due() -> None:
    """Publish what is due, then write to the readers of what was published."""
    now = timezone.now()
    for pk in Bulletin.objects.due(now).values_list("pk", flat=True):
        _publish(pk, now)
    for bulletin in Bulletin.objects.untold():
        tell(bulletin)


@transaction.atomic
def _publish(pk: int, now) -> None:
    """One bulletin; it is read again when a figure that it asks for is gone."""
    due = Bulletin.objects.due(now).select_for_update(skip_locked=True)
    bulletin = due.filter(pk=pk).first()
    if bulletin is None:
        return
    try:
        for language in LANGUAGES:
            with override(language):
                text = getattr(bulletin, f"text_{language}")
                setattr(bulletin, f"html_{language}", drawn(text, language))
    except ValueError:
        bulletin.move(State.APPROVED, state=State.SUBMITTED, reviewer=None)
        return
    bulletin.state, bulletin.published_at = State.PUBLISHED, now
    bulletin.save()
    announce(BULLETINS, bulletin.reviewer)


@transaction.atomic
def tell(bulletin: Bulletin) -> None:
    """Write every reader's message, or none: a run that dies is begun again."""
    readers = Subscription.objects.confirmed(TOPIC)
    key = f"bulletin {bulletin.pk}"
    post_each(
        "bulletin",
        (
            (key, (one.email, one.language), _context(bulletin, one))
            for one in readers.iterator()
        ),
    )
    Bulletin.objects.filter(pk=bulletin.pk).update(told_at=timezone.now())


def _context(bulletin: Bulletin, one: Subscription) -> dict:
    with override(one.language):
        return {
            "title": bulletin.title,
            "link": bulletin.get_absolute_url(),
            "unsubscribe": reverse("bulletins:stop", args=[one.token]),
        }


def ask(email: str, language: str) -> None:
    """Write to an address that nobody has shown to be theirs yet; once."""
    with transaction.atomic():
        one, _new = Subscription.objects.get_or_create(
            topic=TOPIC, email=email.lower(), defaults={"language": language}
        )
        if one.confirmed_at is None:
            with override(one.language):
                link = reverse("bulletins:confirm", args=[one.token])
            reader = (one.email, one.language)
            context = {"link": link, "days": FORGOTTEN.days}
            post(f"subscription {one.pk}", [reader], "bulletin_confirm", context)


def confirm(one: Subscription) -> None:
    Subscription.objects.filter(pk=one.pk, confirmed_at=None).update(
        confirmed_at=timezone.now()
    )


@transaction.atomic
def stop(one: Subscription) -> None:
    """Forget the address, and what was about to leave for it."""
    Outbox.objects.waiting().filter(to=one.email, template="bulletin").delete()
    one.delete()
