#!/usr/bin/env bash
# Makes the files of this folder again from the packages named in README.md.
# Needs npm, apt-get, dpkg-deb, python3 and zstd; works in the folder given as first argument.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=${1:?usage: prepare.sh WORK_FOLDER}
mkdir -p "$work/deb" && cd "$work"

npm pack @expo-google-fonts/noto-sans-sc@0.4.3 @expo-google-fonts/noto-serif-sc@0.4.3 @fontsource/lxgw-wenkai@5.3.0
for archive in *.tgz; do
  mkdir -p "${archive%.tgz}" && tar xzf "$archive" -C "${archive%.tgz}"
done
(cd deb && apt-get download texlive-lang-chinese unicode-data && for p in *.deb; do dpkg-deb -x "$p" .; done)
python3 -m venv venv
venv/bin/pip install fonttools==4.68.0 brotli==1.2.1

sans=expo-google-fonts-noto-sans-sc-0.4.3/package
serif=expo-google-fonts-noto-serif-sc-0.4.3/package
wenkai=fontsource-lxgw-wenkai-5.3.0/package
venv/bin/python "$here/unicodes.py" deb/usr/share/unicode
options="--no-hinting --layout-features=kern,liga,locl,vert,halt"
subset() { venv/bin/pyftsubset "$1" --unicodes-file="$2" $options --output-file="$3"; }
subset $sans/400Regular/NotoSansSC_400Regular.ttf u_full.txt NotoSansSC-Regular.ttf
subset $sans/700Bold/NotoSansSC_700Bold.ttf u_tgh.txt NotoSansSC-Bold.ttf
subset $serif/700Bold/NotoSerifSC_700Bold.ttf u_tgh.txt NotoSerifSC-Bold.ttf
cp $serif/400Regular/NotoSerifSC_400Regular.ttf NotoSerifSC-Regular.ttf
venv/bin/python - $wenkai/files/lxgw-wenkai-latin-500-normal.woff2 LXGWWenKai-Regular.ttf <<'PY'
import sys
from fontTools.ttLib import TTFont
font = TTFont(sys.argv[1], recalcTimestamp=False)
font.flavor = None
font.save(sys.argv[2])
PY
for face in NotoSansSC-Regular NotoSansSC-Bold NotoSerifSC-Regular NotoSerifSC-Bold LXGWWenKai-Regular; do
  zstd -19 -f -q "$face.ttf" -o "$here/$face.ttf.zst"
done
cp $sans/LICENSE_FONT "$here/OFL-NotoSansSC.txt"
cp $serif/LICENSE_FONT "$here/OFL-NotoSerifSC.txt"
cp $wenkai/LICENSE "$here/OFL-LXGWWenKai.txt"

mkdir -p "$here/fandol"
zstd -19 -f -q deb/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf \
  -o "$here/fandol/FandolFang-Regular.otf.zst"
zcat deb/usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz > "$here/fandol/COPYING"
cp deb/usr/share/doc/texlive-doc/fonts/fandol/README "$here/fandol/README"
