"""The folder of official files, where it is at hand: `make test-real DATA=DIR`."""

import pytest

from datasets.folder import Line, files_of, plan
from datasets.registry import why_not_used

pytestmark = pytest.mark.real


def test_every_official_file_is_recognised_or_set_aside_by_name(real_data):
    files = files_of(real_data)
    jobs, aside = plan(files)
    assert [line for line in aside if line.outcome == Line.REFUSED] == []
    assert [line.file.name for line in aside if not why_not_used(line.file.name)] == []
    taken = {table.file.source for job in jobs for table in job.tables}
    assert taken | {line.file for line in aside} == set(files)
    assert len(taken) > 10
