"""What a comparison's address says: `?p=21232,21231&r=06`, and the way back to it."""

import re
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

OCCUPATIONS, REGIONS = 4, 2
LOOKED_UP = 20  # codes of one address, so that an unknown one takes nobody's place
LONGEST_WORDS = 200
_CODE = re.compile(r"[0-9]{5}", re.ASCII)
_FORMER = re.compile(r"[0-9]{4}", re.ASCII)
_READABLE = re.compile(r"[\w .,’'()/-]{1,20}")


@dataclass(frozen=True)
class Choice:
    """Occupations and regions in the order of the address, and what it got wrong.

    `rejected` holds what is no code of an occupation, `former` what looks like a code
    of NOC 2016; `beyond` counts what came after the fourth occupation.
    """

    codes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    rejected_regions: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    beyond: int = 0
    beyond_regions: int = 0

    @classmethod
    def read(cls, params: QueryDict) -> "Choice":
        """Read `p` and `r`, repeated or comma-separated; anything may be in them."""
        asked = _parts(params, "p")
        codes = [part for part in asked if _CODE.fullmatch(part)]
        former = [part for part in asked if _FORMER.fullmatch(part)]
        return cls(
            codes=tuple(codes[:LOOKED_UP]),
            regions=tuple(_parts(params, "r")),
            rejected=_shown(x for x in asked if x not in codes and x not in former),
            former=tuple(former[:OCCUPATIONS]),
        )

    def among(self, occupations: list[str], regions: dict[str, str]) -> "Choice":
        """The choice without the codes that no occupation or region has."""
        known = tuple(code for code in self.codes if code in occupations)
        unknown = [code for code in self.codes if code not in occupations]
        places = tuple(code for code in self.regions if code in regions)
        return replace(
            self,
            codes=known[:OCCUPATIONS],
            regions=places[:REGIONS],
            rejected=(*self.rejected, *unknown)[:5],
            beyond=max(0, len(known) - OCCUPATIONS),
            rejected_regions=_shown(x for x in self.regions if x not in regions),
            beyond_regions=max(0, len(places) - REGIONS),
        )

    @property
    def full(self) -> bool:
        return len(self.codes) >= OCCUPATIONS

    def plus(self, code: str) -> "Choice":
        return self if code in self.codes else replace(self, codes=(*self.codes, code))

    def minus(self, code: str) -> "Choice":
        return replace(self, codes=tuple(c for c in self.codes if c != code))

    def query(self, **more: str) -> str:
        """The query string of this choice: empty, or from its question mark on."""
        values = {"p": ",".join(self.codes), "r": ",".join(self.regions)} | more
        text = urlencode({k: v for k, v in values.items() if v}, safe=",")
        return f"?{text}" if text else "?"

    def problems(self) -> list[str]:
        """What the address asks that cannot be shown, one sentence each."""
        lines = []
        if self.rejected:
            lines.append(
                ngettext(
                    "This is not the code of an occupation of NOC 2021: %(codes)s.",
                    "These are not codes of occupations of NOC 2021: %(codes)s.",
                    len(self.rejected),
                )
                % {"codes": ", ".join(self.rejected)}
            )
        if self.beyond:
            lines.append(
                _("Four occupations at most side by side: the first four are shown.")
            )
        if self.rejected_regions:
            lines.append(
                _("Not one of the 17 administrative regions, from 01 to 17: %(codes)s.")
                % {"codes": ", ".join(self.rejected_regions)}
            )
        if self.beyond_regions:
            lines.append(_("Two regions at most: the first two are shown."))
        return lines


def _parts(params: QueryDict, name: str) -> list[str]:
    """The values of a parameter, each once, in order."""
    parts = ",".join(params.getlist(name)).split(",")
    return [part for part in dict.fromkeys(p.strip() for p in parts) if part]


def _shown(parts) -> tuple[str, ...]:
    """What can be quoted back: five at most, and no strange characters."""
    return tuple(part if _READABLE.fullmatch(part) else "…" for part in list(parts)[:5])
