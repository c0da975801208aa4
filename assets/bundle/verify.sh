#!/bin/sh
# Checks this bundle with sha256sum (or shasum) and ssh-keygen alone.
#
#   sh verify.sh [--trust FILE]
#
# FILE is an allowed_signers file of your own; without it the keys come from the bundle itself, and
# you compare their fingerprints with the roster sheet on paper. Exit 0: nothing contradicts.
# Exit 1: something does, or could not be checked. The last line says which.
# Not checked here: the entries of the log one by one. verify.py does that.

LC_ALL=C
export LC_ALL
unset CDPATH
set -u

altered() {
    echo "ALTERED: $1"
    exit 1
}
not_checked() {
    echo "NOT CHECKED: $1"
    exit 1
}

trust=
case $#:${1-} in
0:) ;;
2:--trust)
    case $2 in
    /*) trust=$2 ;;
    *) trust=$PWD/$2 ;;
    esac
    [ -r "$trust" ] || not_checked "cannot read $2"
    ;;
*) not_checked "usage: sh verify.sh [--trust FILE]" ;;
esac
cd "$(dirname "$0")" || not_checked "cannot enter the bundle's folder"

if command -v sha256sum >/dev/null 2>&1; then
    sum=sha256sum
elif command -v shasum >/dev/null 2>&1; then
    sum="shasum -a 256"
else
    not_checked "neither sha256sum nor shasum is here"
fi
command -v ssh-keygen >/dev/null 2>&1 || not_checked "ssh-keygen is not here"
for file in SHA256SUMS SHA256SUMS.sig allowed_signers; do
    [ -f "$file" ] || altered "$file is missing"
done

# -- the list: its form first; after that no path holds a blank, a way out or a pattern
[ "$(sed -n 1p SHA256SUMS)" = "# SHOWCLEAR EXPORT v1" ] || not_checked "not a list of version 1"
bad=$(grep -vE '^(# [ -~]*|[0-9a-f]{64}  [A-Za-z0-9][A-Za-z0-9._/-]*)$' SHA256SUMS)
[ -z "$bad" ] || altered "SHA256SUMS has a line that is no digest and path"
listed=$(sed -n 's/^[0-9a-f]\{64\}  //p' SHA256SUMS)
case "/$listed/" in
*/../* | *//*) altered "SHA256SUMS has a path that leads out of the bundle" ;;
esac
[ "$listed" = "$(printf '%s\n' "$listed" | sort -u)" ] || altered "SHA256SUMS is not sorted"

# -- the files: each as listed, none beside them
[ -z "$(find . -type l)" ] || altered "there is a link among the files"
found=$(find . ! -type d ! -name .DS_Store ! -name '._*' ! -name Thumbs.db ! -name desktop.ini |
    sed 's|^\./||' | sort)
wanted=$(printf '%s\n' "$listed" SHA256SUMS SHA256SUMS.sig | sort)
[ "$found" = "$wanted" ] || altered "files are missing, or were added that SHA256SUMS does not list"
lines=$(grep -v '^#' SHA256SUMS)
now=$(printf '%s\n' "$listed" | xargs $sum)
[ "$lines" = "$now" ] ||
    altered "changed after the export: $(printf '%s\n%s\n' "$lines" "$now" |
        sort | uniq -u | sed -n '1s/^[^ ]* *//p')"

# -- the keys: one principal a line, no patterns, no key under two names
keys_are_plain() {
    grep -vE '^[[:space:]]*(#|$)' "$1" | awk '
        $1 ~ /[^A-Za-z0-9.@_+-]/ { exit 1 }
        /cert-authority/ { exit 1 }
        {
            key = ""
            for (i = 2; i <= NF; i++) if (key == "" && $i ~ /^AAAA/) key = $i
            if (key == "" || (key in owner && owner[key] != $1)) exit 1
            owner[key] = $1
        }'
}
keys_are_plain allowed_signers || altered "allowed_signers has a pattern, or one key under two names"
if [ -n "$trust" ]; then
    keys_are_plain "$trust" || altered "$trust has a pattern, or one key under two names"
fi

mode=$(sed -n '2s/^# mode: //p' SHA256SUMS)
log=$(sed -n '4s|^# log: [a-z-]*/[0-9a-f]*/||p' SHA256SUMS)
case $mode in
LIVE) mode_line="mode: LIVE" export_for=export.showclear ;;
DRILL) mode_line="mode: DRILL, NOT REAL" export_for=drill.showclear ;;
*) altered "SHA256SUMS names no mode" ;;
esac

