#!/bin/sh
# Makes a video by the API, step by step: a project, an upload, the video, its file.
#   WORKPRINT_URL=http://127.0.0.1:4400 WORKPRINT_KEY=… sh make-video.sh clip.mp4
# The key is made at /api/auth/api-key/create (scopes read, write, run); curl and jq do the rest.
set -eu
url=${WORKPRINT_URL:-http://127.0.0.1:4400}
clip=${1:?name a clip}
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)

api() {
  method=$1
  path=$2
  shift 2
  curl --fail-with-body --silent --show-error --request "$method" --header "x-api-key: $WORKPRINT_KEY" "$@" "$url/api/v1$path"
}

project=$(api POST /projects --json '{"name": "First videos"}' | jq -r .data.id)
asset=$(api POST /assets --form "projectId=$project" --form "file=@$clip" | jq -r .data.id)

# An Idempotency-Key makes it safe to send the request again when the answer got lost.
key=$(date +%s)-$$
answer=$(
  sed "s/PROJECT_ID/$project/; s/ASSET_ID/$asset/" "$here/video.json" |
    api POST /videocreate --header "Idempotency-Key: $key" --json @-
)
job=$(printf '%s' "$answer" | jq -r .data.jobId)

# Quick videos are done by now; longer ones answered 202 and are asked for until they are over.
while :; do
  result=$(api GET "/videoresult/$job")
  state=$(printf '%s' "$result" | jq -r .data.state)
  case $state in
    done) break ;;
    failed | cancelled)
      printf '%s\n' "$result" >&2
      exit 1
      ;;
  esac
  printf '%s\n' "$result" | jq -r '"\(.data.progress * 100 | floor) %"' >&2
  sleep 1
done

# The address is signed: it needs no key, works for some minutes and takes ranges.
curl --fail --silent --show-error --output video.mp4 "$url$(printf '%s' "$result" | jq -r .data.url)"
printf 'video.mp4\n'
