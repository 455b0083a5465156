"""Reading paired French titles: "agent de bord/agente de bord d'hélicoptère".

The masculine and the feminine are joined by "/". What stands before and after the
pair belongs to both. How long the pair is must be found: in "infirmier autorisé/
infirmière autorisée" it is two words, in "soudeur/soudeuse par points" one.
"""

from functools import lru_cache

from bilingual.folding import fold

_folded = lru_cache(maxsize=20_000)(fold)  # titles are made of the same words


def gender_forms(title: str) -> list[str]:
    """Folded forms under which a title is typed: whole, masculine, feminine.

    >>> gender_forms("agent de bord/agente de bord")
    ['agent de bord agente de bord', 'agent de bord', 'agente de bord']
    """
    forms = [fold(title)]
    for side in (0, 1) if "/" in title else ():
        form = fold(_one_gender(title, side))
        if form and form not in forms:
            forms.append(form)
    return forms


def _one_gender(title: str, side: int) -> str:
    """The title with each pair replaced by its masculine (0) or feminine (1)."""
    while "/" in title:
        left, right = title.split("/", 1)
        before, after = left.split(), right.split()
        length = _pair_length(before, after)
        if not length:
            title = f"{left} {right}"
            continue
        kept = before[-length:] if side == 0 else after[:length]
        title = " ".join([*before[:-length], *kept, *after[length:]])
    return title


def _pair_length(before: list[str], after: list[str]) -> int:
    """How many words the pair takes on each side of the slash: 0 when none fits."""
    # The next pair of the title is not part of this one.
    limit = next((i + 1 for i, word in enumerate(after) if "/" in word), len(after))
    fits = [
        length
        for length in range(1, min(len(before), limit, 6) + 1)
        if _are_genders(before[-length:], after[:length])
    ]
    return max(fits, default=1 if before and after else 0)


def _are_genders(masculine: list[str], feminine: list[str]) -> bool:
    """Whether two runs of words are one run in two genders, first word included."""
    pairs = [
        (_folded(m), _folded(f.split("/")[0]))
        for m, f in zip(masculine, feminine, strict=True)
    ]
    if pairs[0][0] == pairs[0][1]:
        return False
    return all(m == f or _share_root(m, f) for m, f in pairs)


def _share_root(masculine: str, feminine: str) -> bool:
    shorter = min(len(masculine), len(feminine))
    common = next(
        (i for i in range(shorter) if masculine[i] != feminine[i]),
        shorter,
    )
    return common >= 2 and common >= shorter - 4
