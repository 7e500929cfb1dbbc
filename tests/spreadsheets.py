"""Spreadsheets as other programs write them, for tests of what is read of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_OOXML = "http://schemas.openxmlformats.org"


def xlsx(rows: Sequence[Sequence[str | int | float]], *merged: str) -> bytes:
    """Return a workbook: of its numbers, those below 1 are percentages, others dates, -N is N bare.

    `merged` are ranges of cells that are one: `A2:A4`.
    """
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    main, of = f"{_OOXML}/spreadsheetml/2006/main", f"{_OOXML}/officeDocument/2006/relationships"
    packages = f"{_OOXML}/package/2006/relationships"
    lines = "".join(f"<row>{''.join(map(_xlsx_cell, row))}</row>" for row in rows)
    ranges = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_OOXML}/package/2006/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="{kind}.worksheet+xml"/><Override '
        f'PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/><Override '
        f'PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{packages}"><Relationship Id="r1" '
        f'Type="{of}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{of}"><sheets><sheet name="Board" '
        'sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}"><Relationship Id="r1" '
        f'Type="{of}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
        f'Type="{of}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><numFmts><numFmt numFmtId="164" '
        'formatCode="0.0\\ %"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14" '
        'applyNumberFormat="1"/><xf numFmtId="164"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData>'
        + (f"<mergeCells>{ranges}</mergeCells>" if merged else "")
        + "</worksheet>",
    }
    return _zipped(parts)


def _xlsx_cell(value: str | float) -> str:
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
    style = ' s="2"' if 0 < value < 1 else ' s="1"' if value > 0 else ""
    return f"<c{style}><v>{abs(value)}</v></c>"


def ods(rows: Sequence[Sequence[str]]) -> bytes:
    """Return an OpenDocument table: what looks like a date is one."""
    lines = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    content = (
        f'<office:document-content xmlns:office="{_OASIS}:office:1.0" '
        f'xmlns:table="{_OASIS}:table:1.0" xmlns:text="{_OASIS}:text:1.0" office:version="1.3">'
        f'<office:body><office:spreadsheet><table:table table:name="Board">{lines}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
        "</manifest:manifest>"
    )
    parts = {"mimetype": _ODS, "META-INF/manifest.xml": manifest, "content.xml": content}
    return _zipped(parts)


def _ods_cell(value: str) -> str:
    if value[:4].isdigit() and value[4:5] == "-":
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{value}">'
            "<text:p>as it is shown</text:p></table:table-cell>"
        )
    if value.endswith("%"):
        number = float(value.rstrip("% ")) / 100
        return (
            f'<table:table-cell office:value-type="percentage" office:value="{number}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    return (
        f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    )


def _zipped(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()
