"""The language gate: the French catalogue holds every string, translated."""

import ast
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

ASKING = {"_"} | {
    name + end
    for name in ("gettext", "ngettext", "pgettext", "npgettext")
    for end in ("", "_lazy", "_noop")
}
CATALOGUE = Path(settings.LOCALE_PATHS[0]) / "fr" / "LC_MESSAGES" / "django.po"


class Command(BaseCommand):
    help = "Fails when locale/fr differs from the sources or lacks a translation."
    requires_system_checks = []

    def handle(self, **options):
        before = CATALOGUE.read_text(encoding="utf-8")
        try:
            call_command(
                "makemessages",
                locale=["fr"],
                no_location=True,
                no_wrap=True,
                no_obsolete=True,
                ignore_patterns=[".venv", ".local", "staticfiles"],
                verbosity=0,
                stdout=StringIO(),
            )
            extracted = entries(CATALOGUE.read_text(encoding="utf-8"))
        finally:
            CATALOGUE.write_text(before, encoding="utf-8")
        committed = entries(before)
        faults = [f"not in locale/fr: {key}" for key in extracted.keys() - committed]
        faults += [f"no longer used: {key}" for key in committed.keys() - extracted]
        faults += [fault for key in committed for fault in _faults(key, committed[key])]
        for path in sorted(settings.BASE_DIR.glob("[!.]*/**/*.py")):
            source = path.read_text(encoding="utf-8")
            faults += [
                f"{path}, line {n}: hidden in an f-string" for n in hidden(source)
            ]
        if faults:
            raise CommandError("\n".join(sorted(faults)[:60] + ["Run make messages."]))
        self.stdout.write(f"{len(committed)} messages, all translated")


def entries(catalogue: str) -> dict[str, str]:
    """The entries of a catalogue by context and msgid; the header is left out."""
    found = {}
    for block in re.split(r"\n\s*\n", catalogue):
        lines = [line for line in block.splitlines() if not line.startswith("#~")]
        text = "\n".join(lines)
        key = re.search(r'^(?:msgctxt ".*"\n)?msgid "[^\n]*(?:\n"[^\n]*)*', text, re.M)
        if key and key[0] != 'msgid ""' and not key[0].startswith('msgid ""\n"Project'):
            found[key[0]] = text
    return found


def hidden(source: str) -> Iterator[int]:
    """The lines that ask a translation inside an f-string, which makemessages skips."""
    for text in ast.walk(ast.parse(source)):
        if isinstance(text, ast.JoinedStr):
            for node in ast.walk(text):
                if (
                    isinstance(node, ast.Call)
                    and getattr(node.func, "id", "") in ASKING
                ):
                    yield node.lineno


def _faults(key: str, entry: str) -> list[str]:
    if re.search(r"^#,.*\bfuzzy\b", entry, re.M):
        return [f"fuzzy: {key}"]
    if re.search(r'^msgstr(?:\[\d\])? ""\n?(?!")', entry, re.M) and not re.search(
        r'^msgstr(?:\[\d\])? ""\n"', entry, re.M
    ):
        return [f"untranslated: {key}"]
    return []
