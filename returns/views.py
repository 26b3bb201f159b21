"""Pages of imports: what was imported, a new upload, its progress, its report and its rows."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from audit.reads import disclose
from cases.web import Viewer, viewer
from people.refusal import require
from people.web import attempt
from returns import report, visibility
from returns.actions.uploading import start_upload
from returns.forms import RowFilter, UploadForm
from returns.models import Import, ImportLine
from returns.permissions import may_import, may_read_rows
from returns.spreadsheets import lines as csv_lines
from returns.tasks import run_import

PAGE = 50
COLUMNS = ["Outcome", "File", "Line", "Child", "Column", "Value", "Kind", "Reason"]


def _importer(request: HttpRequest) -> Viewer:
    """The person asking, who must be one who imports. Raises Refused."""
    who = viewer(request)
    require(may_import(who.stand))
    return who


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every import, the latest first."""
    who = _importer(request)
    found = visibility.imports(who.stand).select_related("team", "started_by")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [{"run": run, "headline": report.headline(run)} for run in page]
    return TemplateResponse(request, "returns/index.html", {"page": page, "rows": rows})


def new(request: HttpRequest) -> HttpResponse:
    """Upload the files of one or several returns."""
    who = _importer(request)
    teams = visibility.receiving_teams(who.on)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent, teams=teams)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        run = attempt(
            form,
            lambda: start_upload(
                files=given["csv_files"],
                team=given["team"],
                dry_run=given["how"] == "check",
                key=given["key"],
                by=who.user,
                on=who.on,
                at=who.at,
                wake=lambda pk: run_import.delay(str(pk)),
            ),
        )
        if run is not None:
            return redirect("returns:report", run.pk)
    return TemplateResponse(request, "returns/new.html", {"form": form})


@require_safe
def show(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How an import goes or went, in numbers."""
    who = _importer(request)
    run = get_object_or_404(visibility.imports(who.stand).select_related("team"), pk=pk)
    context = {
        "run": run,
        "headline": report.headline(run),
        "totals": report.totals(run),
        "children": report.children(run),
        "made": report.made(run),
        "reconciled": report.reconciled(run),
        "owed": report.owed(run),
        "groups": report.groups(run),
        "files": report.files(run),
        "reads_rows": may_read_rows(who.stand),
    }
    return TemplateResponse(request, "returns/report.html", context)


@require_safe
def progress(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How far a running import is, for the page that asks every two seconds."""
    who = _importer(request)
    run = get_object_or_404(visibility.imports(who.stand), pk=pk)
    if run.finished_at is not None:
        return HttpResponseClientRefresh()
    return TemplateResponse(request, "returns/_progress.html", {"run": run})


@require_safe
def rows(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The rows of an import that were not simply taken, with their reasons."""
    who = _importer(request)
    run, form, found = _filtered(request, who, pk)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    disclose(request, {line.child_id for line in page if line.child_id})
    context = {"run": run, "form": form, "page": page, "query": request.GET.urlencode()}
    return TemplateResponse(request, "returns/rows.html", context)


@require_safe
def rows_csv(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """The same rows for a spreadsheet, all of them."""
    who = _importer(request)
    run, _, found = _filtered(request, who, pk)
    disclose(request, set(found.order_by().exclude(child=None).values_list("child_id", flat=True)))
    body = csv_lines(COLUMNS, (_cells(line) for line in found.iterator(chunk_size=2000)))
    response = StreamingHttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="import-{run.created_at:%Y-%m-%d}.csv"'
    return response


def _filtered(
    request: HttpRequest, who: Viewer, pk: uuid.UUID
) -> tuple[Import, RowFilter, QuerySet[ImportLine]]:
    require(may_read_rows(who.stand))
    run = get_object_or_404(visibility.imports(who.stand), pk=pk)
    every = visibility.lines(who.stand, run, on=who.on)
    form = RowFilter(request.GET or None, lines=every)
    return run, form, every.filter(**form.chosen())


def _cells(line: ImportLine) -> list[object]:
    return [
        line.get_outcome_display(),
        line.file,
        line.line,
        line.number,
        line.column,
        line.value,
        report.title(line.code),
        line.reason,
    ]
