#!/usr/bin/env bash
# Counts the instructions per byte of each step over the messages of benches/messages, and fails where one takes over 5 %
# more than benches/instructions.tsv says.
#
#   benches/instructions.sh            compares
#   benches/instructions.sh --write    writes the file anew
#
# The counts stay in target/instructions/ (out.2 … out.11), for `callgrind_annotate --inclusive=yes`.
# Instructions, unlike time, are the same on a busy machine; needs valgrind.
set -euo pipefail
cd "$(dirname "$0")/.."

figures=benches/instructions.tsv
folder=target/instructions
mode="${1:-}"

cargo build --release --example instructions
rm -rf "$folder"
mkdir -p "$folder"
valgrind --tool=callgrind --callgrind-out-file="$folder/out" --dump-after='instructions::counted*' \
  target/release/examples/instructions > "$folder/order" 2> "$folder/log"

# A dump holds what ran since the one before: the first is start-up, then comes one for each line of the order. A step's own
# share is its count less that of the step before; the evidence comes on top of the whole for who asks for it.
part=1
while read -r input step bytes; do
  part=$((part + 1))
  total=$(sed -n 's/^\(totals\|summary\): //p' "$folder/out.$part" | head -1)
  echo "$input $step $bytes $total"
done < "$folder/order" | awk '
  { if ($1 != input) before = 0; input = $1
    share = $2 == "whole" ? $4 : $4 - before; before = $4
    printf "%s\t%s\t%.1f\n", $1, $2, share / $3 }' > "$folder/figures"

if [ "$mode" = --write ]; then
  { printf '# Instructions per byte; written by benches/instructions.sh --write.\n'; cat "$folder/figures"; } > "$figures"
fi
grep -v '^#' "$figures" | paste - "$folder/figures" | awk -F'\t' '
  { printf "%-6s %-8s %8.1f %8.1f %+6.1f %%\n", $1, $2, $3, $6, ($6 / $3 - 1) * 100
    if ($6 > $3 * 1.05) worse = 1 }
  BEGIN { print "input  step         before      now" }
  END { if (worse) print "more than 5 % over " "benches/instructions.tsv"; exit worse }'
