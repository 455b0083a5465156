"""Load the demonstration's data: the fixtures, through the same `load` as any file."""

from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from datasets.console import console, print_folder, progress_bar
from datasets.folder import Line, files_of, plan, published_already, run
from datasets.followers import deferred_followers


class Command(BaseCommand):
    help = "Loads the demonstration's data; quick when nothing changed."

    def add_arguments(self, parser):
        parser.add_argument(
            "--folder", type=Path, default=settings.BASE_DIR / "fixtures"
        )

    def handle(self, *, folder, **options):
        out = console(self.stdout)
        files = files_of(folder)
        if published_already(files):
            out.print(_("The demonstration's data is in place."))
            return
        jobs, _aside = plan(files)
        with progress_bar(out, len(jobs)) as advance, deferred_followers():
            lines = run(
                jobs,
                lambda job, rows: advance(
                    f"{job.loader.name} {job.edition}: {rows}", jobs.index(job)
                ),
            )
        if int(options["verbosity"]) > 1:
            print_folder(out, lines)
        if refused := [line for line in lines if line.outcome == Line.REFUSED]:
            print_folder(out, refused)
            raise CommandError(_("The demonstration's data is not whole."))
        out.print(_("The demonstration's data is loaded."))
