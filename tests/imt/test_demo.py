"""The pieces of `manage.py demo`; `make drill-demo` tries the whole."""

import os
import socket

import pytest
from django.contrib.staticfiles import finders
from django.core.management import CommandError, call_command

from imt import catalogs
from imt.management.commands.demo import alone, collect_static, require_free_port


def test_taken_port_names_another():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"make demo PORT={port + 1}"):
            require_free_port("127.0.0.1", port)
    require_free_port("127.0.0.1", port)


def test_one_demonstration_a_state(tmp_path):
    with alone(tmp_path):
        with pytest.raises(CommandError, match="running"), alone(tmp_path):
            pass
    with alone(tmp_path):
        pass


def test_outside_the_demonstration_it_says_how_to_start(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="make demo"):
        call_command("demo")


def test_static_files_are_collected_again_only_when_one_changed(settings, tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    (source / "one.css").write_text("a {}")
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = target
    settings.STATICFILES_FINDERS = [
        "django.contrib.staticfiles.finders.FileSystemFinder"
    ]
    finders.get_finder.cache_clear()
    try:
        collect_static()
        (target / "one.css").write_text("kept")
        collect_static()
        assert (target / "one.css").read_text() == "kept"
        (source / "one.css").write_text("b {}")
        os.utime(source / "one.css", (1, 1))
        collect_static()
        assert (target / "one.css").read_text() == "b {}"
    finally:
        finders.get_finder.cache_clear()


def test_catalog_is_compiled_when_missing_or_older(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogs, "LOCALE", tmp_path)
    po = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    mo = po.with_suffix(".mo")
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    po.write_text(f'{header}msgid "Wage"\nmsgstr "Salaire"\n')
    catalogs.compile_catalogs()
    assert b"Salaire" in mo.read_bytes()
    po.write_text(f'{header}msgid "Wage"\nmsgstr "Rémunération"\n')
    os.utime(mo, (1, 1))
    catalogs.compile_catalogs()
    assert "Rémunération".encode() in mo.read_bytes()
    os.utime(po, (1, 1))
    before = mo.stat().st_mtime_ns
    catalogs.compile_catalogs()
    assert mo.stat().st_mtime_ns == before
    assert sorted(path.name for path in po.parent.iterdir()) == [
        "django.mo",
        "django.po",
    ]
