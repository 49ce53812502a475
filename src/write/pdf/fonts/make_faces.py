#!/usr/bin/env python3
"""Make one of transcripta's faces: a subset of a Noto face, as TrueType.

    make_faces.py SOURCE FULL_NAME OUTPUT

SOURCE is a .ttc of Debian's fonts-noto-cjk or a .ttf of its fonts-noto-core,
FULL_NAME the face in it ("Noto Serif CJK SC"). The same input and the same
fonttools give the same bytes.
"""

import os
import sys

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

HERE = os.path.dirname(os.path.abspath(__file__))

# How far, in thousandths of an em, a curve may move when it is made quadratic.
# One thousandth is the grid that the outlines are drawn on.
TOLERANCE = 1.0

# Blocks taken whole from Noto CJK, as far as it has them.
CJK_BLOCKS = [
    (0x0020, 0x007E), (0x00A0, 0x017F),                    # Latin, Latin-1, Extended-A
    (0x018F, 0x0192), (0x01A0, 0x01DC), (0x01F8, 0x01F9),  # pinyin, Vietnamese, currency
    (0x0218, 0x021B), (0x0250, 0x0261), (0x02B0, 0x036F),  # Romanian, letters, marks
    (0x0370, 0x03FF), (0x0400, 0x045F), (0x0490, 0x0493),  # Greek, Cyrillic
    (0x1E00, 0x1EFF),                                      # Latin Extended Additional
    (0x2000, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x218F),  # punctuation, currency, numbers
    (0x2190, 0x23FF), (0x2460, 0x24FF),                    # arrows, mathematics, enclosed
    (0x2500, 0x27BF), (0x2E3A, 0x2E3B),                    # boxes, shapes, dingbats, long dashes
    (0x2E80, 0x2FDF), (0x2FF0, 0x303F),                    # radicals, CJK punctuation
    (0x3040, 0x312F), (0x31A0, 0x31FF),                    # kana, bopomofo, strokes
    (0x3200, 0x321E), (0x3220, 0x325F), (0x3280, 0x33FF),  # enclosed and squared CJK
    (0xFE10, 0xFE1F), (0xFE30, 0xFE6F),                    # vertical and small forms
    (0xFF01, 0xFF9F), (0xFFE0, 0xFFEE), (0xFFFD, 0xFFFD),  # full- and half-width forms
]

# And from Noto Serif and Noto Sans, for the words that Noto CJK cannot set.
WESTERN_BLOCKS = [
    (0x0020, 0x007E), (0x00A0, 0x036F),                    # Latin, IPA, marks
    (0x0370, 0x052F), (0x1F00, 0x1FFF),                    # Greek, Cyrillic
    (0x1E00, 0x1EFF), (0x2000, 0x20CF), (0x2C60, 0x2C7F),  # Latin, punctuation, currency
    (0x2100, 0x218F), (0xFB00, 0xFB06), (0xFFFD, 0xFFFD),  # letterlike, numbers, ligatures
]

# Marks that stand in the middle of their square in Taiwan and Hong Kong, and the second four of
# them in Japan: their glyphs there, as Unicode's standardized variation sequences with U+FE01.
CENTRED = "、。，．：；！？"
CENTRED_SELECTOR = 0xFE01


def two_byte_set(codec, leads):
    """Every character of a two-byte national set whose first byte is in leads."""
    found = set()
    for lead in leads:
        for trail in range(0x40, 0xFF):
            try:
                text = bytes([lead, trail]).decode(codec)
            except UnicodeDecodeError:
                continue
            if len(text) == 1:
                found.add(ord(text))
    return found


def wanted_cjk():
    chars = {c for first, last in CJK_BLOCKS for c in range(first, last + 1)}
    chars |= two_byte_set("gb2312", range(0xA1, 0xF8))
    # Big5's symbols and first level; for the second as well, end at 0xFA.
    chars |= two_byte_set("big5", range(0xA1, 0xC7))
    # What Hong Kong adds: 裏 and 峯 among others, and what Cantonese is written with (嘅 咗 喺).
    hong_kong = two_byte_set("big5hkscs", [*range(0x87, 0xA1), *range(0xF9, 0xFF)])
    chars |= {c for c in hong_kong if c < 0x10000}
    # Of Big5's second level what everyday Cantonese and Hong Kong's spelling need.
    chars |= {ord(c) for c in "咁爲衞啱嘥搵畀攞噉冚嗌瞓攰褸嚿孖揼掟睇靚唞嘈噏撳諗餸鎅裇鬧嬲"}
    # Japan: kanji of both levels of JIS X 0208.
    chars |= two_byte_set("euc_jp", range(0xB0, 0xF5))
    with open(os.path.join(HERE, "more-hanzi.txt"), encoding="utf-8") as file:
        chars |= {ord(c) for line in file if not line.startswith("#") for c in line.strip()}
    return chars


