"""Words that too many classes share: a column that was taken for another one."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from datasets.reasons import RowError

# Titles and definitions of a level are distinct in the editions of the NOC and of the
# NAICS, but for one definition that two unit groups share.
MOST = 3
WORDS = ("title_fr", "title_en", "definition_fr", "definition_en")


def repeated(classes: dict[tuple, dict]) -> Iterator[tuple[tuple, RowError]]:
    """The keys of classes whose words more than `MOST` of their level bear, and why."""
    borne = Counter(
        (values.get("level"), name, values[name])
        for values in classes.values()
        for name in WORDS
        if values.get(name)
    )
    for key, values in classes.items():
        for name in WORDS:
            count = borne[values.get("level"), name, values.get(name)]
            if count > MOST:
                yield (
                    key,
                    RowError(
                        _("%(count)d classes of one level say “%(value)s”"),
                        count=count,
                        value=values[name][:40],
                    ),
                )
                break
