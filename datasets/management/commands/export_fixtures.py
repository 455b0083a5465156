"""Write the demonstration's data from the live editions.

Facts and figures only, in this project's own format: the official sentences stay
with their publishers and come with `load_real`.
"""

import csv
import gzip
import io
from pathlib import Path

from django.core.management import BaseCommand

from datasets.registry import Fixture, loaders

# Above this size a fixture is compressed.
PLAIN = 300_000


class Command(BaseCommand):
    help = "Writes the demonstration's fixtures from the live editions."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *, folder, **options):
        folder.mkdir(parents=True, exist_ok=True)
        for loader in loaders().values():
            for fixture in loader.fixtures():
                path, size = write(folder, fixture)
                self.stdout.write(f"{path.name} {size}")


def write(folder: Path, fixture: Fixture) -> tuple[Path, int]:
    """One CSV file, gzipped when large; the same rows give the same bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(fixture.columns)
    writer.writerows(fixture.rows)
    content = text.getvalue().encode()
    path = folder / fixture.name
    packed = path.with_name(f"{fixture.name}.gz")
    for old in (path, packed):
        old.unlink(missing_ok=True)
    if len(content) > PLAIN:
        path, content = packed, gzip.compress(content, 9, mtime=0)
    path.write_bytes(content)
    return path, len(content)