# -- exact SIGNATURE: its armour is in the one spelling, byte for byte; ssh-keygen takes others too
exact() {
    other=$(sed -n '1d;$d;2{/^U1NIU0lHAAAAAQ/!p;};/^[A-Za-z0-9+/]*=*$/!p' "$1")
    respelled=$({
        echo "-----BEGIN SSH SIGNATURE-----"
        sed '1d;$d' "$1" | tr -d '\n' | fold -w 70
        printf '\n%s\n' "-----END SSH SIGNATURE-----"
    } | $sum)
    [ -z "$other" ] && [ "$respelled" = "$($sum <"$1")" ]
}

# -- signed KEYS PRINCIPAL NAMESPACE SIGNATURE TEXT: says the fingerprint of the key that signed
signed() {
    exact "$4" && ssh-keygen -Y verify -f "$1" -I "$2" -n "$3" -s "$4" <"$5" 2>/dev/null |
        sed -n 's/^Good .* key \(SHA256:[A-Za-z0-9+/]*\)$/\1/p'
}
device_keys=allowed_signers
if [ -n "$trust" ] && grep -q "^device-$log[[:space:]]" "$trust"; then
    device_keys=$trust
fi
[ "$(wc -c <SHA256SUMS.sig)" -eq 310 ] || altered "SHA256SUMS.sig is longer or shorter than it must be"
[ -n "$(signed "$device_keys" "device-$log" "$export_for" SHA256SUMS.sig SHA256SUMS)" ] ||
    altered "SHA256SUMS is not signed by the laptop that device-$log stands for"

# -- the statements: signed by each person they name, over the log that is here
statements=0
signatures=0
for text in $(printf '%s\n' "$listed" | grep '^statements/.*\.txt$'); do
    stem=${text%.txt}
    name=${stem##*/}
    size=$(printf '%s\n' "${name%%-*}" | sed 's/^0*//')
    case $mode in
    LIVE) namespace=${name#*-}.showclear ;;
    *) namespace=drill.showclear ;;
    esac
    [ "$(sed -n 2p "$text")" = "$mode_line" ] || altered "$text is of another mode"
    [ "$(grep -c "^size: $size\$" "$text")" -eq 1 ] || altered "$text names another size"

    [ "$(grep -c '^SHA256 (' "$text")" -eq 1 ] || altered "$text does not name one file of the log"
    line=$(tail -n 1 "$text" | sed -n 's/^SHA256 (\(.*\)) = \([0-9a-f]\{64\}\)$/\2  \1/p')
    file=${line#*  }
    folder=${stem%/*}
    case $file in
    "log/${folder#statements/}/"*) ;;
    *) altered "$text names a file that is not of its log" ;;
    esac
    printf '%s\n' "$lines" | grep -qxF "$line" || altered "$file is not the log that $text names"

    signers=$(sed -n 's/^signer: [a-z0-9_-]* \([a-z0-9-]*\) \(SHA256:[A-Za-z0-9+/]*\) .*/\1=\2/p' "$text")
    [ -n "$signers" ] || altered "$text names no signer"
    roles=$(sed -n 's/^signer: \([a-z0-9_-]*\) .*/\1/p' "$text" | tr '\n' ' ')
    case ${name#*-}:$roles in
    "approve:armorer safety_officer " | "approve:armorer production_rep " | \
        "approve:property_master safety_officer " | "approve:property_master production_rep " | \
        "deviate:armorer safety_officer ") ;;
    approve:* | deviate:*) altered "$text is not signed by the two who may" ;;
    esac
    here=$(printf '%s\n' "$listed" | grep -c "^$stem\.[a-z0-9-]*\.sig\$")
    [ "$here" -eq "$(printf '%s\n' "$signers" | sort -u | wc -l)" ] ||
        altered "$text is not signed by exactly the people it names"
    for signer in $signers; do
        person=${signer%%=*}
        [ -f "$stem.$person.sig" ] || altered "$text is not signed by $person"
        key=$(signed "${trust:-allowed_signers}" "$person" "$namespace" "$stem.$person.sig" "$text")
        [ "$key" = "${signer#*=}" ] || altered "$stem.$person.sig is not a signature of $person"
        signatures=$((signatures + 1))
    done
    statements=$((statements + 1))
done
all=$(printf '%s\n' "$listed" | grep -c '^statements/.*\.sig$')
[ "$all" -eq "$signatures" ] || altered "there are signatures without a statement"

count=$(printf '%s\n' "$listed" | wc -l | tr -d ' ')
checked="mode $mode; $count files, $statements statements, $signatures signatures"
if [ "$signatures" -eq 0 ]; then
    echo "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED: $checked; no signature of people is here"
elif [ -n "$trust" ]; then
    echo "UNALTERED, SIGNERS CONFIRMED: $checked; keys from $trust"
else
    echo "UNALTERED AS FAR AS IT SHOWS, SIGNERS NOT CONFIRMED: $checked; compare the fingerprints in VERIFY.txt"
fi
