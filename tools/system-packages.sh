#!/bin/sh
# Installs a system package where we may; otherwise says which one is missing and how to get it.
set -eu
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "→ apt-get install $*"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 || {
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  }
else
  echo "Systempakken mangler / system package missing: $*" >&2
  echo "Debian/Ubuntu: sudo apt-get install $*" >&2
  exit 1
fi
