"""Telling operators what went wrong, once each time.

Troubles are read from what the tables say, so that nothing is lost when a process
dies between a failure and its alert, and no app below needs to know of mail.
"""

from django.db import transaction

from datasets.models import Release, Retrieval, Source
from imt.models import Job
from mail import outbox
from mail.models import Alert, Outbox

Troubles = dict[str, tuple[str, dict]]  # by key: template, context
KINDS = ("source", "held", "job", "mail")


@transaction.atomic
def watch() -> None:
    """Open an alert for each new trouble, and close those that are over."""
    found = troubles()
    for key, (template, context) in found.items():
        outbox.alert(key, template, context)
    for key in Alert.objects.open().values_list("key", flat=True):
        if key.startswith(KINDS) and key not in found:
            outbox.close(key)


def troubles() -> Troubles:
    """What an operator should look at now."""
    return _sources() | _held() | _jobs() | _mail()


def _sources() -> Troubles:
    """Sources whose last look failed, or brought a file that was refused."""
    return {
        f"source {look.source_id}": (
            "source_failed",
            {
                "source": look.source_id,
                "titles": _titles(look.source),
                "reason": look.why,
            },
        )
        for look in Retrieval.objects.last_of_each()
        if look.why
    }


def _held() -> Troubles:
    held = Release.objects.for_desk().filter(state=Release.State.HELD, publish_at=None)
    return {
        f"held {release.pk}": (
            "release_held",
            {
                "source": release.source_id,
                "titles": _titles(release.source),
                "release": release.pk,
                "edition": release.edition,
                "reasons": release.report.get("held", []),
            },
        )
        for release in held
    }


def _titles(source: Source) -> dict[str, str]:
    return {"fr": source.title_fr, "en": source.title_en}


def _jobs() -> Troubles:
    return {
        f"job {job.name}": ("job_failed", {"name": job.name, "error": job.error_name})
        for job in Job.objects.all()
        if job.failing
    }


def _mail() -> Troubles:
    count = Outbox.objects.dead().count()
    return {"mail": ("mail_failed", {"count": count})} if count else {}
