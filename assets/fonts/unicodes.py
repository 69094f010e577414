"""Writes u_tgh.txt and u_full.txt: the characters that the subset fonts keep.

u_tgh  = 通用规范汉字表 (Unihan kTGH, 8 105) + GB 2312 + Latin, Greek, Cyrillic, symbols, CJK punctuation
u_full = u_tgh + all of U+4E00..9FFF + Extension A + compatibility ideographs
"""

import bz2
import glob
import sys


def span(first, last):
    return set(range(first, last + 1))


tgh = set()
for name in glob.glob(sys.argv[1] + "/Unihan_*.txt.bz2"):
    for line in bz2.open(name, "rt", encoding="utf8"):
        parts = line.split("\t")
        if len(parts) > 1 and parts[1] == "kTGH":
            tgh.add(int(parts[0][2:], 16))
assert len(tgh) == 8105

gb2312 = set()
for row in range(0xA1, 0xFF):
    for cell in range(0xA1, 0xFF):
        try:
            gb2312.add(ord(bytes([row, cell]).decode("gb2312")))
        except UnicodeDecodeError:
            pass

symbols = set()
for first, last in [
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x370, 0x3FF), (0x400, 0x4FF), (0x1E00, 0x1EFF),
    (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x218F), (0x2190, 0x21FF),
    (0x2200, 0x22FF), (0x2300, 0x23FF), (0x2460, 0x24FF), (0x2500, 0x27BF), (0x3000, 0x30FF),
    (0x3100, 0x312F), (0x31A0, 0x31BF), (0x3200, 0x33FF), (0xFE10, 0xFE1F), (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
]:
    symbols |= span(first, last)

u_tgh = tgh | gb2312 | symbols
u_full = u_tgh | span(0x4E00, 0x9FFF) | span(0x3400, 0x4DBF) | span(0xF900, 0xFAFF)
for name, characters in (("u_tgh", u_tgh), ("u_full", u_full)):
    with open(name + ".txt", "w") as out:
        out.writelines(f"{c:X}\n" for c in sorted(characters))
