#!/usr/bin/env bash
# Draws the icon of the Windows program: the mark of window.png, 鉴 in white on indigo, in every size Windows asks for.
# Needs zstd and ImageMagick 6; writes appraisal-desk.ico, and the side of the installer's first and last page as
# installer.bmp, into the folder it lies in.
#
# Up to 40 px the thin strokes of the serif face fall between the pixels: there the sans face stands in.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
INDIGO='#1E4E79'

for face in NotoSansSC-Bold NotoSerifSC-Bold; do
    zstd --quiet --decompress "$here/../fonts/$face.ttf.zst" -o "$work/$face.ttf"
done

draw() {
    local size=$1 face=$2 percent=$3
    # Drawn four times as large and shrunk: edges come out evenly grey.
    local large=$((size * 4)) last=$((size * 4 - 1)) round=$((size / 2))
    /usr/bin/convert -size "${large}x$large" xc:none -fill "$INDIGO" \
        -draw "roundrectangle 0,0 $last,$last $round,$round" \
        -font "$work/$face.ttf" -pointsize $((large * percent / 100)) -fill white \
        -gravity center -annotate "+0-$((large / 40))" 鉴 \
        -filter box -resize "${size}x$size" "PNG32:$work/$size.png"
}

small=(16 20 24 32 40) large=(48 64 96 128 256)
for size in "${small[@]}"; do
    draw "$size" NotoSansSC-Bold 86
done
for size in "${large[@]}"; do
    draw "$size" NotoSerifSC-Bold 78
done
pictures=()
for size in "${small[@]}" "${large[@]}"; do
    pictures+=("$work/$size.png")
done
/usr/bin/convert "${pictures[@]}" "$here/appraisal-desk.ico"
/usr/bin/convert -size 164x314 "xc:$INDIGO" -font "$work/NotoSerifSC-Bold.ttf" -fill white -gravity center \
    -pointsize 108 -annotate +0-24 鉴 -pointsize 26 -annotate +0+66 鉴证台 -type TrueColor "BMP3:$here/installer.bmp"
