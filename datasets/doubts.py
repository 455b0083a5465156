"""What an analyst must look at before an edition becomes live."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from datasets.models import Release
from datasets.reasons import FileRefused, Reason
from datasets.registry import Loader
from datasets.staging import Stage


def edition_key(edition: str) -> tuple[int, ...]:
    """Editions in order of time: "2024-2028" is (2024, 2028)."""
    return tuple(int(number) for number in re.findall(r"\d+", edition))


def refuse_cut_file(loader: Loader, staged: list[Stage], tables: dict) -> None:
    """A file whose end is missing was cut on its way; nobody should approve it."""
    for one in staged:
        counts = tables[one.target.model]
        if counts["vanished"] > loader.max_vanished * counts["live"]:
            if last := one.cut_short():
                raise FileRefused(_("the file is cut short after %(key)s"), key=last)


def doubts(
    release: Release, loader: Loader, staged: list[Stage], live: Release, older: bool
) -> Iterator[Reason]:
    """What an analyst must look at before this becomes live."""
    if loader.rows_doubtful > loader.max_doubtful * loader.rows_read:
        yield Reason(
            _("%(rows)d rows are set aside as implausible"), rows=loader.rows_doubtful
        )
    if live is None:
        return
    if older:
        yield Reason(_("older than the live edition %(live)s"), live=live.edition)
    for counts in release.report["tables"].values():
        if counts["vanished"] > loader.max_vanished * counts["live"]:
            yield Reason(
                _("%(vanished)d of %(live)d rows of the live edition are gone"),
                vanished=counts["vanished"],
                live=counts["live"],
            )
    yield from _moved(release, loader, staged, live)
    for one in staged:
        counts = release.report["tables"][one.target.model]
        silenced = one.silenced()
        if silenced > loader.max_silenced * counts["live"]:
            yield Reason(
                _("figures of the live edition now suppressed: %(count)d of %(live)d"),
                count=silenced,
                live=counts["live"],
            )
        if live.edition != release.edition and one.repeats():
            yield Reason(
                _("every figure is that of edition %(live)s"), live=live.edition
            )


def _moved(
    release: Release, loader: Loader, staged: list[Stage], live: Release
) -> Iterator[Reason]:
    """Figures that differ from the live ones more than time explains."""
    first, last = edition_key(live.edition), edition_key(release.edition)
    years = max(1, last[0] - first[0]) if first and last else 1
    if loader.drifts and loader.max_moved is not None:
        years *= loader.max_moved / loader.drifts[0].share
    by_target = {one.target: one for one in staged}
    too_much = 0.0
    for drift in loader.drifts:
        count, share = by_target[drift.target].drifted(drift)
        if not drift.share and count:
            yield Reason(
                _("figures that moved beyond all likelihood: %(count)d"), count=count
            )
        elif share > years * drift.share:
            too_much = max(too_much, share)
    if too_much:
        yield Reason(
            _("%(share)d %% of the figures moved more than usual"),
            share=round(too_much * 100),
        )
