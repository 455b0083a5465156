"""Publish one or several files as an edition of a dataset."""

from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from datasets.console import console, print_release, progress_bar
from datasets.loading import editions_of, load
from datasets.models import Release
from datasets.registry import loaders


class Command(BaseCommand):
    help = "Loads an official file: validates, compares, publishes."

    def add_arguments(self, parser):
        parser.add_argument("name", choices=sorted(loaders()), metavar="NAME")
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--edition", help="when the files do not tell it")
        parser.add_argument(
            "--dry-run", action="store_true", help="everything but publishing"
        )
        parser.add_argument(
            "--approve", action="store_true", help="publish what would be held"
        )

    def handle(self, *, name, files, edition, dry_run, approve, **options):
        out = console(self.stdout)
        refused = False
        for one in [edition] if edition else editions_of(name, files) or [None]:
            with progress_bar(out, None) as advance:
                release = load(
                    name,
                    files,
                    edition=one,
                    dry_run=dry_run,
                    approve=approve,
                    progress=lambda rows: advance(f"{name}: {rows}"),
                )
            print_release(out, release)
            refused |= release.state == Release.State.REFUSED
        if refused:
            raise CommandError(_("Nothing was published."))
