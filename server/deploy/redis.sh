#!/bin/sh
# Starts Redis with the password of the environment, written where only Redis reads it: a command line
# would show it to the whole machine. Arguments are Redis's own.
set -eu
umask 077
settings="${RUNTIME_DIRECTORY:-/run/trame}/redis.conf"
{
  printf 'include "%s/redis.conf"\n' "$(dirname "$0")"
  printf 'requirepass "%s"\n' "${REDIS_PASSWORD:?make it with: openssl rand -hex 32}"
} > "$settings"
unset REDIS_PASSWORD
exec redis-server "$settings" "$@"
