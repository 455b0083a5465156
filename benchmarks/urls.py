from django.http import HttpResponse
from django.urls import path

from bilingual.public import public_page
from imt.urls import *  # noqa: F403
from imt.urls import urlpatterns as portal

BODY = (b"<p>" + b"x" * 77 + b"</p>\n") * 353  # 30 kB


@public_page
def nothing(request):
    """Thirty kilobytes of constant bytes, through the whole middleware."""
    return HttpResponse(BODY)


urlpatterns = [path("fr/nothing", nothing), *portal]
