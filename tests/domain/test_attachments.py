"""Attachments by their bytes: what they are, and pictures without what they tell beside the picture."""

from __future__ import annotations

import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.helpers import nasty_files as files
from welcomedesk.domain import attachments as rules

KINDS = [
    (b"%PDF-1.7 ...", "zeugnis.pdf", rules.PDF),
    (b"%PDF-1.7 ...", "zeugnis", rules.PDF),
    (files.png(), "x.pdf", rules.PNG),
    (files.jpeg(), "foto.JPG", rules.JPEG),
    ("Grüße".encode(), "notiz.txt", rules.TEXT),
    (b"<html><script>", "x.html", rules.TEXT),
    (b"PK\x03\x04\0\0", "brief.docx", rules.OTHER),
    (b"PK\x03\x04", "brief.txt", rules.OTHER),
    (b"\x00\x01", "x.dat", rules.OTHER),
    (b"MZ\x90\0", "zeugnis.pdf", rules.PROGRAM),
    (b"%PDF-1.7 MZ", "zeugnis.pdf.exe", rules.PROGRAM),
    (b"%PDF-1.7", "zeugnis.pdf.EXE . ", rules.PROGRAM),
    (b"harmless", "x.js", rules.PROGRAM),
    (b"#!/bin/sh\n", "notes.txt", rules.PROGRAM),
    (b"\x7fELF", "x.png", rules.PROGRAM),
]


@pytest.mark.parametrize(("content", "name", "kind"), KINDS, ids=lambda value: str(value)[:24])
def test_a_file_is_what_its_bytes_say_and_its_name_makes_it_only_worse(content: bytes, name: str, kind: str) -> None:
    assert rules.kind_of(content, name) == kind


def pixels(content: bytes) -> bytes:
    return Image.open(io.BytesIO(content)).tobytes()


@pytest.mark.parametrize("progressive", [False, True])
def test_a_photo_loses_place_camera_and_comment_and_no_pixel(progressive: bool) -> None:
    photo = files.jpeg(progressive=progressive)
    assert rules.told_by(photo) == rules.Told(position=True, more=True)
    clean = rules.without_metadata(photo)
    assert pixels(clean) == pixels(photo)
    for word in (b"Kranichfeder", b"Zwiebelturm", b"Jaspisperle", b"GPS"):
        assert word not in clean
    opened = Image.open(io.BytesIO(clean))
    assert dict(opened.getexif()) == {0x0112: 6}, "how it is turned stays, and nothing else"


def test_an_upright_photo_keeps_no_trace_at_all() -> None:
    assert not rules.told_by(rules.without_metadata(files.jpeg(orientation=1)))


def test_a_png_loses_its_words_and_no_pixel() -> None:
    picture = files.png()
    assert rules.told_by(picture) == rules.Told(position=True, more=True)
    clean = rules.without_metadata(picture)
    assert pixels(clean) == pixels(picture) and b"Quastenflosser" not in clean
    assert not rules.told_by(clean)
    assert rules.without_metadata(clean + b"PK\x03\x04 a second file behind it") == clean


def test_the_size_of_a_picture_is_read_from_its_head_alone() -> None:
    assert rules.picture_size(files.jpeg()) == (48, 32)
    assert rules.picture_size(files.png()) == (8, 6)
    assert rules.picture_size(files.flood()) == (30_000, 30_000)
    assert not rules.may_be_shown(files.flood())
    assert rules.may_be_shown(files.jpeg()) and not rules.may_be_shown(b"\xff\xd8\xff")


@given(st.integers(2, 2_000), st.binary(max_size=40))
def test_broken_pictures_are_refused_and_never_worked_on(cut: int, tail: bytes) -> None:
    for whole in (files.png(), files.jpeg()):
        broken = whole[: min(cut, len(whole) - 20)] + tail
        rules.told_by(broken)
        rules.picture_size(broken)
        with contextlib.suppress(ValueError):
            rules.without_metadata(broken)


def test_documents_of_offices_keep_an_ending_and_everything_else_none() -> None:
    kept = rules.media_type(rules.OTHER, "Brief.DOCX")
    assert rules.ending_of_media(kept) == "docx" and rules.kind_of_media(kept) == rules.OTHER
    assert rules.ending_of_media(rules.media_type(rules.OTHER, "brief.docm")) == "bin"
    assert rules.ending_of_media(rules.media_type(rules.PDF, "evil.docx")) == "pdf"
