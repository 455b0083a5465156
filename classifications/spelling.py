"""Words that no title holds: the nearest words of the lexicon, and their titles.

One statement finds, for each typed word, the words of the titles that it may stand for:
by trigrams, by an edit or two, by two letters swapped. Another finds the titles that
hold one of these for every word or, failing that, for the words that say the most.
"""

import re
from math import log
from typing import NamedTuple

from django.db import connection

from bilingual.folding import fold
from classifications.vocabulary import LANGUAGES, Vocabulary

MOST_WORDS = 12
# What a title of the page's other language is worth, how far below the best title
# others are kept, and how many titles a language has, roughly.
OTHER_LANGUAGE = 0.85
GOOD_ENOUGH = 0.5
TITLES = 60_000
# Words that say that one looks for work, not which work.
FILLERS = frozenset(
    "a as be become career careers comme comment cherche chercher devenir emploi "
    "emplois etre find how i je job jobs metier metiers position poste profession "
    "salaire salary to travailler un une want work".split()
)

_WORDS = """
WITH asked AS MATERIALIZED (
  SELECT * FROM unnest(%s::text[], %s::text[], %s::int[]) AS a(word, form, distance)
), same AS MATERIALIZED (
  SELECT a.word, l.language, l.word AS near, l.weight, a.distance
  FROM asked a JOIN classifications_lexiconword l
    ON l.word = a.form AND l.language = ANY(%s)
), doubtful AS MATERIALIZED (
  SELECT word FROM asked a WHERE distance = 0 AND NOT EXISTS (
    SELECT FROM same s WHERE s.word = a.word AND s.distance = 0 AND s.language = %s)
)
SELECT word, language, near, weight, distance FROM same
UNION ALL
SELECT a.word, l.language, l.word, l.weight, 2 * levenshtein(l.word, a.word)
FROM asked a CROSS JOIN LATERAL (
  SELECT * FROM classifications_lexiconword WHERE word %% a.word OFFSET 0) l
WHERE a.distance = 0 AND length(a.word) > 3
  AND levenshtein_less_equal(l.word, a.word, 3)
      BETWEEN 1 AND CASE WHEN length(a.word) > 9 THEN 3 ELSE 2 END
  AND (a.word IN (SELECT word FROM doubtful) OR NOT EXISTS (SELECT FROM doubtful))
"""
_NEAREST = """
WITH asked AS MATERIALIZED (
  SELECT language, phrase, corrected,
         to_tsquery(('imt_' || language)::regconfig, every) AS every
  FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[])
       AS a(language, phrase, corrected, every)
), part AS MATERIALIZED (
  SELECT language, place, value,
         plainto_tsquery(('imt_' || language)::regconfig, word) AS query
  FROM unnest(%s::text[], %s::int[], %s::text[], %s::float[])
       AS p(language, place, word, value)
), whole AS MATERIALIZED (
  SELECT t.id, 1.0::float AS value
  FROM asked a CROSS JOIN LATERAL (
    SELECT id, document FROM classifications_jobtitle
    WHERE document @@ a.every AND language = a.language OFFSET 0) t
  ORDER BY abs(length(t.document) - cardinality(regexp_split_to_array(phrase, ' '))), id
  LIMIT 60
), held AS (
  SELECT t.id, p.place, max(p.value) AS value, max(t.size) AS size
  FROM part p CROSS JOIN LATERAL (
    SELECT id, length(document) AS size FROM classifications_jobtitle
    WHERE document @@ p.query AND language = p.language OFFSET 0) t
  WHERE NOT EXISTS (SELECT FROM whole)
  GROUP BY t.id, p.place
), partly AS (
  SELECT id, sum(value) AS value FROM held GROUP BY id
  ORDER BY value DESC, max(size), id LIMIT 60
), near AS MATERIALIZED (
  SELECT t.language, t.unit_group_id, t.text, b.value, b.complete,
         (SELECT max(greatest(similarity(f, a.phrase), similarity(f, a.corrected)))
          FROM unnest(t.forms) AS f) AS alike
  FROM (SELECT id, value, true AS complete FROM whole
        UNION ALL SELECT id, value, false FROM partly) b
  JOIN classifications_jobtitle t ON t.id = b.id
  JOIN asked a ON a.language = t.language
)
SELECT DISTINCT ON (language, unit_group_id)
       language, unit_group_id, text, value * (0.4 + alike), complete
FROM near ORDER BY language, unit_group_id, value * (0.4 + alike) DESC, text
"""


class Guess(NamedTuple):
    """A word of the lexicon that a typed word may stand for."""

    word: str
    value: float


# {(language, typed word): its guesses, nearest first}
Guesses = dict[tuple[str, str], list[Guess]]


class Near(NamedTuple):
    """What resembles a phrase.

    `titles`: {unit group: its nearest title, and its language}, the nearest first;
    `correction`: the phrase as the best title spells it, "" when nothing changes;
    `complete`: whether that title holds every word.
    """

    titles: dict[str, tuple[str, str]]
    correction: str
    complete: bool


