#!/bin/sh
# Installs what tests/browser needs: Chromium, Java, CJK fonts (Debian packages, only where missing) and the
# npm packages of tools/package-lock.json, into .tools/browser. Prints what is missing and exits 1 where
# something cannot be had; the tests then say so and are skipped.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
target=$(dirname -- "$here")/.tools/browser

missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v java >/dev/null 2>&1 || missing="$missing default-jre-headless"
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
command -v npm >/dev/null 2>&1 || missing="$missing npm"
fc-list 2>/dev/null | grep -q "Noto Serif CJK" || missing="$missing fonts-noto-cjk"
fc-list 2>/dev/null | grep -q "Charis SIL" || missing="$missing fonts-sil-charis"

if [ -n "$missing" ]; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        echo "browser tests need:$missing; install them (Debian: apt-get install$missing) and run tools/browser.sh again" >&2
        exit 1
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >/dev/null
    # shellcheck disable=SC2086 # a list of package names
    apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi

if ! cmp -s "$here/package-lock.json" "$target/package-lock.json" || [ ! -f "$target/ready" ]; then
    mkdir -p "$target"
    rm -f "$target/ready"
    cp "$here/package.json" "$here/package-lock.json" "$target/"
    (cd "$target" && npm ci --ignore-scripts --no-audit --no-fund --silent)
    touch "$target/ready"
fi
