# What the service scripts share. Sourced by `services`, which sets services_dir.
# shellcheck shell=bash disable=SC2154

say() {
    printf '%s\n' "services: $*" >&2
}

fail() {
    say "$*"
    exit 1
}

# Prints the preferred port when nothing listens there, else one that the kernel picks.
free_port() {
    python3 - "$1" <<'PYTHON'
import socket
import sys

for port in (int(sys.argv[1]), 0):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            continue
        print(probe.getsockname()[1])
        break
PYTHON
}

# Runs a command as the first of the comma-separated users that exists. Servers refuse to run
# as root, or should not; anybody else runs them as themselves.
as_user() {
    local users=$1
    shift
    if [ "$(id -u)" -eq 0 ]; then
        runuser -u "$(existing_user "$users")" -- "$@"
    else
        "$@"
    fi
}

existing_user() {
    local user
    for user in ${1//,/ }; do
        if id "$user" >/dev/null 2>&1; then
            printf '%s' "$user"
            return
        fi
    done
    fail "none of these users exists: $1"
}

give_to() {
    if [ "$(id -u)" -eq 0 ]; then
        chown -R "$(existing_user "$1"):" "$2"
    fi
}

# The services run as other users when root starts them: they must be able to reach the folder.
prepare_folder() {
    mkdir -p "$services_dir"
    [ "$(id -u)" -eq 0 ] || return 0
    chmod 711 "$services_dir"
    if ! runuser -u nobody -- test -x "$services_dir"; then
        fail "$services_dir lies in a folder that only root may enter; name another"
    fi
}

# wait_until SECONDS COMMAND…: whether the command succeeded before the time was up.
wait_until() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$deadline" ] || return 1
        sleep 0.3
    done
}

# Asks a URL with nothing but Python; prints the body, fails on any error.
http_get() {
    python3 -c '
import sys, urllib.request
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
print(opener.open(sys.argv[1], timeout=5).read().decode())
' "$1"
}

service_url() {
    cat "$services_dir/$1.url" 2>/dev/null
}

# Publishes the address of a service once it answers.
announce() {
    printf '%s\n' "$2" >"$services_dir/$1.url"
    say "$1 answers at $2 after $SECONDS s"
}
