"""The report of a load as lines of text, for the console and the admin site."""

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from datasets.models import Release
from datasets.reasons import say

SHOWN = 20  # refused rows


def report_lines(release: Release) -> list[str]:
    """What happened, in the active language: the verdict first, then its reasons."""
    report = release.report
    lines = [f"{release.source_id} {release.edition}: {release.get_state_display()}"]
    lines += [
        say(stored)
        for stored in [report.get("reason"), *report.get("held", ())]
        if stored
    ]
    if release.rows_read:
        rows = _("rows read %(read)d, published %(published)d, refused %(refused)d")
        if release.state in Release.WAITING:
            rows = _("rows read %(read)d, refused %(refused)d")
        lines.append(
            rows
            % {
                "read": release.rows_read,
                "published": release.rows_published,
                "refused": release.rows_refused,
            }
        )
    for model, counts in report.get("tables", {}).items():
        changes = _("%(added)d added, %(changed)d changed, %(vanished)d gone") % counts
        lines.append(f"{_rows_of(model)} – {changes}")
    for message, rows in report.get("ignored", {}).items():
        reason = say({"message": message, "values": {}})
        lines.append(
            _("left out: %(rows)d × %(reason)s") % {"rows": rows, "reason": reason}
        )
    for warning in report.get("warnings", ()):
        times = f"{warning['rows']} × " if "rows" in warning else ""
        lines.append(_("note: %(note)s") % {"note": times + say(warning)})
    colon = pgettext("before a name", ":")
    for error in report.get("errors", ())[:SHOWN]:
        where = _("%(file)s row %(row)d") % error
        lines.append(f"{where}{colon} {say(error)}")
    if unsaid := release.rows_refused - len(report.get("errors", ())[:SHOWN]):
        lines.append(_("and %(rows)d more refused rows") % {"rows": unsaid})
    return lines


def _rows_of(model: str) -> str:
    """What the rows of a table are, in the reader's words."""
    return capfirst(apps.get_model(model)._meta.verbose_name_plural)
