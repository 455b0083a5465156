"""The live editions, as pages cite them; kept per process and data version."""

from functools import lru_cache
from typing import NamedTuple

from datasets.models import Release


class Edition(NamedTuple):
    """The live release of one source, in one language."""

    slug: str
    title: str
    publisher: str
    licence: str
    licence_url: str
    url: str
    method: str
    transcribed: bool
    edition: str
    period: str
    published_on: object
    loaded_on: object


@lru_cache(maxsize=8)
def live(version: int, language: str) -> dict[str, Edition]:
    """The live edition of each source, by the source's name.

    `version` is `Publication.objects.version()`: a flip makes a new key.
    """
    columns = ["source_id"]
    columns += [
        f"source__{name}_{language}" for name in ("title", "publisher", "licence")
    ]
    columns += ["source__licence_url", "source__url", f"source__method_{language}"]
    columns += ["source__transcribed", "edition", "period", "published_on"]
    columns += ["created_at"]
    rows = Release.objects.current().order_by("source_id").values_list(*columns)
    return {row[0]: Edition(*row) for row in rows}
