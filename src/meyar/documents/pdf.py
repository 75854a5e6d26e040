"""Official papers as tagged PDF, from the same HTML as the pages."""

from __future__ import annotations

import hashlib
import html as markup
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
FONTS = FOLDER / "fonts"
FONT_FACES = (
    ("NotoSans-Regular.ttf", 400, "normal"),
    ("NotoSans-Bold.ttf", 700, "normal"),
    ("NotoSans-Italic.ttf", 400, "italic"),
)
MEDIA_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".ttf": "font/ttf"}


class AddressRefused(Exception):
    """A paper asks for something that is neither packaged nor given with it."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            f"The paper refers to {address[:200]!r}. Accepted: data: addresses, and asset: with the name of a "
            "given asset. Give the picture as an asset, or take it out."
        )


@dataclass(frozen=True)
class Margins:
    """What stands on every page beside the text."""

    footer: str = ""  # edition, issue and fingerprint
    page: str = "{page} / {pages}"
    demonstration: str | None = None  # the mark of demonstration data


@dataclass(frozen=True)
class About:
    """What the file says of itself."""

    author: str = ""
    subject: str = ""
    created: datetime | None = None  # passed in, so that the same paper is the same bytes
    keywords: tuple[str, ...] = field(default=())


def render_pdf(
    html: str,
    *,
    title: str,
    language: str,
    margins: Margins | None = None,
    about: About | None = None,
    assets: Mapping[str, bytes] | None = None,
) -> bytes:
    """A PDF/UA-1 file from the inside of a <body>.

    The classes it may use are those of paper.css. Bookmarks come from h2 to h4. A picture is named as
    `asset:NAME`, with its bytes in `assets`; nothing is ever fetched from a disk or a network.

    Raises:
        AddressRefused: the HTML asks for any other address.
        ValueError: the HTML is a whole document; only the inside of its body belongs here.
    """
    if "<body" in html[:2000].lower() or "<!doctype" in html[:200].lower():
        raise ValueError("render_pdf takes the inside of <body>, not a whole document")
    return _written(
        _document(html, title=title, language=language, about=about or About()),
        styles=[(FOLDER / "paper.css").read_text("utf-8"), _font_faces(), _margin_css(margins or Margins())],
        assets=assets or {},
    )


def _document(html: str, *, title: str, language: str, about: About) -> str:
    named = {
        "author": about.author,
        "description": about.subject,
        "keywords": ", ".join(about.keywords),
        "generator": "Meyar",
    }
    metas = "".join(
        f'<meta name="{name}" content="{markup.escape(content)}">' for name, content in named.items() if content
    )
    if about.created:
        moment = about.created.isoformat(timespec="seconds")
        metas += f'<meta name="dcterms.created" content="{moment}">'
        metas += f'<meta name="dcterms.modified" content="{moment}">'
    return (
        f'<!DOCTYPE html><html lang="{markup.escape(language)}"><head><meta charset="utf-8">'
        f"<title>{markup.escape(title)}</title>{metas}</head><body>{html}</body></html>"
    )


def _font_faces() -> str:
    return "".join(
        f'@font-face {{ font-family: "Noto Sans"; src: url("packaged:{name}"); '
        f"font-weight: {weight}; font-style: {style}; }}\n"
        for name, weight, style in FONT_FACES
    )


def _margin_css(margins: Margins) -> str:
    before, _, rest = margins.page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    page = f"{_css_string(before)} counter(page) {_css_string(between)} counter(pages) {_css_string(after)}"
    mark = ""
    if margins.demonstration:
        mark = (
            f"@top-center {{ content: {_css_string(margins.demonstration)}; background: #fff6dd; "
            "border: 1pt solid #10242b; height: 9mm; margin: 7mm 0; text-align: center; }"
        )
    return (
        f"@page {{ @bottom-left {{ content: {_css_string(margins.footer)}; }} "
        f"@bottom-right {{ content: {page}; }} {mark} }}"
    )


def _css_string(text: str) -> str:
    escaped = "".join(
        letter if letter.isalnum() or letter in " .,:;–-/·()" else f"\\{ord(letter):x} " for letter in text
    )
    return f'"{escaped}"'


def _written(document: str, *, styles: list[str], assets: Mapping[str, bytes]) -> bytes:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError

    refused: list[str] = []
    fetcher = _fetcher(assets, refused)
    fonts = FontConfiguration()
    identifier = hashlib.sha256("\n".join([document, *styles]).encode())
    for name in sorted(assets):
        identifier.update(assets[name])
    written = b""
    # The renderer prints a paper without what it could not fetch; a paper with a gap is not written here.
    try:
        written = HTML(string=document, url_fetcher=fetcher).write_pdf(
            stylesheets=[CSS(string=style, url_fetcher=fetcher, font_config=fonts) for style in styles],
            font_config=fonts,
            pdf_variant="pdf/ua-1",
            pdf_identifier=identifier.digest()[:16],
        )
    except FatalURLFetchingError:
        if not refused:
            raise
    if refused:
        raise AddressRefused(refused[0])
    return written


def _fetcher(assets: Mapping[str, bytes], refused: list[str]) -> Any:
    """What may be had without a disk or a network; every other address is noted in `refused`."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OnlyGiven(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            kind, _, name = url.partition(":")
            media = {"Content-Type": MEDIA_TYPES.get(Path(name).suffix, "application/octet-stream")}
            if kind == "packaged" and name in {face[0] for face in FONT_FACES}:
                return URLFetcherResponse(url, (FONTS / name).read_bytes(), media)
            if kind == "asset" and name in assets:
                return URLFetcherResponse(url, assets[name], media)
            if kind == "data":
                return super().fetch(url, headers)
            refused.append(url)
            raise FatalURLFetchingError(url)

    return OnlyGiven(allowed_protocols=("data",), allow_redirects=False)
