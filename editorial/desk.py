"""The analysts' rooms of bulletins and of facts: list, editor, second reading."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import ListView, View

from accounts.doors import analysts_only
from editorial import bulletins, facts
from editorial.forms import BulletinForm, FactForm
from editorial.models import Bulletin, RegionalFact
from editorial.reviewed import DRAFT, Conflict, Reviewed
from figures import drawings


def _number(text: str | None) -> int:
    """What a form says of the version it was made for; -1 for anything else."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else -1


@method_decorator(analysts_only, name="dispatch")
class Room(ListView):
    paginate_by = 100

    def get_queryset(self):
        return self.model.objects.for_desk()


@method_decorator(analysts_only, name="dispatch")
class Editor(View):
    """Write a row, or change a draft; others are read here and moved on."""

    http_method_names = ("get", "head", "post")
    model: type[Reviewed]
    form_class: type
    template_name = ""
    place = ""
    yes = ""  # the second reader's word
    backed: tuple[str, ...] = ()  # the states from which a row goes back to the drafts

    def get(self, request, pk: int | None = None):
        row = self.row(pk)
        return self.page(row, self.form_class(**self.of(row)))

    def post(self, request, pk: int | None = None):
        row = self.row(pk)
        form = self.form_class(request.POST, **self.of(self.row(pk)))
        seen = _number(request.POST.get("version"))
        missed = row is not None and (row.state, row.version) != (DRAFT, seen)
        if missed or not form.is_valid():
            return self.page(row, form, missed)
        try:
            if row is None:
                form.instance.author = request.user
                row = form.save()
            else:
                row.write(form, seen)
        except Conflict:
            return self.page(self.row(pk), form, missed=True)
        messages.success(request, _("The draft is saved."))
        return redirect(f"{self.place}:edit", row.pk)

    def row(self, pk: int | None) -> Reviewed | None:
        return get_object_or_404(self.model.objects.for_desk(), pk=pk) if pk else None

    def of(self, row: Reviewed | None) -> dict:
        return {"instance": row} if row else {"initial": self.begun()}

    def begun(self) -> dict:
        """What a new row begins with."""
        return {}

    def page(self, row: Reviewed | None, form, missed: bool = False):
        """With `missed`, what is saved stands beside what was typed: all is kept."""
        context = {
            "form": form,
            "row": row,
            "open": form.is_bound or row is None or row.state == DRAFT,
            "own": row is not None and row.author_id == self.request.user.pk,
            "saved": self.form_class(instance=row) if missed else None,
            "yes": self.yes,
            "back": row is not None and row.state in self.backed,
            "move_url": row and reverse(f"{self.place}:move", args=[row.pk]),
        } | self.beside(row, form)
        status = 409 if missed else 200
        return render(self.request, self.template_name, context, status=status)

    def beside(self, row: Reviewed | None, form) -> dict:
        """What else the page shows."""
        return {}


@method_decorator(analysts_only, name="dispatch")
class Move(View):
    """Submit, say yes or send back, by the button pressed."""

    http_method_names = ("post",)
    model: type[Reviewed]
    place = ""
    moves: dict = {}

    def post(self, request, pk: int):
        row = get_object_or_404(self.model, pk=pk)
        seen = _number(request.POST.get("version"))
        move = self.moves.get(request.POST.get("action"))
        if move and seen == row.version and move(row, request.user):
            messages.success(request, _("Done."))
        elif seen not in (row.version, -1):
            messages.error(request, _("Somebody changed it meanwhile: read it again."))
        else:
            messages.error(request, _("This cannot be done with it as it is."))
        return redirect(f"{self.place}:edit", pk)


def _submit(row: Reviewed, by) -> bool:
    return row.submit()


def _preview(bulletin: Bulletin, language: str) -> str:
    try:
        return bulletins.drawn(getattr(bulletin, f"text_{language}"), language)
    except ValueError as reason:  # its figure is gone since it was saved
        return str(reason)


class BulletinRoom(Room):
    model = Bulletin
    template_name = "desk/bulletins.html"


class BulletinEditor(Editor):
    model = Bulletin
    form_class = BulletinForm
    template_name = "desk/bulletin_form.html"
    place = "bulletin_desk"
    yes = "approve"
    backed = ("submitted", "approved")

    def begun(self):
        """A new bulletin begins with the facts published since the last one."""
        return {f"text_{one}": facts.for_draft(one) for one in bulletins.LANGUAGES}

    def beside(self, row, form):
        shown = {"tags": drawings.known()}
        if row and not form.is_bound:
            shown["preview"] = [
                (one, getattr(row, f"title_{one}"), _preview(row, one))
                for one in bulletins.LANGUAGES
            ]
        return shown


class BulletinMove(Move):
    model = Bulletin
    place = "bulletin_desk"
    moves = {
        "submit": _submit,
        "approve": bulletins.approve,
        "send_back": bulletins.send_back,
    }


class FactRoom(Room):
    model = RegionalFact
    template_name = "desk/facts.html"


class FactEditor(Editor):
    model = RegionalFact
    form_class = FactForm
    template_name = "desk/fact_form.html"
    place = "fact_desk"
    yes = "publish"
    backed = ("submitted", "published")


class FactMove(Move):
    model = RegionalFact
    place = "fact_desk"
    moves = {
        "submit": _submit,
        "publish": facts.publish,
        "send_back": facts.send_back,
    }
