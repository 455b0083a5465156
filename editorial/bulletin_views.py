"""Bulletins: the archive, a bulletin, the feed, and the way in and out of the list.

Reading changes nothing, for mail programs open links by themselves: each change is a
button.
"""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import DetailView, ListView

from bilingual.public import live_page
from editorial import bulletins
from editorial.forms import SubscribeForm
from editorial.models import Bulletin
from figures.feeds import Channel, ChannelFeed, Entry
from mail.models import Subscription


@method_decorator(live_page, name="dispatch")
class BulletinsView(ListView):
    queryset = Bulletin.objects.published()
    template_name = "editorial/bulletin_list.html"
    paginate_by = 50


@method_decorator(live_page, name="dispatch")
class BulletinView(DetailView):
    queryset = Bulletin.objects.published()
    template_name = "editorial/bulletin_detail.html"

    def get_object(self, queryset=None):
        bulletin = super().get_object(queryset)
        if str(self.kwargs["year"]) not in bulletin.get_absolute_url().split("/"):
            raise Http404
        return bulletin


class BulletinsFeed(ChannelFeed):
    def get_object(self, request):
        newest = list(Bulletin.objects.published()[:20])
        return Channel(
            _("Regional bulletins"),
            _("What moves on the labour market of Québec’s regions"),
            reverse("bulletins:list"),
            reverse("bulletins:feed"),
            newest[0].published_at if newest else None,
            [
                Entry(
                    one.title,
                    "",
                    one.get_absolute_url(),
                    f"bulletin-{one.pk}",
                    one.published_at,
                )
                for one in newest
            ],
        )


feed = require_safe(live_page(BulletinsFeed()))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request):
    """Ask for the bulletins; the answer never says whether an address has them."""
    form = SubscribeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="subscribe"):
            form.add_error(
                None, _("Too many requests from where you are: try again in an hour.")
            )
            return render(
                request, "editorial/subscribe.html", {"form": form}, status=429
            )
        if not form.is_robot:
            bulletins.ask(form.cleaned_data["email"], get_language())
        return redirect("bulletins:asked")
    return render(request, "editorial/subscribe.html", {"form": form})


@require_safe
@login_not_required
def asked(request):
    return _said(request, _("Look at your mailbox"), _(
        "If the address does not receive the bulletins yet, a message was sent to it: "
        "confirm within seven days. Nothing is sent before you confirm."
    ))  # fmt: skip


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token):
    """The link of the first message, and its button."""
    one = Subscription.objects.by_token(token)
    if one is None:
        raise Http404
    if request.method == "POST":
        bulletins.confirm(one)
        return redirect("bulletins:confirmed")
    return render(request, "editorial/confirm.html", {})


@require_safe
@login_not_required
def confirmed(request):
    return _said(request, _("You will receive the bulletins"), _(
        "Every message has a link to stop them."
    ))  # fmt: skip


# A mail program posts here by itself, without a form of ours (RFC 8058); the signed
# link is what it has to show.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, token):
    """Stop the bulletins: a page with a button, or the button of a mail program."""
    one = Subscription.objects.by_token(token)
    if request.method != "POST":
        return render(request, "editorial/stop.html", {"known": one is not None})
    if one:
        bulletins.stop(one)
    if "List-Unsubscribe" in request.POST:
        return HttpResponse(status=200)
    return redirect("bulletins:stopped")


@require_safe
@login_not_required
def stopped(request):
    return _said(request, _("The bulletins are stopped"), _(
        "Nothing more is sent, and the address is not kept."
    ))  # fmt: skip


def _said(request, heading: str, words: str):
    return render(request, "editorial/said.html", {"heading": heading, "words": words})
