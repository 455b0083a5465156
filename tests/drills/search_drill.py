"""The four measures of the search on the whole official list of titles.

python -m tests.drills.search_drill [EVERY]
"""

import sys

import django

if __name__ == "__main__":
    django.setup()
    # Models can be imported only from here on.
    from classifications.models import JobTitle
    from tests.site.search_measures import report

    if not JobTitle.objects.exists():
        sys.exit("No job titles are loaded: run `make demo` or `make load-real` first.")
    print(report(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
