"""The style guide: every piece on one page, for those who build pages and for the tests."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from look import samples
from look.pieces import DUTY_STATES


@login_not_required
def styleguide(request: HttpRequest) -> HttpResponse:
    """All pieces with invented content. ``?message=…`` shows that text as a message."""
    if "message" in request.GET:
        messages.success(request, request.GET["message"])
    pages = Paginator(range(1, 1001), 25)
    context = {
        "navigation": samples.MENU,
        "demonstration": True,
        "happy": samples.SampleForm(),
        "form": samples.unhappy_form(),
        "states": list(DUTY_STATES),
        "today": samples.TODAY,
        "facts": samples.FACTS,
        "rows": samples.ROWS,
        "parts": samples.PARTS,
        "trail": samples.TRAIL,
        "events": samples.EVENTS,
        "life": samples.sample_life(),
        "sort": request.GET.get("sort", "due"),
        "page": pages.get_page(request.GET.get("page", 5)),
    }
    return render(request, "look/styleguide.html", context)
