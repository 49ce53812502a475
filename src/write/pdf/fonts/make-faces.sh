#!/bin/sh
# Makes the four faces and OFL.txt again, beside this script.
# Needs Debian's fonts-noto-cjk and fonts-noto-core, and python3 with fonttools
# (4.68.0 made these bytes).
set -eu
cd "$(dirname "$0")"
cjk=${NOTO_CJK:-/usr/share/fonts/opentype/noto}
core=${NOTO_CORE:-/usr/share/fonts/truetype/noto}
copyright=${NOTO_CJK_COPYRIGHT:-/usr/share/doc/fonts-noto-cjk/copyright}

python3 -B make_faces.py "$cjk/NotoSerifCJK-Regular.ttc" "Noto Serif CJK SC" noto-serif-sc-regular.ttf &
serif=$!
python3 -B make_faces.py "$cjk/NotoSansCJK-Bold.ttc" "Noto Sans CJK SC Bold" noto-sans-sc-bold.ttf
python3 -B make_faces.py "$core/NotoSerif-Regular.ttf" "Noto Serif Regular" noto-serif-regular.ttf
python3 -B make_faces.py "$core/NotoSans-Bold.ttf" "Noto Sans Bold" noto-sans-bold.ttf
wait "$serif"

# The copyright lines of the fonts' name tables, then the licence as Debian ships it.
{
    echo "Noto Serif CJK: © 2017-2022 Adobe (http://www.adobe.com/)."
    echo "Noto Sans CJK: © 2014-2021 Adobe (http://www.adobe.com/)."
    echo "Noto CJK, as Debian has it: Copyright 2010-2012, Google Corporation."
    echo "Noto Serif, Noto Sans: Copyright 2015 Google LLC. All Rights Reserved."
    echo "Noto is a trademark of Google LLC."
    echo
    echo "This Font Software is licensed under the SIL Open Font License, Version 1.1."
    echo "The four faces here are Modified Versions: subsets of the above, without hints,"
    echo "those of Noto CJK with quadratic outlines."
    echo
    awk '/^License: SIL-1.1$/ { on = 1; next }
         /^[^ ]/ || /^$/ { on = 0 }
         on { sub(/^ \.$/, ""); sub(/^ /, ""); print }' "$copyright"
} > OFL.txt
sha256sum noto-*.ttf OFL.txt
