#!/bin/sh
# Starts coturn with the secret of the environment, written where only coturn reads it: a command line
# would show it to the whole machine. Arguments are coturn's own.
set -eu
umask 077
directory="${RUNTIME_DIRECTORY:-/run/trame}"
settings="$directory/turnserver.conf"
cat "$(dirname "$0")/turnserver.conf" > "$settings"
{
  printf 'static-auth-secret=%s\n' "${TURN_SECRET:?make it with: openssl rand -hex 32}"
  printf 'userdb=%s/turndb\npidfile=%s/turnserver.pid\n' "$directory" "$directory"
  if [ -n "${TURN_ADDRESS:-}" ]; then printf 'external-ip=%s\n' "$TURN_ADDRESS"; fi
} >> "$settings"
unset TURN_SECRET
exec turnserver -c "$settings" "$@"
