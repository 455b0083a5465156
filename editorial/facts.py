"""Regional facts: written, read a second time, published; told in the next bulletin."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from bilingual import dates
from datasets.own import OwnSource, announce
from editorial.models import Bulletin, RegionalFact

State = RegionalFact.State
FACTS = OwnSource(
    "regional-facts",
    ("Faits régionaux", "Regional facts"),
    (
        "Projets, fermetures et réductions d’effectif relevés par les analystes, "
        "chacun avec sa date et sa source.",
        "Projects, closings and downsizing gathered by analysts, each with its date "
        "and its source.",
    ),
)


def publish(fact: RegionalFact, by) -> bool:
    """The second reader's yes; nobody says it to their own fact."""
    if by.pk == fact.author_id:
        return False
    now = timezone.now()
    with transaction.atomic():
        done = fact.move(
            State.SUBMITTED, state=State.PUBLISHED, reviewer=by, published_at=now
        )
        if done:
            announce(FACTS, by)
    return done


def send_back(fact: RegionalFact, by) -> bool:
    """To the drafts again; a published fact is gone from the pages."""
    back = {"state": State.DRAFT, "reviewer": None, "published_at": None}
    if fact.move(State.SUBMITTED, **back):
        return True
    with transaction.atomic():
        done = fact.move(State.PUBLISHED, **back)
        if done:
            announce(FACTS, by)
    return done


def for_draft(language: str) -> str:
    """Markdown of what was published since the last bulletin, for the next one."""
    last = Bulletin.objects.published().values_list("published_at", flat=True).first()
    found = RegionalFact.objects.published().select_related("region")
    if last:
        found = found.filter(published_at__gt=last)
    with override(language):
        lines = [_line(fact) for fact in found[:50]]
        if not lines:
            return ""
        return "\n".join(["## " + _("Regional facts"), "", *lines, ""])


def _line(fact: RegionalFact) -> str:
    mark = " ({})".format(_("demonstration")) if fact.demonstration else ""
    return (
        f"- **{fact.place} ({fact.region.name})**, "
        f"{dates.day(fact.day)}{mark} – {fact.text} "
        f"[{fact.source}]({fact.source_url})"
    )
