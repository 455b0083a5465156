"""What counsellors use with a client or a class, and the handouts that they give."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from django.views.generic import TemplateView

from accounts.doors import counsellors_only
from bilingual.public import live_page, public_page
from classifications.search import search
from datasets.models import Publication
from guidance.handout_forms import HandoutForm
from guidance.handouts import address, occupations_of, printed, qr_code
from guidance.models import Handout
from occupations.explorer import explorer_index
from occupations.models import Profile

FOUND = 8
LONGEST_WORDS = 200


@method_decorator(public_page, name="dispatch")
class HomeView(TemplateView):
    """The pages that serve with a client or a class, and where handouts are made."""

    template_name = "guidance/counsel.html"


@require_safe
@counsellors_only
def handouts(request):
    rows = Handout.objects.of(request.user)
    return render(request, "guidance/handouts.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@counsellors_only
def new(request):
    return _edited(request, Handout(owner=request.user, language=get_language()))


@require_http_methods(["GET", "HEAD", "POST"])
@counsellors_only
def edit(request, code):
    return _edited(request, _own(request, code))


def _own(request, code: str) -> Handout:
    return get_object_or_404(Handout.objects.of(request.user), code=code)


def _edited(request, handout: Handout):
    """The form of a handout; once it is kept, its occupations and their search."""
    form = HandoutForm(request.POST or None, instance=handout)
    if form.is_valid():
        form.save()
        messages.success(request, _("It is saved."))
        return redirect("counsel:edit", handout.code)
    words = request.GET.get("q", "").replace("\0", "")[:LONGEST_WORDS].strip()
    version = Publication.objects.version()
    context = {
        "handout": handout,
        "form": form,
        "q": words,
        "found": _found(words, handout, version),
        "occupations": occupations_of(handout, version),
        "address": address(handout),
    }
    return render(request, "guidance/handout_form.html", context)


def _found(words: str, handout: Handout, version: int) -> list[dict]:
    """Occupations that the words may mean, and whether they are chosen already."""
    language = get_language()
    codes = search(words, language, version).codes[:FOUND] if words else []
    titles = Profile.objects.titles_of(codes, language)
    return [
        {"code": code, "title": titles[code], "chosen": code in handout.occupations}
        for code in codes
        if code in titles
    ]


@require_POST
@counsellors_only
def choose(request, code):
    """Add an occupation or take one out; the search that led to it stays."""
    handout = _own(request, code)
    added, removed = request.POST.get("add", ""), request.POST.get("remove", "")
    if added in explorer_index(Publication.objects.version()).places:
        handout.add(added)
    handout.remove(removed)
    query = urlencode({"q": q}) if (q := request.POST.get("q", "")) else ""
    return redirect(f"{reverse('counsel:edit', args=[code])}?{query}#chosen")


@require_POST
@counsellors_only
def delete(request, code):
    """From then on nobody finds anything at its address."""
    _own(request, code).delete()
    messages.success(request, _("The handout is deleted: its address leads nowhere."))
    return redirect("counsel:handouts")


@require_safe
@live_page
def handout(request, code):
    """What was chosen, for whoever has the address; it prints."""
    context = printed(_under(code), Publication.objects.version())
    return render(request, "guidance/handout.html", context)


@require_safe
@live_page
def square(request, code):
    """The address as a QR code, for a telephone; the CSP refuses `data:` images."""
    return HttpResponse(qr_code(_under(code)), content_type="image/svg+xml")


def _under(code: str) -> Handout:
    found = Handout.objects.under(code)
    if found is None:
        raise Http404
    return found
