"""Load every published file of a folder, and answer for each of them."""

from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from datasets.console import console, print_folder, progress_bar
from datasets.folder import Line, files_of, in_order, plan, run
from datasets.followers import deferred_followers
from datasets.models import Release
from datasets.registry import loaders


class Command(BaseCommand):
    help = "Loads a folder of official files."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--approve", action="store_true", help="publish what would be held"
        )

    def handle(self, *, folder, approve, **options):
        if not folder.is_dir():
            raise CommandError(_("%(folder)s is not a folder.") % {"folder": folder})
        out = console(self.stdout)
        own, _aside = plan(files_of(settings.BASE_DIR / "fixtures"))
        jobs, lines = plan(files_of(folder))
        jobs = [job for job in own if job.loader.own] + jobs
        jobs = in_order(jobs)
        with progress_bar(out, len(jobs)) as advance, deferred_followers():
            lines += run(
                jobs,
                lambda job, rows: advance(
                    f"{job.loader.name} {job.edition}: {rows}", jobs.index(job)
                ),
                approve=approve,
            )
        print_folder(out, lines)
        gaps = [gap for loader in loaders().values() for gap in loader.gaps()]
        for gap in gaps:
            out.print(str(gap), markup=False, highlight=False)
        if not gaps:
            out.print(_("No unit group lacks a text."))
        states = [line.release.state for line in lines if line.release]
        if not any(state == Release.State.PUBLISHED for state in states):
            out.print(_("Nothing changed."))
        if refused := [line for line in lines if line.outcome == Line.REFUSED]:
            raise CommandError(
                ngettext(
                    "%(count)d file was refused.",
                    "%(count)d files were refused.",
                    len(refused),
                )
                % {"count": len(refused)}
            )
