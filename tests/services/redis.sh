# Redis from Debian's package, in memory alone.
# shellcheck shell=bash disable=SC2154

redis_answers() {
    local url
    url=$(service_url redis) || return 1
    redis_ping "$(redis_port "$url")"
}

redis_port() {
    local rest=${1##*:}
    printf '%s' "${rest%%/*}"
}

redis_ping() {
    [ "$(redis-cli -h 127.0.0.1 -p "$1" ping 2>/dev/null)" = PONG ]
}

redis_start() {
    local port home=$services_dir/redis
    command -v redis-server >/dev/null ||
        fail "Redis is not installed (Debian's package: redis-server)"
    port=$(free_port 6379)
    mkdir -p "$home"
    give_to redis,nobody "$home"
    cd "$home"
    as_user redis,nobody redis-server --daemonize yes --bind 127.0.0.1 --port "$port" --save '' \
        --appendonly no --dir "$home" --pidfile "$home/server.pid" \
        --logfile "$home/server.log" </dev/null >/dev/null
    if ! wait_until 20 redis_ping "$port"; then
        tail -n 40 "$home/server.log" >&2
        fail "Redis did not start"
    fi
    announce redis "redis://127.0.0.1:$port/0"
}

redis_stop() {
    local url
    url=$(service_url redis) || return 0
    redis-cli -h 127.0.0.1 -p "$(redis_port "$url")" shutdown nosave >/dev/null 2>&1 || true
}
