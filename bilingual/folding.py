"""Folding: how two spellings of one word become the same key."""

import re
import unicodedata

from django.utils.text import slugify

_LIGATURES = {"œ": "oe", "æ": "ae", "ø": "o", "ß": "ss"}
_ACCENT = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[a-z0-9+#]+")
_BLANKED = bytes(c if _WORD.match(chr(c)) or c == 10 else 32 for c in range(256))


def fold(text: str) -> str:
    """Lower-case words without accents or punctuation, one blank between them.

    >>> fold("Développeurs/développeuses d’œuvres")
    'developpeurs developpeuses d oeuvres'
    """
    return " ".join(words(text))


def fold_lines(text: str) -> list[str]:
    """What `fold` makes of each line, all at once: several times faster.

    >>> fold_lines("Épicerie d’Été inc.\\nDépanneur")
    ['epicerie d ete inc', 'depanneur']
    """
    plain = _plain(text).encode("ascii", "replace").translate(_BLANKED).decode()
    return [" ".join(line.split()) for line in plain.split("\n")]


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(_plain(text))


def _plain(text: str) -> str:
    """Lower case, without accents."""
    text = text.lower()
    if not text.isascii():
        for ligature, letters in _LIGATURES.items():
            text = text.replace(ligature, letters)
        text = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
    return text


def slug(title: str) -> str:
    """The decorative part of an address; French keeps the first of each pair."""
    return slugify(title.replace("/", "-").replace("’", "-").replace("'", "-"))[:90]
