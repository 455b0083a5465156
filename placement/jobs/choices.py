"""The choices of the job search's filters: codes, and their words."""

from placement import vocabulary
from placement.models.orders import JobOrder

NAMED = {
    "schedule": vocabulary.SCHEDULES,
    "contract": vocabulary.CONTRACTS,
    "language": list(vocabulary.LANGUAGES.items()),
    "remote": JobOrder.Remote.choices,
    "commitment": vocabulary.COMMITMENTS,
}


def codes(name: str) -> list[str]:
    return [code for code, _words in NAMED[name]]


def words(name: str) -> dict[str, str]:
    """The words of every choice, in the language of the page, as a line begins."""
    return {
        code: str(label)[:1].upper() + str(label)[1:] for code, label in NAMED[name]
    }
