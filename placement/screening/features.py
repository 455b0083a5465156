"""What the reading by resemblance sees in a text.

Words, stems and pairs of words; the concepts that they name, alone, two by two and beside
a word. Pairs of concepts carry over to sentences whose words were never seen.
"""

from collections import defaultdict
from itertools import combinations

from placement.screening.lexicon import Token, concepts, tokens

# How many letters of a word stand for its family.
STEM = 5
# A feature by its name, with the tokens that it was seen in.
Features = dict[str, list[int]]


def features(text: str) -> tuple[Features, list[Token]]:
    """The features of a folded text, and its tokens."""
    said = tokens(text)
    found: Features = defaultdict(list)
    beginning: dict[int, list[str]] = defaultdict(list)
    for name, first, last in concepts(said):
        found[f"c:{name}"] += range(first, last + 1)
        beginning[first].append(name)
    named = sorted(found)
    for one, other in combinations(named, 2):
        found[f"{one}&{other}"] = found[one] + found[other]
    for place, token in enumerate(said):
        word = token.text
        if word[0].isdigit():
            continue
        found[f"w:{word}"].append(place)
        if len(word) > STEM:
            found[f"s:{word[:STEM]}"].append(place)
        if place + 1 == len(said):
            continue
        pair = place, place + 1
        after = said[place + 1].text
        after = "0" if after[0].isdigit() else after
        found[f"b:{word} {after}"] += pair
        for name in beginning.get(place, ()):
            found[f"{name} {after}"] += pair
        for name in beginning.get(place + 1, ()):
            found[f"{word}>{name}"] += pair
    return found, said
