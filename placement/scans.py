"""The virus scan of files that people join, where a scanner is configured."""

from celery import shared_task

from placement.models import Document
from placement.uploads import ScannerDown, scan


@shared_task(
    name="placement.scan_document",
    time_limit=120,
    soft_time_limit=110,
    autoretry_for=(ScannerDown,),
    retry_backoff=60,
    max_retries=5,
)
def scan_document(key: str) -> None:
    """Let a file out of quarantine, or refuse it; without a scanner's word it stays."""
    document = Document.objects.filter(pk=key, state=Document.State.QUARANTINE).first()
    if document is None:
        return
    with document.file.open("rb") as stream:
        clean = scan(stream)
    document.state = Document.State.CLEAN if clean else Document.State.REFUSED
    document.save(update_fields=["state"])


@shared_task(name="placement.scan_waiting", time_limit=120, soft_time_limit=110)
def scan_waiting() -> None:
    """Every hour: what a dead scanner or a lost message left in quarantine."""
    waiting = Document.objects.filter(state=Document.State.QUARANTINE)
    for key in waiting.values_list("pk", flat=True)[:50]:
        scan_document.delay(key.hex)
