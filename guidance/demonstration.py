"""Invented handouts of the demonstration's counsellor; each says that it is."""

from guidance.models import Handout

HANDOUTS = [
    {
        "code": "TRADES",
        "title": "Des métiers qui se font avec les mains",
        "language": "fr",
        "region_id": "06",
        "occupations": ["72106", "72310", "72200", "72410", "62200"],
        "pages": ["yourself:interests", "training:programs", "training:funding"],
    },
    {
        "code": "CARE22",
        "title": "Working with people",
        "language": "en",
        "occupations": ["31301", "42202", "33102"],
        "pages": ["yourself:values", "guidance:needs", "editorial:guide"],
    },
]


def create(owner) -> None:
    """Write those that are not there yet."""
    Handout.objects.bulk_create(
        [Handout(owner=owner, is_demonstration=True, **one) for one in HANDOUTS],
        ignore_conflicts=True,
    )
