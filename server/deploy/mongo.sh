#!/bin/sh
# Starts MongoDB as a replica set of one, which `mongo-health.js` initiates. Members of a replica set
# that asks for passwords share a key, which MongoDB reads from a file of its own.
set -eu
umask 077
key="${RUNTIME_DIRECTORY:-/run/trame}/key"
printf '%s\n' "${MONGO_KEY:?make it with: openssl rand -base64 48}" > "$key"
unset MONGO_KEY
exec docker-entrypoint.sh mongod --replSet trame --keyFile "$key" --bind_ip_all \
  --wiredTigerCacheSizeGB 0.5
