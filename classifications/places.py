"""The names of the 17 regions; kept per process and data version."""

from functools import lru_cache

from classifications.models import Region


@lru_cache(maxsize=4)
def region_names(version: int) -> dict[str, str]:
    """Region names by code, in the order of the codes.

    `version` is the data version: a new edition of the territory makes a new key.
    """
    return dict(Region.objects.order_by("code").values_list("code", "name"))
