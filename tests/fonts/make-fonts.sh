#!/bin/sh
# Makes the fonts that the tests give with --font: what the texts here need, out of Debian's
# fonts-noto-core (20201225-1) and fonts-dejavu-core (2.37-6). Needs fonttools; 4.68.0 made
# the files here.
set -eu
cd "$(dirname "$0")"
noto=${NOTO_CORE:-/usr/share/fonts/truetype/noto}
dejavu=${DEJAVU_CORE:-/usr/share/fonts/truetype/dejavu}
cut() { # TEXT FONT
    SOURCE_DATE_EPOCH=0 pyftsubset "$2" --text-file="$1.txt" --unicodes="20,25CC,A,D,E4D" \
        --layout-features='*' --no-hinting --name-IDs='0,1,2,3,4,5,6,7,13,14' \
        --no-recalc-timestamp --output-file="$(basename "$2")"
}
cut arabic "$noto/NotoNaskhArabic-Regular.ttf"
cut arabic "$noto/NotoNaskhArabic-Bold.ttf"
cut hebrew "$noto/NotoSerifHebrew-Regular.ttf"
cut devanagari "$noto/NotoSerifDevanagari-Regular.ttf"
cut thai "$noto/NotoSerifThai-Regular.ttf"
cut emoji "$dejavu/DejaVuSans.ttf"