def nearest(
    typed: list[str], variants: dict[str, list[str]], language: str, known: Vocabulary
) -> Near | None:
    """Unit groups whose titles hold most of the words, misspelt or not."""
    phrases = {
        code: _telling(found[0].split() if found else typed)
        for code, found in variants.items()
    }
    guesses = _guesses(phrases, language)
    parts = [
        (code, place, guess.word, guess.value)
        for code, phrase in phrases.items()
        for place, word in enumerate(phrase)
        for guess in guesses.get((code, word), ())
    ]
    if not parts:
        return None
    asked = [
        (
            code,
            " ".join(phrase),
            " ".join(_likeliest(code, word, guesses) for word in phrase),
            _every(code, phrase, guesses),
        )
        for code, phrase in phrases.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST, [*columns(asked), *columns(parts)])
        rows = cursor.fetchall()
    scored = sorted(
        (
            -value
            * (1 if code == language else OTHER_LANGUAGE)
            * (1 + 0.02 * log(known.workers[group])),
            group,
            code,
            title,
            complete,
        )
        for code, group, title, value, complete in rows
        if group in known.workers
    )
    if not scored:
        return None
    least, _group, code, title, complete = scored[0]
    kept: dict[str, tuple[str, str]] = {}
    for score, group, found_in, text, _complete in scored:
        if score <= least * GOOD_ENOUGH:
            kept.setdefault(group, (text, found_in))
    correction = _correction(phrases[code], title, guesses, code, complete)
    return Near(kept, correction, complete)


def _telling(typed: list[str]) -> list[str]:
    return [word for word in typed if word not in FILLERS][:MOST_WORDS] or typed


def columns(rows: list[tuple]) -> list[list]:
    return [list(column) for column in zip(*rows, strict=True)]


def _guesses(phrases: dict[str, list[str]], language: str) -> Guesses:
    """The words of the lexicon nearest to each word of the phrases.

    Two neighbouring letters swapped are half a slip, but far away for trigrams: these
    are looked up one by one. Distances are counted in half slips.
    """
    typed = {word[:60] for phrase in phrases.values() for word in phrase}
    asked = {(word, word, 0) for word in typed}
    asked |= {(word, form, 1) for word in typed for form in _swapped(word)}
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, [*columns(sorted(asked)), list(LANGUAGES), language])
        rows = cursor.fetchall()
    found: dict[tuple[str, str], dict[str, tuple]] = {}
    for word, code, near, weight, distance in sorted(rows, key=lambda row: -row[4]):
        found.setdefault((code, word), {})[near] = (distance, -weight, near)
    return {key: _valued(key[1], sorted(near.values())) for key, near in found.items()}


def _swapped(word: str) -> set[str]:
    places = range(len(word) - 1) if 3 < len(word) < 30 else ()
    forms = {f"{word[:i]}{word[i + 1]}{word[i]}{word[i + 2 :]}" for i in places}
    return forms - {word}


def _valued(typed: str, near: list[tuple]) -> list[Guess]:
    """The five nearest words: a rare word says more, a far one says less."""
    guesses = []
    is_known = near[0][0] == 0
    for distance, weight, word in near[:5]:
        rarity = max(log(TITLES / -weight), 1)
        closeness = 1 - distance / 2 / max(len(typed), 3)
        doubt = 0.7 if is_known and distance else 1
        guesses.append(Guess(word, rarity * closeness * doubt))
    return guesses


def _likeliest(code: str, word: str, guesses: Guesses) -> str:
    near = guesses.get((code, word))
    return near[0].word if near else word


def _every(code: str, phrase: list[str], guesses: Guesses) -> str:
    """The query of a title that holds each word, a guess of it, or a word it begins."""
    clauses = []
    for word in phrase:
        near = [f"'{guess.word}'" for guess in guesses.get((code, word), ())]
        if len(word) > 2:
            near.append(f"'{word}':*")
        if near:
            clauses.append(f"({' | '.join(near)})")
    return " & ".join(clauses)


def _correction(
    typed: list[str], title: str, guesses: Guesses, code: str, complete: bool
) -> str:
    """The typed words as the best title spells them; empty when nothing changes.

    A word that exists is only doubted when the whole phrase is found without it.
    """
    spelt = {fold(word): word for word in re.findall(r"[\w+#]+", title.lower())}
    corrected, changed = [], False
    for word in typed:
        near = [guess.word for guess in guesses.get((code, word), ())]
        chosen = word
        exists = word in near or any(part.startswith(word) for part in spelt)
        if near and (complete or not exists) and word not in spelt:
            chosen = next((guess for guess in near if guess in spelt), near[0])
            chosen = word if exists and chosen not in spelt else chosen
        changed |= chosen != word
        corrected.append(spelt.get(chosen, chosen))
    return " ".join(corrected) if changed else ""
