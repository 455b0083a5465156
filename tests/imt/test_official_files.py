"""The folder of official files, where it is at hand: `make test-real DATA=DIR`."""

import pytest

from bilingual.sitemaps import site_maps
from datasets.folder import Line, files_of, plan, run
from datasets.registry import why_not_used
from occupations.models import ProfessionalOrder
from training.models import Program

pytestmark = pytest.mark.real


def test_every_official_file_is_recognised_or_set_aside_by_name(real_data):
    files = files_of(real_data)
    jobs, aside = plan(files)
    assert [line for line in aside if line.outcome == Line.REFUSED] == []
    assert [line.file.name for line in aside if not why_not_used(line.file.name)] == []
    taken = {table.file.source for job in jobs for table in job.tables}
    assert taken | {line.file for line in aside} == set(files)
    assert len(taken) > 10


# What the pages of sectors, training and professional orders are made of.
NEEDED = {
    "noc-structure", "noc-elements", "naics", "naics-examples", "regions",
    "municipalities", "postal-areas", "region-limits", "programs-dep", "programs-dec",
    "institutions", "professional-orders", "sector-bodies",
}  # fmt: skip
COUNTS = {"sectors": 2_059, "institutions": 1_101, "programs": 259}


def _load(folder) -> set[str]:
    """What became of the releases of the folder's needed files."""
    jobs, _aside = plan(files_of(folder))
    wanted = [job for job in jobs if job.loader.name in NEEDED]
    assert {job.loader.name for job in wanted} == NEEDED
    lines = run(wanted, lambda *_progress: None, approve=True)
    return {line.release.state for line in lines if line.release}


@pytest.mark.django_db
def test_every_class_place_program_and_order_is_reached_and_loaded_once(
    real_data, client
):
    assert _load(real_data) == {"published"}
    assert _load(real_data) == {"unchanged"}
    levels = Program.objects.in_force().values_list("level", flat=True)
    assert (list(levels).count("dep"), list(levels).count("dec")) == (130, 129)
    unreached = []
    for name, count in COUNTS.items():
        pages = site_maps()[name].pages(0, 20_000)
        assert len(pages) == count == site_maps()[name].count()
        for page in pages:
            # The twin of each page is another test's subject.
            path = "/" + page.addresses["fr"].split("/", 3)[3]
            if client.get(path).status_code != 200:
                unreached.append(path)
    assert unreached == []
    names = list(ProfessionalOrder.objects.values_list("name", flat=True))
    assert len(names) == 46
    page = client.get("/fr/metiers-et-professions/ordres-professionnels")
    body = page.content.decode().replace("&#x27;", "'")
    assert [name for name in names if name not in body] == []
