"""Administrator's pages: who works here, and as what."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from people.actions import returning
from people.actions import staff as actions
from people.forms.staff import LastDayForm, PersonForm, RoleForm
from people.invitations import invite, password_path
from people.models import RoleAssignment, User
from people.permissions import (
    may_give_roles,
    may_keep_people,
    may_record_absence,
)
from people.refusal import Refusal, Refused, require
from people.roles import RULES, Role
from people.standing import Standing
from people.visibility import like, staff
from people.web import attempt, posted, standing_of

PAGE = 50


def people(request: HttpRequest) -> HttpResponse:
    """Everybody for an administrator, their own people for a manager. No children anywhere.

    What is searched for is posted: a name stays out of addresses, histories and logs.
    """
    stand = _keeper_or_manager(request)
    words = request.POST.get("words", "").strip()[:100]
    found = like(staff(stand), words)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    posts = RoleAssignment.objects.on(stand.on).filter(user__in=list(page.object_list))
    held: dict[uuid.UUID, list[RoleAssignment]] = {}
    for post in posts.select_related("team"):
        held.setdefault(post.user_id, []).append(post)
    return TemplateResponse(
        request,
        "people/people.html",
        {
            "page": page,
            "rows": [{"user": one, "posts": held.get(one.pk, [])} for one in page.object_list],
            "words": words,
            "keeps": bool(may_keep_people(stand, on=stand.on)),
            "today": stand.on,
        },
    )


def person(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One colleague: particulars, roles in plain words, absences."""
    stand = _keeper_or_manager(request)
    user = get_object_or_404(staff(stand), pk=pk)
    posts = user.role_assignments.select_related("team").order_by("-starts_on")
    rows = [{"post": post, "rule": RULES[Role(post.role)]} for post in posts]
    away = user.absences.select_related("covered_by").order_by("-starts_on")
    return TemplateResponse(
        request,
        "people/person.html",
        {
            "person": user,
            "rows": rows,
            "away": away,
            "today": stand.on,
            "keeps": bool(may_keep_people(stand, on=stand.on)),
            "gives": bool(may_give_roles(stand, user, on=stand.on)),
            "covers": bool(may_record_absence(stand, user, on=stand.on)),
        },
    )


def new(request: HttpRequest) -> HttpResponse:
    """Add somebody; an e-mail lets them choose a password."""
    stand = standing_of(request)
    require(may_keep_people(stand, on=stand.on))
    form = PersonForm(posted(request))
    if form.is_valid():
        user = attempt(
            form,
            lambda: actions.add(particulars=form.particulars(), by=stand.user, on=stand.on),
        )
        if user:
            _send_invitation(request, user)
            messages.success(request, f"{user} was added and sent an e-mail to choose a password.")
            return redirect("people:give_role", pk=user.pk)
    return TemplateResponse(request, "people/new_person.html", {"form": form})


@require_POST
def send_invitation(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The e-mail once more, for who lost it."""
    stand = standing_of(request)
    require(may_keep_people(stand, on=stand.on))
    user = get_object_or_404(User, pk=pk, is_active=True)
    _send_invitation(request, user)
    messages.success(request, f"An e-mail to choose a password was sent to {user}.")
    return redirect("people:person", pk=user.pk)


@require_POST
def come_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who left works here again, and is sent an e-mail to choose a password."""
    stand = standing_of(request)
    user = get_object_or_404(User, pk=pk)
    had_left = not user.is_active or (user.left_on is not None and user.left_on <= stand.on)
    try:
        with transaction.atomic():
            user = returning.come_back(user=user, by=stand.user, on=stand.on)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("people:person", pk=pk)
    if had_left:
        _send_invitation(request, user)
        messages.success(request, f"{user} works here again and was sent an e-mail.")
    else:
        messages.success(request, f"{user} stays. Roles that end must be given anew.")
    return redirect("people:person", pk=pk)


def _send_invitation(request: HttpRequest, user: User) -> None:
    address = request.build_absolute_uri(password_path(user))
    # After the commit: no letter for a person who was not added. A mail server that is down is
    # logged and keeps nobody from working; the letter can be sent again.
    transaction.on_commit(lambda: invite(user, address=address), robust=True)


def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct what is kept about somebody."""
    stand = standing_of(request)
    require(may_keep_people(stand, on=stand.on))
    user = get_object_or_404(User, pk=pk)
    form = PersonForm(posted(request), initial={field: getattr(user, field) for field in _FIELDS})
    if form.is_valid():
        saved = attempt(
            form,
            lambda: actions.edit(
                user=user, particulars=form.particulars(), by=stand.user, on=stand.on
            ),
        )
        if saved:
            messages.success(request, "Particulars saved.")
            return redirect("people:person", pk=user.pk)
    return TemplateResponse(request, "people/edit_person.html", {"form": form, "person": user})


_FIELDS = ("name", "email", "job_title", "phone", "staff_number")


def give_role(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give somebody a role in a team, each explained in plain words."""
    stand = standing_of(request)
    user = get_object_or_404(User, pk=pk)
    require(may_give_roles(stand, user, on=stand.on))
    form = RoleForm(posted(request), initial={"starts_on": stand.on})
    if form.is_valid():
        data = form.cleaned_data
        post = attempt(
            form,
            lambda: actions.give_role(
                user=user, role=Role(data["role"]), team=data["team"],
                starts_on=data["starts_on"], ends_on=data["ends_on"], by=stand.user, on=stand.on,
            ),
        )  # fmt: skip
        if post:
            messages.success(request, f"{user} is {post.get_role_display()} in {post.team}.")
            return redirect("people:person", pk=user.pk)
    return TemplateResponse(request, "people/give_role.html", {"form": form, "person": user})


def end_role(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say when a role ends."""
    stand = standing_of(request)
    post = get_object_or_404(RoleAssignment.objects.select_related("user", "team"), pk=pk)
    require(may_give_roles(stand, post.user, on=stand.on))
    form = LastDayForm(posted(request), initial={"ends_on": stand.on})
    if form.is_valid():
        ended = attempt(
            form,
            lambda: actions.end_role(
                post=post, ends_on=form.cleaned_data["ends_on"], by=stand.user, on=stand.on
            ),
        )
        if ended:
            messages.success(request, "The role ends that day.")
            return redirect("people:person", pk=post.user_id)
    return TemplateResponse(
        request, "people/end_role.html", {"form": form, "post": post, "person": post.user}
    )


def _keeper_or_manager(request: HttpRequest) -> Standing:
    stand = standing_of(request)
    if may_keep_people(stand, on=stand.on) or any(held.rule.manages for held in stand.holdings):
        return stand
    raise Refused(
        Refusal("no_people_pages", "Only administrators and managers see the people pages.")
    )
