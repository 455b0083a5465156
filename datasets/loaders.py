"""Published files that no app of this portal reads yet."""

from django.utils.translation import gettext_noop as _

from datasets.registry import not_used

NO_PAGE = _("no page of the portal shows these figures yet")

not_used(r"^readme", _("a note about the files"))
not_used(r"lfs_(14100(320|342)|quebec_employment|pumf)", NO_PAGE)
not_used(r"^census_occupations|census2016_education_levels", NO_PAGE)
