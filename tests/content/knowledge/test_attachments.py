"""Files are told by their content; pictures are drawn anew."""

from clkss.content.knowledge import attachments
from clkss.content.knowledge import images
from clkss.content.knowledge.attachments import RefusedFile
from io import BytesIO
from PIL import Image

import pytest
import time
import zipfile


def office(*names, data=b"<x/>"):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, data)
    return out.getvalue()


def picture(form, size=(30, 20), mode="RGB", **options):
    out = BytesIO()
    Image.new(mode, size).save(out, form, **options)
    return out.getvalue()


def kind_of(data, name):
    return attachments.kind_of(BytesIO(data), len(data), name)


class TestKinds:
    @pytest.mark.parametrize(
        ("data", "name", "kind"),
        [
            (b"%PDF-1.7 ...", "Report.PDF", attachments.PDF),
            (office("word/document.xml"), "a.docx", attachments.DOCX),
            (office("xl/workbook.xml"), "a.xlsx", attachments.XLSX),
            (office("ppt/presentation.xml"), "a.pptx", attachments.PPTX),
            (b"a,b\n1,2\n", "a.csv", attachments.CSV),
            ("Ñiño, café".encode("cp1252"), "a.txt", attachments.TEXT),
            (picture("JPEG"), "a.jpeg", attachments.JPEG),
            (picture("PNG"), "a.png", attachments.PNG),
            (picture("WEBP"), "a.webp", attachments.WEBP),
        ],
    )
    def test_allowed(self, data, name, kind):
        assert kind_of(data, name) == kind

    @pytest.mark.parametrize(
        ("data", "name", "reason"),
        [
            (b"", "a.pdf", "file_empty"),
            (b"%PDF-1.7", "a.docx", "file_name_lies"),
            (b"%PDF-1.7", "pdf", "file_name_lies"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "file_not_allowed"),
            (b"<svg onload='x'/>", "a.txt", "file_not_allowed"),
            (b"\xef\xbb\xbf  <!DOCTYPE html>", "a.csv", "file_not_allowed"),
            (b"MZ\x90\0", "a.txt", "file_not_allowed"),
            (b"GIF89a", "a.gif", "file_not_allowed"),
            (b"PK\x03\x04garbage", "a.docx", "file_unpacks"),
            (office("a.txt"), "a.zip", "file_not_allowed"),
            (office("xl/workbook.xml", "xl/vbaProject.bin"), "a.xlsx", "file_not_allowed"),
        ],
    )
    def test_refused(self, data, name, reason):
        with pytest.raises(RefusedFile) as refused:
            kind_of(data, name)
        assert refused.value.reasons == (reason,)

    def test_more_than_20_mb_are_refused_unread(self):
        with pytest.raises(RefusedFile) as refused:
            attachments.kind_of(BytesIO(b"%PDF-1.7"), attachments.MOST_BYTES + 1, "a.pdf")
        assert refused.value.reasons == ("file_too_big",)

    def test_an_archive_bomb_is_refused_at_once(self):
        bomb = office("xl/workbook.xml", "xl/worksheets/sheet1.xml", data=b"\0" * 30_000_000)
        started = time.perf_counter()
        with pytest.raises(RefusedFile) as refused:
            kind_of(bomb, "a.xlsx")
        assert time.perf_counter() - started < 1
        assert refused.value.reasons == ("file_unpacks",)


class TestPictures:
    @pytest.mark.parametrize(
        ("form", "kind"),
        [("JPEG", attachments.JPEG), ("PNG", attachments.PNG), ("WEBP", attachments.WEBP)],
    )
    def test_drawn_anew_in_its_own_format(self, form, kind):
        data = images.redraw(picture(form), kind)
        drawn = Image.open(BytesIO(data))
        assert (drawn.format, drawn.size) == (form, (30, 20))

    @pytest.mark.parametrize("form", ["JPEG", "WEBP", "PNG"])
    def test_no_place_and_no_camera_stay(self, form):
        exif = Image.Exif()
        exif[0x010F] = "CANARY"
        exif[0x8825] = {1: "N", 2: (9.0, 34.0, 0.0)}
        data = picture(form, exif=exif)
        assert b"CANARY" in data
        clean = images.redraw(data, f"image/{form.lower()}")
        assert b"CANARY" not in clean
        assert not Image.open(BytesIO(clean)).getexif()

    def test_a_picture_on_its_side_is_set_upright(self):
        exif = Image.Exif()
        exif[0x0112] = 6
        data = images.redraw(picture("JPEG", exif=exif), attachments.JPEG)
        assert Image.open(BytesIO(data)).size == (20, 30)

    def test_transparency_and_palettes_are_understood(self):
        assert images.redraw(picture("PNG", mode="RGBA"), attachments.PNG)
        assert images.redraw(picture("PNG", mode="P"), attachments.PNG)
        assert images.redraw(picture("JPEG", mode="CMYK"), attachments.JPEG)

    def test_a_large_picture_is_made_smaller(self):
        data = images.redraw(picture("PNG", size=(5000, 10)), attachments.PNG)
        assert Image.open(BytesIO(data)).size[0] == images.LONGEST_SIDE

    def test_too_many_pixels_are_refused_before_they_are_unpacked(self):
        data = picture("PNG", size=(10_000, 6_000), mode="1")
        started = time.perf_counter()
        with pytest.raises(RefusedFile) as refused:
            images.redraw(data, attachments.PNG)
        assert time.perf_counter() - started < 1
        assert refused.value.reasons == ("image_too_many_pixels",)

    @pytest.mark.parametrize(
        "data", [b"\xff\xd8\xff\xe0 broken", b"", picture("JPEG")[:200], picture("PNG")]
    )
    def test_what_is_no_such_picture_is_refused(self, data):
        with pytest.raises(RefusedFile):
            images.redraw(data, attachments.JPEG)