def open_face(source, full_name):
    if source.endswith(".ttc"):
        faces = TTCollection(source, lazy=True).fonts
    else:
        faces = [TTFont(source, lazy=True)]
    for face in faces:
        if face["name"].getDebugName(4) == full_name:
            face.recalcTimestamp = False
            # Else the bytes depend on whether uharfbuzz is installed.
            face.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False
            return face
    sys.exit(f"{source}: no face named {full_name}")


def centred_marks(source, full_name):
    """The glyphs of the marks in the face for Taiwan; a collection shares its glyphs."""
    cmap = open_face(source, full_name.replace(" SC", " TC")).getBestCmap()
    return {ord(c): cmap[ord(c)] for c in CENTRED}


def add_variations(face, glyphs):
    """Add glyphs to the character map as variation sequences."""
    table = CmapSubtable.newSubtable(14)
    table.platformID, table.platEncID, table.language = 0, 5, 0
    table.cmap = {}
    table.uvsDict = {CENTRED_SELECTOR: sorted(glyphs.items())}
    face["cmap"].tables.insert(0, table)


def reduce(face, more_glyphs):
    options = subset.Options()
    options.hinting = False
    options.desubroutinize = True
    options.notdef_outline = True
    options.glyph_names = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    options.name_languages = [0x409]
    if "CFF " in face:
        options.drop_tables += ["BASE", "GDEF", "VORG", "vhea", "vmtx", "DSIG"]
        # kern; halt and palt for punctuation; pwid for quotation marks among Latin.
        options.layout_features = ["ccmp", "halt", "kern", "palt", "pwid"]
        options.layout_scripts = ["DFLT", "cyrl", "grek", "hani", "kana", "latn"]
        chars = wanted_cjk()
    else:
        options.layout_features = ["ccmp", "kern", "locl", "mark", "mkmk"]
        chars = {c for first, last in WESTERN_BLOCKS for c in range(first, last + 1)}
    worker = subset.Subsetter(options)
    worker.populate(unicodes=chars, glyphs=more_glyphs)
    worker.subset(face)
    cmap = face["cmap"]
    full = [t for t in cmap.tables if (t.platformID, t.platEncID) == (3, 10)]
    cmap.tables = full or [t for t in cmap.tables if (t.platformID, t.platEncID) == (3, 1)]
    assert len(cmap.tables) == 1


def make_quadratic(face):
    """Replace the cubic outlines (CFF) by quadratic ones (glyf)."""
    order = face.getGlyphOrder()
    source = face.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(None)
        source[name].draw(Cu2QuPen(pen, TOLERANCE, reverse_direction=True))
        glyphs[name] = pen.glyph()
    face["loca"] = newTable("loca")
    glyf = face["glyf"] = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = glyphs
    del face["CFF "]
    metrics = face["hmtx"].metrics
    for name in order:
        glyphs[name].recalcBounds(glyf)
        metrics[name] = (metrics[name][0], getattr(glyphs[name], "xMin", 0))
    maxp = face["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
                  "maxStackElements", "maxSizeOfInstructions", "maxComponentElements"):
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    face["post"].formatType = 3.0
    face.sfntVersion = "\0\1\0\0"


def main():
    source, full_name, output = sys.argv[1:]
    face = open_face(source, full_name)
    centred = centred_marks(source, full_name) if "CFF " in face else {}
    reduce(face, centred.values())
    if centred:
        make_quadratic(face)
        add_variations(face, centred)
    face.save(output, reorderTables=True)
    print(f"{output}: {face['maxp'].numGlyphs} glyphs, {len(face.getBestCmap())} characters, "
          f"{os.path.getsize(output)} bytes")


if __name__ == "__main__":
    main()
