#!/bin/sh
# Asks SchXslt (on Saxon) whether XML files keep the rules of a Schematron schema:
#
#     tests/schematron.sh SCHEMA FOLDER
#
# Every *.xml of FOLDER is asked about. Needs java and, the first time, mvn, which fetches both
# into target/schematron (or $SCHEMATRON_HOME). Prints each rule that is broken.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
home=${SCHEMATRON_HOME:-$here/../target/schematron}
if ! ls "$home"/Saxon-HE-*.jar > /dev/null 2>&1; then
    mvn -q -B -f "$here/schematron/pom.xml" dependency:copy-dependencies \
        -DincludeScope=runtime -DoutputDirectory="$home"
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/in" "$work/out"
cp "$2"/*.xml "$work/in"
transform() {
    java -cp "$home/*" net.sf.saxon.Transform "$@"
}
transform "-s:$1" -xsl:classpath:xslt/2.0/pipeline-for-svrl.xsl "-o:$work/rules.xsl"
transform "-s:$work/in" "-xsl:$work/rules.xsl" "-o:$work/out"
status=0
for file in "$work"/in/*.xml; do
    name=$(basename "$file")
    # A file that was not asked about has not passed.
    report=$(ls "$work/out/${name%.xml}".* 2> /dev/null) || {
        echo "$name: no report"
        status=1
        continue
    }
    grep -q '<svrl:fired-rule' "$report" || {
        echo "$name: no rule applied"
        status=1
    }
    if grep -q -E '<svrl:(failed-assert|successful-report)' "$report"; then
        echo "$name breaks rules:"
        grep -A6 -E '<svrl:(failed-assert|successful-report)' "$report" | head -60
        status=1
    fi
done
exit $status
