"""The files of a real deployment, as far as they can be read without Docker."""

import re

from imt.embedded import ROOT


def test_every_variable_of_compose_is_in_the_example_and_empty_there():
    compose = (ROOT / "docker-compose.yml").read_text()
    example = (ROOT / ".env.example").read_text()
    asked = set(re.findall(r"(?<!\$)\$\{(\w+):\?set \1\}", compose))
    assert asked == set(re.findall(r"^(\w+)=$", example, re.MULTILINE))
    # No other way of reading a variable, which could bring a default.
    assert asked == set(re.findall(r"(?<!\$)\$\{?(\w+)", compose))
    assert not re.findall(r"^\w+=.+$", example, re.MULTILINE)


def test_compose_database_sorts_as_the_embedded_one():
    compose = " ".join((ROOT / "docker-compose.yml").read_text().split())
    embedded = (ROOT / "imt" / "embedded.py").read_text()
    for option in ("--locale-provider=builtin", "--builtin-locale=C.UTF-8"):
        assert option in compose
        assert option in embedded


def test_requirements_carry_hashes_and_no_address():
    for path in ROOT.glob("requirements*.txt"):
        text = path.read_text()
        pins = re.findall(r"^\S+==\S+", text, re.MULTILINE)
        assert len(pins) > 40
        assert len(re.findall(r"^\S+==.+\n    --hash=sha256:", text, re.MULTILINE)) == (
            len(pins)
        )
        assert not re.search(r"://|--(extra-)?index-url|--find-links", text)
