#!/bin/sh
# Asks veraPDF whether PDF files are PDF/A-2a and PDF/UA-1:
#
#     tests/verapdf.sh FILE...
#
# Needs java and, the first time, mvn, which fetches veraPDF into target/verapdf (or
# $VERAPDF_HOME). One run of java a flavour, however many files.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
home=${VERAPDF_HOME:-$here/../target/verapdf}
if ! ls "$home"/greenfield-apps-*.jar > /dev/null 2>&1; then
    mvn -q -B -f "$here/verapdf/pom.xml" dependency:copy-dependencies \
        -DincludeScope=runtime -DoutputDirectory="$home"
fi
status=0
for flavour in 2a ua1; do
    java -Xss8m -cp "$home/*" org.verapdf.apps.GreenfieldCliWrapper \
        --flavour "$flavour" --format text -v "$@" || status=1
done
exit $status
