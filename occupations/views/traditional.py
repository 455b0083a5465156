"""Non-traditional work, for women and for men, by the survey's occupation groups."""

from django.urls import reverse
from django.utils.translation import gettext as _

from figures.numbers import percent
from occupations.labour_force import MEN, SOURCE, WOMEN
from occupations.models import OccupationGroup
from occupations.models.figures import QUEBEC
from occupations.views.browse import ChoicesView, RowsView

SOURCES = ("noc-structure", SOURCE)


def _definition() -> str:
    return _(
        "Work is called non-traditional for the sex that holds less than one third of "
        "its jobs. Here the share is that of the Labour Force Survey’s group, in "
        "Québec: the survey publishes 43 groups and not 516 occupations. In an "
        "occupation of a group, the share may be quite different."
    )


def _headings() -> dict[str, str]:
    return {
        WOMEN: _("Non-traditional occupations for women"),
        MEN: _("Non-traditional occupations for men"),
    }


class NonTraditionalView(ChoicesView):
    sources = SOURCES

    def about(self):
        return {
            "heading": _("Non-traditional occupations"),
            "words": [_definition()],
            "choices": [
                self.choice(
                    reverse(f"occupations:non_traditional_{sex}"),
                    heading,
                    self.index.having("non_traditional", [sex]),
                )
                for sex, heading in _headings().items()
            ],
        }


class NonTraditionalListView(RowsView):
    """The occupations of the groups where one sex is rare, the rarest first."""

    sources = (*SOURCES, "diagnostics", "wages")
    sex = WOMEN

    def get_queryset(self):
        kept = self.index.having("non_traditional", [self.sex])
        order = self.index.order("title", self.language, QUEBEC, False)
        rows = self.index.listed(kept, order)
        return sorted(rows, key=lambda row: getattr(row, f"{self.sex}_share"))

    def about(self):
        other = MEN if self.sex == WOMEN else WOMEN
        return {
            "heading": _headings()[self.sex],
            "words": [_definition()],
            "trail": [
                (
                    reverse("occupations:non_traditional"),
                    _("Non-traditional occupations"),
                )
            ],
            "explore": f"?non_traditional={self.sex}",
            "more": (
                reverse(f"occupations:non_traditional_{other}"),
                _headings()[other],
            ),
            "with_group": True,
        }

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        titles = dict(
            OccupationGroup.objects.values_list("code", f"title_{self.language}")
        )
        for hit, row in zip(context["hits"], context["page_obj"], strict=True):
            women, men = (
                percent(share, self.language)
                for share in (row.women_share, row.men_share)
            )
            hit["group"] = titles[row.lfs_group]
            hit["shares"] = _("women %(women)s, men %(men)s") % {
                "women": women,
                "men": men,
            }
        return context
