"""A small territory, its programs and places that teach, loaded from small files."""

import pytest

from classifications.models import Municipality, PostalArea
from tests import factories
from tests.datasets.files import loaded, write

DEP = """\
code_fr,titre_fr,code_en,titre_en,paired_by
5195,Soudage-montage,5695,Welding and Fitting,code+500
5311,Cuisine,,,
5382,Soudage-assemblage (Nouvelle version),,,
,,5888,Automated Systems Electromechanics (Nouvelle version),unpaired
"""
DEC = """\
code,type,title_fr,title_fr_source,title_en,title_en_source,in_official_code_list
180.A0,technical,Soins infirmiers,list_2026,Nursing,list_older,yes
142.G0,technical,,,,,yes
300.A0,pre_university,Sciences humaines,list_2026,,,yes
"""
PLACES_NAME = "derived_etablissements_enseignement_quebec_2022-12.csv"
PLACES = """\
code_organisme,nom_officiel,ordre_enseignement,type_organisme,reseau,\
formation_professionnelle,adultes,adresse,municipalite,code_municipalite,code_postal,\
centre_services_code,site_web,longitude,latitude,maj
762477,École des métiers,Formation professionnelle,Centre/école publique,Public,1,0,\
"5205, rue Parthenais",Montréal,66023,H2H2H4,,http://ecole.example,-73.56,45.54,20221205
762477,École des métiers,Formation professionnelle,Centre/école publique,Public,1,0,\
"3320, rue Hochelaga",Montréal,66023,H1W1H1,,,-73.54,45.55,20221205
917000,Cégep du Vieux,Collégial,Cégep,Public,,,"255, rue Ontario Est",Montréal,66023,\
H2X1X6,,www.cvm.example,-73.566,45.514,20221205
294904,Académie (secteur anglophone),Collégial,Installation collège privé,Privé,,,\
"4660, montée Saint-Hubert",,,J3Y1V1,,not an address,-73.43,45.48,20221205
711111,Centre de la vallée,Formation professionnelle,Centre/école publique,Public,1,0,\
"1, rue de l’École",Lac-Simon,89804,J0Y3M0,,,-77.35,48.05,20221205
916091,Institut de recherche,Collégial,Centre collégial de transfert de technologie,\
Public,,,"6220, rue Sherbrooke Est",Montréal,66023,H1N1C1,,,-73.54,45.57,20221205
"""


@pytest.fixture
def territory(db):
    factories.regions()
    for code, name, region, latitude, longitude in (
        ("66023", "Montréal", "06", 45.50, -73.55),
        ("58227", "Longueuil", "16", 45.53, -73.51),
        ("89008", "Val-d’Or", "08", 48.10, -77.78),
    ):
        Municipality.objects.create(
            code=code, name=name, sort_name=name.lower(), designation="Ville",
            region_id=region, latitude=latitude, longitude=longitude, population=5,
        )  # fmt: skip
    PostalArea.objects.create(
        code="J4H", name="Longueuil", region_id="16", latitude=45.53, longitude=-73.51
    )


@pytest.fixture
def programs(db, tmp_path):
    loaded("programs-dep", write(tmp_path, "transcribed_programmes_dep_2023.csv", DEP))
    loaded("programs-dec", write(tmp_path, "transcribed_programmes_dec_2026.csv", DEC))


@pytest.fixture
def institutions(territory, tmp_path):
    return loaded("institutions", write(tmp_path, PLACES_NAME, PLACES))
