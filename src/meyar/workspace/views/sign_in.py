from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from meyar.accounts.actions import SignInIsLocked, SignInRefused, sign_in
from meyar.workspace.forms.sign_in import SignInForm


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in_page(request: HttpRequest) -> HttpResponseBase:
    """400 with the form for a wrong name or password, 429 while the pair of name and address is locked."""
    after = _after(request)
    if request.user.is_authenticated:
        return redirect(after)
    form = SignInForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                person = sign_in(
                    name=form.cleaned_data["name"],
                    password=form.cleaned_data["password"],
                    address=address_of(request),
                    at=timezone.now(),
                )
            except SignInRefused:
                form.add_error(None, _("The name or the password is wrong."))
            except SignInIsLocked:
                form.add_error(None, _("Too many attempts. Try again in 15 minutes."))
                status = 429
            else:
                login(request, person)
                return redirect(after)
    return render(request, "workspace/sign_in.html", {"form": form, "after": after}, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("workspace:sign_in")


def address_of(request: HttpRequest) -> str:
    """Where the request comes from; behind our own TLS proxy that is the last address the proxy wrote down."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_TLS else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def _after(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else reverse("workspace:home")
