"""Folding: how two spellings of one word become the same key."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ß": "ss"})
_WORD = re.compile(r"[a-z0-9+#]+")


def fold(text: str) -> str:
    """Lower-case words without accents or punctuation, one blank between them.

    >>> fold("Développeurs/développeuses d’œuvres")
    'developpeurs developpeuses d oeuvres'
    """
    return " ".join(words(text))


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _WORD.findall(plain)
