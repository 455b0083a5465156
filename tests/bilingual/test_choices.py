"""A list to choose from begins with words, never with dashes."""

import pytest
from django.utils.translation import override

from editorial.forms import BulletinForm, FactForm
from placement.employer_forms import OrganisationForm
from placement.models import JobOrder
from placement.moderation_forms import ReasonForm, ReportForm
from placement.offer_forms import DocumentForm
from placement.order_forms import ConditionsForm
from sectors.forms import BodyForm
from training.forms import LinkForm

CHOOSE, QUEBEC = (
    ("Choisir…", "Choose…"),
    ("Québec dans son ensemble", "Québec as a whole"),
)
NOT_STATED = ("Non précisé", "Not stated")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("form", "first"),
    [
        (BulletinForm, {"region": QUEBEC}),
        (FactForm, {"kind": CHOOSE, "region": CHOOSE}),
        (LinkForm, {"strength": CHOOSE}),
        (BodyForm, {"kind": CHOOSE}),
        (OrganisationForm, {"naics": CHOOSE, "size": CHOOSE, "region": CHOOSE}),
        (DocumentForm, {"kind": CHOOSE}),
        (ReasonForm, {"reason": CHOOSE}),
        (ReportForm, {"kind": CHOOSE}),
        (
            lambda: ConditionsForm(instance=JobOrder()),
            {"union": NOT_STATED, "contract": NOT_STATED},
        ),
    ],
)
def test_the_first_choice_is_said_in_words(db, form, first, language):
    with override(language):
        made = form()
        said = {name: str(next(iter(made[name].field.choices))[1]) for name in first}
        page = str(made)
    assert said == {name: words[language == "en"] for name, words in first.items()}
    assert ">---------<" not in page
