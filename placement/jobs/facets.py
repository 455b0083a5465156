"""How many of the newest results each choice of a filter would leave.

A facet counts with every other filter applied. Facets that nothing was chosen of share
one sample, the newest two thousand results; each of the others has a sample of its own.
One statement takes all samples and counts them. Occupations are counted one level below
the most precise one that is asked for.
"""

from collections import defaultdict
from dataclasses import replace

from django.db import connection

from placement.jobs.criteria import Criteria
from placement.jobs.search import SAMPLED
from placement.models.searches import JobSearch

# Facet: the condition of the criteria that it sets, and what it counts by.
FACETS = {
    "region": ("regions", "unnest(array_prepend(region, other_regions))"),
    "noc": ("nocs", "left(noc, {depth})"),
    "schedule": ("schedules", "unnest(schedules)"),
    "contract": ("contracts", "contract"),
    "remote": ("remotes", "remote"),
    "language": ("languages", "unnest(languages)"),
    "commitment": ("commitments", "unnest(commitments)"),
}
# A facet whose choices add up narrows further: it counts within the results.
NARROWING = {"language", "commitment"}
COLUMNS = ("region", "noc", "schedules", "contract", "remote", "languages")
COLUMNS += ("commitments", "other_regions")


def facets(asked: Criteria) -> dict[str, dict[str, int]]:
    """{facet: {value: how many of the newest}}; "total" has the size of the sample."""
    samples, counts, params = [], [], []
    depth = 1 + max(map(len, asked.nocs), default=0)
    shared = [name for name, (f, _by) in FACETS.items() if _shares(name, f, asked)]
    groups = [("results", asked, shared)]
    for name, (condition, _by) in FACETS.items():
        if name not in shared:
            groups.append((name, replace(asked, **{condition: ()}), [name]))
    for sample, criteria, names in groups:
        rows = JobSearch.objects.open().matching(criteria).newest()
        inside, found = rows.values(*COLUMNS)[:SAMPLED].query.sql_with_params()
        samples.append(f"s_{sample} AS MATERIALIZED ({inside})")
        params += found
        counts += [
            f"SELECT '{name}', {FACETS[name][1].format(depth=depth)}::text, count(*) "
            f"FROM s_{sample} GROUP BY 2"
            for name in names
        ]
    counts.append("SELECT 'total', '', count(*) FROM s_results")
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {', '.join(samples)} {' UNION ALL '.join(counts)}", params
        )
        rows = cursor.fetchall()
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for name, value, count in rows:
        found[name][value] = count
    return found


def _shares(name: str, condition: str, asked: Criteria) -> bool:
    return name in NARROWING or not getattr(asked, condition)
