from __future__ import annotations

from django.urls import path

from meyar.workspace.views import home, imports, register, sign_in

app_name = "workspace"
urlpatterns = [
    path("sign-in/", sign_in.sign_in_page, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("", home.home, name="home"),
    path("bodies/", register.bodies, name="bodies"),
    path("lists/", register.lists, name="lists"),
    path("lists/<slug:code>/", register.list_lines, name="list_lines"),
    path("rounds/", register.rounds, name="rounds"),
    path("import/", imports.import_sheet, name="import"),
    path("import/preview/", imports.import_preview, name="import_preview"),
    path("import/confirm/", imports.import_confirm, name="import_confirm"),
    path("patterns/", home.patterns, name="patterns"),
]
