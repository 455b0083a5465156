"""The language gate sees what the extraction of messages skips."""

from bilingual.management.commands.check_messages import hidden

SOURCE = """
said = _("Québec") + f", {period}"
page = f'<b>{escape(_("Cite"))}</b>'
link = f"{ngettext('%(n)s day', '%(n)s days', n)} {slug(_)}"
"""


def test_a_translation_asked_inside_an_f_string_is_found():
    assert list(hidden(SOURCE)) == [3, 4]
