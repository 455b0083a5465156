"""The analysts' desk: its first page, and the dated table of the minimum wage."""

from django.contrib import messages
from django.db import transaction
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import (
    CreateView,
    DeleteView,
    ListView,
    TemplateView,
    UpdateView,
)

from accounts.doors import analysts_only
from datasets.models import Release
from datasets.own import announce
from figures.models import MinimumWage
from occupations import audit
from occupations.desk import MINIMUM_WAGE
from occupations.forms import MinimumWageForm
from occupations.models import Narrative


@method_decorator(analysts_only, name="dispatch")
class DeskView(TemplateView):
    template_name = "desk/home.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "missing": Narrative.objects.in_one_language().count(),
            "undecided": Release.objects.undecided().count(),
        }


@method_decorator(analysts_only, name="dispatch")
class MinimumWagesView(ListView):
    queryset = MinimumWage.objects.all()
    template_name = "desk/minimum_wages.html"
    context_object_name = "rates"


class _Edit:
    """Writes a change of the table, and tells the pages that it changed."""

    model = MinimumWage
    success_url = reverse_lazy("desk:minimum_wages")

    def form_valid(self, form):
        with transaction.atomic():
            response = super().form_valid(form)
            announce(MINIMUM_WAGE, self.request.user)
        messages.success(self.request, self.done())
        return response


@method_decorator(analysts_only, name="dispatch")
class AddMinimumWageView(_Edit, CreateView):
    form_class = MinimumWageForm
    template_name = "desk/minimum_wage_form.html"

    def done(self):
        return _("The rate is added.")


@method_decorator(analysts_only, name="dispatch")
class EditMinimumWageView(_Edit, UpdateView):
    form_class = MinimumWageForm
    template_name = "desk/minimum_wage_form.html"

    def done(self):
        return _("The rate is changed.")


@method_decorator(analysts_only, name="dispatch")
class DeleteMinimumWageView(_Edit, DeleteView):
    template_name = "desk/minimum_wage_delete.html"

    def done(self):
        return _("The rate is deleted.")


@method_decorator(analysts_only, name="dispatch")
class ChangesView(TemplateView):
    """The latest changes that the database recorded; `?table=wage` shows one table."""

    template_name = "desk/changes.html"

    def get_context_data(self, **kwargs):
        tables = audit.tables()
        asked = self.request.GET.get("table", "")
        name = asked if asked in tables else ""
        return super().get_context_data(**kwargs) | {
            "changes": audit.latest(name),
            "most": audit.LATEST,
            "table": name,
            "tables": [
                (key, model.pgh_tracked_model._meta.verbose_name)
                for key, model in sorted(tables.items())
            ],
        }
