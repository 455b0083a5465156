"""What is made of a set that was left out of learning, with the lines that resemble it.

    python -m tests.placement.screening.unseen third fourth fifth sixth seventh

This is how unseen orders fare: figures to choose by, unlike those of learned sets.
"""

import os
import re
import sys

import django


def main(names: list[str]) -> None:
    from placement.management.commands import learn_screening
    from placement.screening import resemblance
    from tests.placement.screening import sets

    _weights, kinds = resemblance.learned()
    for name in names:
        left = sets.bad(name), sets.honest(name)
        measured = [long_words(sample.text) for samples in left for sample in samples]
        bad, honest = learn_screening.read(sets.HERE, f"{name}_".lstrip("_"))
        bad = [one for one in bad if not is_alike(one[1], measured)]
        honest = [text for text in honest if not is_alike(text, measured)]
        weights = learn_screening.weights_of(bad, honest)
        resemblance.learned = lambda weights=weights: (weights, kinds)
        padded = [[sets.padded(one) for one in samples] for samples in left]
        for what, (b, h) in (("as written", left), ("padded", padded)):
            held = [sum(one.is_held() for one in samples) for samples in (b, h)]
            print(f"{name or 'first'}, {what}: bad {held[0]} of {len(b)}, "
                  f"honest {held[1]} of {len(h)}", flush=True)  # fmt: skip


def long_words(text: str) -> set[str]:
    return set(re.findall(r"\w{4,}", text.lower()))


def is_alike(text: str, measured: list[set[str]]) -> bool:
    """Whether a line says in the same words what an order of the set says."""
    mine = long_words(text)
    return len(mine) > 2 and any(len(mine & one) >= 0.6 * len(mine) for one in measured)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imt.settings_test")
    django.setup()
    main(sys.argv[1:])
