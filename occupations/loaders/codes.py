"""The codes that figures are checked against."""

import re
from collections import defaultdict
from functools import cached_property

from django.utils.translation import gettext_noop as _

from bilingual.folding import fold
from classifications.models import Concordance, FormerUnitGroup, Region, UnitGroup
from datasets.reasons import RowError
from datasets.values import code
from occupations.models.figures import CANADA, QUEBEC

AREA = re.compile(r"(?:ER)?([0-9]{2}(?:[0-9]{2})?)")


class Codes:
    """Unit groups and areas, fetched once for a load."""

    @cached_property
    def unit_groups(self) -> set[str]:
        return set(UnitGroup.objects.values_list("code", flat=True))

    @cached_property
    def regions(self) -> dict[str, str]:
        """Administrative regions by their economic region's code."""
        return dict(Region.objects.values_list("economic_region", "code"))

    @cached_property
    def successors(self) -> dict[str, str]:
        """NOC 2021 by NOC 2016 code, where each is the other's only match."""
        links = list(Concordance.objects.values_list("former_id", "unit_group_id"))
        old, new = [pair[0] for pair in links], [pair[1] for pair in links]
        return {o: n for o, n in links if old.count(o) == 1 and new.count(n) == 1}

    @cached_property
    def former_groups(self) -> set[str]:
        return set(FormerUnitGroup.objects.values_list("code", flat=True))

    @cached_property
    def titled(self) -> dict[str, set[str]]:
        """Unit groups by their folded titles."""
        found = defaultdict(set)
        for group, *titles in UnitGroup.objects.values_list(
            "code", "title_fr", "title_en"
        ):
            for title in titles:
                found[fold(title or "")].add(group)
        found.pop("", None)
        return found

    @cached_property
    def places(self) -> dict[str, str]:
        """Areas by their folded names."""
        return self.named | {"canada": CANADA, "quebec": QUEBEC}

    @cached_property
    def named(self) -> dict[str, str]:
        """Administrative regions by their code and by their folded name."""
        rows = list(Region.objects.values_list("code", "name"))
        return {word: code for code, name in rows for word in (code, fold(name))}

    def named_area(self, text: str) -> str:
        """All of Québec, or a region by its code or its name: `06`, `Montréal`."""
        word = fold(text)
        if word in ("", "quebec", "qc"):
            return QUEBEC
        found = self.named.get(word.zfill(2) if word.isdigit() else word)
        if found is None:
            raise RowError(_("unknown region %(name)s"), name=text)
        return found

    def unit_group(self, text: str, *titles: str) -> str:
        """A unit group by its code, which `titles` beside it may not contradict."""
        found = code(text, 5)
        if found not in self.unit_groups:
            raise RowError(_("unknown unit group %(code)s"), code=found)
        for title in titles:
            if found not in self.titled.get(fold(title), (found,)):
                raise RowError(
                    _("“%(title)s” is not the title of %(code)s"),
                    title=title,
                    code=found,
                )
        return found

    def area(self, text: str, *names: str) -> str | None:
        """Canada, Québec or a region, by economic region code; None elsewhere.

        `ER00` or `00` is Canada, `ER24` or `2400` Québec, `2410` a region. The names
        that stand beside it may not be those of another area.
        """
        if not (given := AREA.fullmatch(text.upper())):
            raise RowError(_("unknown economic region %(code)s"), code=text)
        digits = given[1].ljust(4, "0")
        if digits in ("0000", "2400"):
            found = CANADA if digits == "0000" else QUEBEC
        elif not digits.startswith("24"):
            return None
        elif digits in self.regions:
            found = self.regions[digits]
        else:
            raise RowError(_("unknown economic region %(code)s"), code=text)
        for name in names:
            if self.places.get(fold(name), found) != found:
                raise RowError(
                    _("“%(name)s” is not the name of %(code)s"), name=name, code=text
                )
        return found
