#!/bin/sh
# Asks veraPDF whether PDF files keep the standards that they claim (PDF/A-2a and PDF/UA-1,
# unless written otherwise):
#
#     tests/verapdf.sh FILE...
#
# Needs java and, the first time, mvn, which fetches veraPDF into target/verapdf (or
# $VERAPDF_HOME). One run of java, however many files; a line for each file and standard.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
home=${VERAPDF_HOME:-$here/../target/verapdf}
if ! ls "$home"/greenfield-apps-*.jar > /dev/null 2>&1; then
    mvn -q -B -f "$here/verapdf/pom.xml" dependency:copy-dependencies \
        -DincludeScope=runtime -DoutputDirectory="$home"
fi
exec java -Xss8m -cp "$home/*" org.verapdf.apps.GreenfieldCliWrapper \
    --flavour 0 --format text -v "$@"
