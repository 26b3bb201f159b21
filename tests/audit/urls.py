"""Views that show a child in every way a page can be made, for tests/audit/test_reads.py."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import include, path
from rest_framework.decorators import api_view
from rest_framework.request import Request
from rest_framework.response import Response

from audit.models import Read
from audit.reads import disclose
from cases.models import Child

rows_when_streaming: list[int] = []


def _children() -> list[Child]:
    return list(Child.objects.order_by("pk"))


def shown(request: HttpRequest) -> HttpResponse:
    disclose(request, [child.pk for child in _children()], purpose="A reason")
    return HttpResponse("shown")


def shown_twice(request: HttpRequest) -> HttpResponse:
    disclose(request, [_children()[0].pk])
    disclose(request, [_children()[0].pk, _children()[1].pk])
    return HttpResponse("shown")


def nobody(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nobody shown")


def lazily(request: HttpRequest) -> HttpResponse:
    """What is shown is only found out while the template is rendered, after the view."""

    def found() -> Iterator[str]:
        for child in _children():
            disclose(request, [child.pk])
            yield str(child.pk)

    template = engines["django"].from_string("{% for one in found %}{{ one }} {% endfor %}")
    return TemplateResponse(request, template, {"found": found()})


def broken(request: HttpRequest) -> HttpResponse:
    child = _children()[0]
    disclose(request, [child.pk])
    child.known_as = "Changed"
    child.save()
    raise RuntimeError("broken")


def broken_while_rendered(request: HttpRequest) -> HttpResponse:
    disclose(request, [_children()[0].pk])
    template = engines["django"].from_string("{{ number|divisibleby:zero }}")
    return TemplateResponse(request, template, {"number": 1, "zero": 0})


def stream(request: HttpRequest) -> StreamingHttpResponse:
    children = _children()
    disclose(request, [child.pk for child in children])

    def lines() -> Iterator[str]:
        rows_when_streaming.append(Read.objects.count())
        yield from (f"{child.pk}\n" for child in children)

    return StreamingHttpResponse(lines())


@api_view(["GET"])
def by_api(request: Request) -> Response:
    disclose(request, [child.pk for child in _children()])
    return Response({"shown": True})


urlpatterns = [
    path("shown", shown, name="shown"),
    path("shown-twice", shown_twice, name="shown_twice"),
    path("nobody", nobody, name="nobody"),
    path("lazily", lazily, name="lazily"),
    path("broken", broken, name="broken"),
    path("broken-while-rendered", broken_while_rendered, name="broken_while_rendered"),
    path("stream", stream, name="stream"),
    path("api/shown", by_api, name="by_api"),
    path("account/", include("people.signin.urls")),
]
