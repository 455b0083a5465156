"""The page of the professional orders: every order, and only the links of the list."""

import pytest

from occupations.models import ProfessionalOrder, Regulation
from tests import factories

pytestmark = pytest.mark.django_db

FR = "/fr/metiers-et-professions/ordres-professionnels"
EN = "/en/occupations/professional-orders"


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("address", [FR, EN])
def test_every_order_is_shown_by_the_same_queries(
    client, count, address, django_assert_num_queries
):
    for n in range(count):
        order = ProfessionalOrder.objects.create(name=f"Ordre fictif {n}")
        group = factories.unit_group(f"3110{n}")
        Regulation.objects.create(
            unit_group=group, kind=Regulation.Kind.EXCLUSIVE, order=order
        )
    client.cookies["session"] = "passes by the page cache"
    client.get(address)
    with django_assert_num_queries(3):
        page = client.get(address).content.decode()
    assert page.count("Ordre fictif") == count
    assert page.count("<small>3110") == count


def test_an_order_without_a_code_in_the_list_says_so(client):
    ProfessionalOrder.objects.create(name="Ordre fictif")
    page = client.get(EN).content.decode()
    assert page.count("<td>Not stated</td>") == 1
