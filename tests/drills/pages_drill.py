"""Visits every occupation's page in both languages, on whatever data is loaded.

A page must answer, weigh at most 60 kB before compression, and, once the official texts
are loaded, announce no missing text. Last line: `pages: N tried, N passed, N failed`.
"""

import sys
from collections.abc import Collection

from django.test import Client

MOST = 60_000  # bytes
OCCUPATIONS = {"fr": "/fr/metiers-et-professions/", "en": "/en/occupations/"}
# What the notice says that stands where a text is not loaded.
MISSING = b"make load-real"


def heavy_or_missing(
    visitor: Client, wanted: Collection[str], most: int = MOST, texts: bool = False
) -> list[str]:
    """What is wrong with the pages of these occupations, one line each."""
    from occupations.models import Profile

    faults = []
    for code, slugs in Profile.objects.addresses():
        if code not in wanted:
            continue
        for language, base in OCCUPATIONS.items():
            page = visitor.get(f"{base}{code}-{slugs[language]}")
            if page.status_code != 200:
                faults.append(f"{language} {code}: answers {page.status_code}")
            elif len(page.content) > most:
                faults.append(f"{language} {code}: {len(page.content)} bytes")
            elif texts and MISSING in page.content:
                faults.append(f"{language} {code}: a text is missing")
    return faults


def main() -> int:
    from occupations.models import Profile

    texts = "--texts" in sys.argv[1:]
    visitor = Client(headers={"host": "localhost"})
    codes = list(Profile.objects.values_list("pk", flat=True))
    if not heavy_or_missing(visitor, codes[:1], most=100):
        print("the drill does not see a page that is too heavy")
        return 1
    faults = heavy_or_missing(visitor, codes, texts=texts)
    print("\n".join(faults))
    tried, failed = 2 * len(codes), len(faults)
    print(f"pages: {tried} tried, {tried - failed} passed, {failed} failed")
    return int(bool(faults) or not tried)


if __name__ == "__main__":
    import django
    from django.core.management import call_command

    from imt.catalogs import compile_catalogs

    compile_catalogs()
    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    sys.exit(main())
