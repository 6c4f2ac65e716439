#!/bin/sh
# One backup, proved by bringing it into a scratch folder; then the oldest beyond KEEP are removed.
#
#   BACKUP_DIR   where backups are kept        (./backup)
#   KEEP         how many                      (30)
#   NGHESO       how the program is called     (npx ngheso)
#   SKIP_DRILL   1: do not try the restore
#
# Settings of the application (DATA_DIR, DATABASE_URL, SECRET_KEY …) are taken from the environment as usual.
# Exit status is 0 only when the backup was written and could be restored; nothing is removed otherwise.
set -eu

from=$PWD
cd "$(dirname "$0")/.."
dir=${BACKUP_DIR:-backup}
keep=${KEEP:-30}
ngheso=${NGHESO:-npx ngheso}
case $dir in /*) ;; *) dir=$from/$dir ;; esac
case ${DATA_DIR:-} in '' | /*) ;; *) DATA_DIR=$from/$DATA_DIR ;; esac
case $keep in '' | *[!0-9]* | 0) echo "KEEP must be a number from 1" >&2; exit 2 ;; esac
export LOG_LEVEL="${LOG_LEVEL:-warn}"

(umask 077 && mkdir -p "$dir")
file=$dir/ngheso-$(date -u +%Y%m%dT%H%M%SZ).tar.gz
# Answers are read, not the exit status alone: what was never brought back must not pass.
field() { tr -d ' \n' | sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p"; }

created=$($ngheso backup "$file" --json | field created)
if ! [ -s "$file" ] || [ -z "$created" ]; then
  rm -f "$file"
  echo "no backup was written" >&2
  exit 1
fi

drill() (
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  # Never the real database, bucket or folder.
  unset DATABASE_URL S3_BUCKET S3_ENDPOINT S3_ACCESS_KEY_ID S3_SECRET_ACCESS_KEY
  export DATA_DIR="$scratch/var"
  restored=$($ngheso restore "$file" --json | field created) || exit 1
  [ "$restored" = "$created" ] || exit 1
  answer=$($ngheso audit verify --json) || exit 1
  [ "$(echo "$answer" | field whole)" = true ] || exit 1
  echo "restored and verified: $(echo "$answer" | field entries) acts, last hash $(echo "$answer" | field last_hash)"
)
if [ "${SKIP_DRILL:-0}" != 1 ] && ! drill; then
  mv "$file" "$file.failed"
  echo "the backup could not be restored; kept as $file.failed, no older one was removed" >&2
  exit 1
fi

# Names sort by time, so the newest come first when reversed.
find "$dir" -maxdepth 1 -name 'ngheso-*.tar.gz' | sort -r | tail -n "+$((keep + 1))" | while IFS= read -r old; do
  rm -f "$old"
done
echo "$file ($(du -h "$file" | cut -f1)), $(find "$dir" -maxdepth 1 -name 'ngheso-*.tar.gz' | wc -l | tr -d ' ') kept"
