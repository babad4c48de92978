# PostgreSQL from Debian's package: a cluster of its own, never the machine's.
# shellcheck shell=bash disable=SC2154

postgres_bin() {
    local found
    found=$(find /usr/lib/postgresql /usr/local/opt -maxdepth 4 -path '*/bin/initdb' 2>/dev/null |
        sort -V | tail -n 1)
    [ -n "$found" ] || found=$(command -v initdb || true)
    [ -n "$found" ] || fail "PostgreSQL is not installed (Debian's package: postgresql)"
    dirname "$found"
}

postgres_answers() {
    local url
    url=$(service_url postgres) || return 1
    "$(postgres_bin)/pg_isready" -q -d "$url"
}

postgres_start() {
    local bin port home=$services_dir/postgres
    bin=$(postgres_bin)
    port=$(free_port 5432)
    mkdir -p "$home"
    give_to postgres "$home"
    cd "$home"
    if [ ! -f "$home/data/PG_VERSION" ]; then
        as_user postgres "$bin/initdb" --pgdata "$home/data" --username postgres --auth trust \
            --encoding UTF8 --locale C.UTF-8 --no-sync >"$home.initdb.log" 2>&1 ||
            { cat "$home.initdb.log" >&2; fail "initdb failed"; }
    fi
    # Durability costs time and the data is thrown away. The just-in-time compiler costs more
    # than it saves on small tables.
    if ! as_user postgres "$bin/pg_ctl" start --wait --timeout 60 --pgdata "$home/data" \
        --log "$home/server.log" --options "-c listen_addresses=127.0.0.1 -c port=$port \
        -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off \
        -c full_page_writes=off -c jit=off -c max_connections=60" \
        </dev/null >/dev/null 2>&1; then
        tail -n 40 "$home/server.log" >&2
        fail "PostgreSQL did not start"
    fi
    "$bin/psql" --quiet --no-psqlrc --host 127.0.0.1 --port "$port" --username postgres \
        --tuples-only --command "SELECT 1 FROM pg_database WHERE datname = 'alliance'" |
        grep -q 1 ||
        "$bin/createdb" --host 127.0.0.1 --port "$port" --username postgres alliance
    announce postgres "postgres://postgres@127.0.0.1:$port/alliance"
}

postgres_stop() {
    local home=$services_dir/postgres
    [ -f "$home/data/postmaster.pid" ] || return 0
    cd /
    as_user postgres "$(postgres_bin)/pg_ctl" stop --wait --mode fast --pgdata "$home/data" \
        >/dev/null
}
