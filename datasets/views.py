"""The releases' desk: give a file, look at what it would change, decide, go back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import DetailView, ListView

from datasets import actions, refresh, tasks
from datasets.declared import described
from datasets.differences import tables_of
from datasets.forms import ApproveForm, GiveForm, RefreshForm, titled
from datasets.models import Release, Retrieval, Source
from datasets.reasons import ActionRefused, FileRefused
from datasets.registry import loaders
from datasets.reports import report_lines
from datasets.roles import data_keepers_only


@method_decorator(data_keepers_only, name="dispatch")
class ReleasesView(ListView):
    template_name = "datasets/release_list.html"
    context_object_name = "sources"

    def get_queryset(self):
        return Source.objects.for_desk()

    def get_context_data(self, **kwargs):
        kept = {source.slug for source in self.object_list}
        every = titled(self.object_list)
        return super().get_context_data(**kwargs) | {
            "undecided": Release.objects.undecided(),
            "latest": Release.objects.latest_ended(),
            "read": set(loaders()),
            "unloaded": [(name, title) for name, title in every if name not in kept],
        }


@data_keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def source(request, name):
    """What a source is, how it is refreshed, which files it reads, what came of it."""
    loader = loaders().get(name)
    if loader is None:
        raise Http404
    kept = described(loader)
    form = RefreshForm(request.POST or None, instance=kept)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The settings are saved."))
        return redirect("releases:source", name)
    context = {
        "form": form,
        "source": kept,
        "layouts": loader.layouts,
        "releases": Release.objects.of_source(name),
        "looks": Retrieval.objects.latest_of(name),
    }
    return render(request, "datasets/source.html", context)


@method_decorator(data_keepers_only, name="dispatch")
class ReleaseView(DetailView):
    template_name = "datasets/release_detail.html"
    context_object_name = "release"

    def get_queryset(self):
        return Release.objects.for_desk()

    def get_context_data(self, **kwargs):
        release = self.object
        others_only = (
            release.state == Release.State.HELD
            and release.created_by_id == self.request.user.pk
        )
        approved = release.state in Release.WAITING and release.publish_at
        return super().get_context_data(**kwargs) | {
            "lines": report_lines(release)[1:],
            "tables": tables_of(release),
            "form": kwargs.get("form") or ApproveForm(),
            "waits": release.state in Release.WAITING and not release.publish_at,
            "approved": approved,
            # By a worker, which the page waits for.
            "moving": release.state == Release.State.CHECKING
            or (approved and approved <= timezone.now()),
            "others_only": others_only,
            "earlier": release.is_current and actions.earlier(release.source_id),
        }


@data_keepers_only
@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    """Keep given files, and have them checked by a worker."""
    asked = {"dataset": request.GET.get("dataset", "")}
    form = GiveForm(request.POST or None, request.FILES or None, initial=asked)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            release = actions.announce(
                given["dataset"], given["files"], given["edition"], by=request.user
            )
        except FileRefused as reason:
            form.add_error("files", str(reason))
        else:
            tasks.send(tasks.check, release.pk)
            return redirect("releases:detail", release.pk)
    return render(request, "datasets/release_form.html", {"form": form})


@data_keepers_only
@require_POST
def approve(request, pk):
    """Publish a checked release now, or at the time that was given."""
    release = get_object_or_404(Release, pk=pk)
    form = ApproveForm(request.POST)
    if not form.is_valid():
        view = ReleaseView()
        view.setup(request, pk=pk)
        view.object = view.get_object()
        return view.render_to_response(view.get_context_data(form=form))
    at = form.cleaned_data["at"]
    try:
        actions.approve(release, request.user, at)
    except ActionRefused as reason:
        messages.error(request, str(reason))
    else:
        tasks.send(tasks.publish, pk)
        done = _("It will be published at that time.") if at else _("It is on its way.")
        messages.success(request, done)
    return redirect("releases:detail", pk)


@data_keepers_only
@require_POST
def drop(request, pk):
    try:
        actions.drop(get_object_or_404(Release, pk=pk), request.user)
    except ActionRefused as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("It is set aside; the live figures did not move."))
    return redirect("releases:detail", pk)


@data_keepers_only
@require_POST
def check_again(request, pk):
    try:
        actions.check_again(get_object_or_404(Release, pk=pk))
    except ActionRefused as reason:
        messages.error(request, str(reason))
    else:
        tasks.send(tasks.check, pk)
    return redirect("releases:detail", pk)


@data_keepers_only
@require_POST
def roll_back(request, name):
    """Make the release before the live one live again."""
    get_object_or_404(Source, pk=name)
    try:
        release = actions.roll_back(name, by=request.user)
    except ActionRefused as reason:
        messages.error(request, str(reason))
    else:
        named = {"source": release.source.title, "edition": release.edition}
        said = _("%(source)s, edition %(edition)s: live again") % named
        messages.success(request, said)
    return redirect("releases:list")


@data_keepers_only
@require_POST
def look_now(request, name):
    """Look at a source's addresses without waiting for its turn."""
    source = get_object_or_404(Source, pk=name)
    if source.downloads:
        tasks.send(tasks.retrieve, refresh.begin(source).pk)
        messages.success(request, _("A worker is looking at the source."))
    else:
        messages.error(request, _("The source has no address to fetch from."))
    return redirect("releases:list")
