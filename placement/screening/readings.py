"""Texts as rules read them: folded, with the place of each sign in what was written.

Accents, case, look-alike letters, invisible signs, digits in place of letters and
letters set apart hide no word: a text has several readings, and a rule tries each.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Letters of other alphabets, and small capitals, that pass for Latin ones.
_LOOKALIKE = str.maketrans(
    "абвгԁеёзіїјкӏмнопԛрсѕтуүхһԝьωαβεηικμνορτυχγϲᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢıɡɑʟ",
    "abbrdeeziijklmhonqpcstyyxhwbwabenikunoptuxycabcdefghijklmnoprstuvwyzigal",
)
_PLAIN = {
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "œ": "oe", "æ": "ae", "ø": "o",
    "ß": "ss", "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "€": "e", "·": ".",
    "•": " ", "…": "...", "«": '"', "»": '"', "“": '"', "”": '"',
}  # fmt: skip
_DIGITS = str.maketrans("0134567895@$!|", "oieasgtbgsasil")
_WITH_L = str.maketrans("1", "l")
# A word with a digit or a sign among its letters.
_MIXED = re.compile(r"(?<![\w@$!|])(?=[\w@$!|]*[a-z][\w@$!|]*[a-z])[a-z0-9@$!|]{3,}")
_HIDES = re.compile(r"(?:[a-z][0-9@$!|]+[a-z])|(?:^[0-9@$!|][a-z]{2,})")
_APART = re.compile(
    r"(?<![a-z0-9])(?:[a-z0-9][ .\-_*/,+~]{1,3}){2,}[a-z0-9](?![a-z0-9])"
)
_FOREIGN = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True)
class Reading:
    """A folded text; `at[i]` is the place in the original of its sign `i`."""

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of this reading, as places of the original text."""
        return self.at[start], self.at[end - 1] + 1


def fold(text: str) -> Reading:
    """Lower case without accents, invisible signs or look-alikes; order is kept."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        letters = _letters(sign)
        signs.append(letters)
        places += (place,) * len(letters)
    return Reading("".join(signs), tuple(places))


@lru_cache(maxsize=4096)
def _letters(sign: str) -> str:
    """What a sign passes for."""
    found = ""
    for part in unicodedata.normalize("NFKD", sign.lower()).lower():
        kind = unicodedata.category(part)
        if kind in ("Mn", "Me", "Cf"):
            continue
        if kind == "Zs" or kind in ("So", "Sk") and part not in "´`":
            part = " "
        found += _PLAIN.get(part, part).translate(_LOOKALIKE)
    return found


def readings(text: str) -> list[Reading]:
    """The folded text, and what it says when disguises are taken off."""
    plain = fold(text)
    found = [plain]
    for digits in (_DIGITS, _DIGITS | _WITH_L):
        undone = _MIXED.sub(lambda word: _undisguised(word[0], digits), plain.text)  # noqa: B023
        found.append(_joined(Reading(undone, plain.at)))
    seen: dict[str, Reading] = {}
    for reading in found:
        seen.setdefault(reading.text, reading)
    return list(seen.values())


def _undisguised(word: str, digits: dict[int, int]) -> str:
    return word.translate(digits) if _HIDES.search(word) else word


def _joined(reading: Reading) -> Reading:
    """Letters set apart, as in "w h a t s a p p" or "N.A.S", put together again."""
    kept, at, last = [], [], 0
    for match in _APART.finditer(reading.text):
        letters = [sign for sign in match[0] if sign.isalnum()]
        if sum(sign.isalpha() for sign in letters) < 3:
            continue
        kept.append(reading.text[last : match.start()])
        at += reading.at[last : match.start()]
        for offset, sign in enumerate(match[0]):
            if sign.isalnum():
                kept.append(sign.translate(_DIGITS))
                at.append(reading.at[match.start() + offset])
        last = match.end()
    return Reading("".join([*kept, reading.text[last:]]), (*at, *reading.at[last:]))


def mixed_words(text: str) -> list[tuple[int, int]]:
    """Words that mix Latin letters with those of another alphabet."""
    found = []
    for match in _FOREIGN.finditer(text):
        if match[0].isascii():
            continue
        scripts = [_script(sign) for sign in match[0]]
        if scripts.count("latin") >= 3 and "other" in scripts:
            found.append(match.span())
    return found


def _script(sign: str) -> str:
    name = unicodedata.name(sign, "")
    if name.startswith(("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")):
        return "other"
    return "latin" if name.startswith("LATIN") else ""
