"""Compiles the message catalogues: a `.mo` is never stored, its `.po` is.

polib does it, so that neither the demonstration nor the tests need gettext installed.
"""

import os
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_catalogs() -> None:
    """Write every `.mo` that is missing or older than its `.po`."""
    for po in LOCALE.glob("*/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            draft = mo.with_suffix(f".{os.getpid()}")
            polib.pofile(str(po)).save_as_mofile(str(draft))
            draft.replace(mo)


if __name__ == "__main__":
    compile_catalogs()
