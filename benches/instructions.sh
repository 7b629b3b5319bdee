#!/usr/bin/env bash
# Counts the instructions per byte of each step over the messages of benches/messages, and fails where one takes over 5 %
# more than benches/instructions.tsv says.
#
#   benches/instructions.sh            compares
#   benches/instructions.sh --write    writes the file anew
#   benches/instructions.sh --growth   the same of whole texts of 1 KiB and of 1 MiB, ordinary and hostile, with
#                                      benches/growth.tsv; fails, too, where a long text takes over 1.3 times as much per byte
#
# The counts stay in target/instructions/ (out.2 …), for `callgrind_annotate --inclusive=yes`.
# Instructions, unlike time, are the same on a busy machine; needs valgrind.
set -euo pipefail
cd "$(dirname "$0")/.."

figures=benches/instructions.tsv
what=steps
write=
for option in "$@"; do
  case "$option" in
    --write) write=1 ;;
    --growth) what=growth figures=benches/growth.tsv ;;
    *) echo "unknown option $option; see the head of $0" >&2; exit 2 ;;
  esac
done

folder=target/instructions
cargo build --release --example instructions
rm -rf "$folder"
mkdir -p "$folder"
valgrind --tool=callgrind --callgrind-out-file="$folder/out" --dump-after='instructions::counted*' \
  target/release/examples/instructions "$what" > "$folder/order" 2> "$folder/log"

# A dump holds what ran since the one before: the first is start-up, then comes one for each line of the order. A step's own
# share is its count less that of the step before; the evidence comes on top of the whole for who asks for it.
part=1
while read -r input step bytes; do
  part=$((part + 1))
  total=$(sed -n 's/^\(totals\|summary\): //p' "$folder/out.$part" | head -1)
  echo "$input $step $bytes $total"
done < "$folder/order" | awk -v what="$what" '
  { if ($1 != input) before = 0; input = $1
    share = $2 == "whole" || what == "growth" ? $4 : $4 - before; before = $4
    printf "%s\t%s\t%.1f\n", $1, $2, share / $3 }' > "$folder/figures"

if [ -n "$write" ]; then
  { printf '# Instructions per byte; written by benches/instructions.sh%s --write.\n' "${what/#steps/}" | sed 's/growth/ --growth/'
    cat "$folder/figures"; } > "$figures"
fi
grep -v '^#' "$figures" | paste - "$folder/figures" | awk -F'\t' -v figures="$figures" -v what="$what" '
  { printf "%-9s %-8s %8.1f %8.1f %+6.1f %%", $1, $2, $3, $6, ($6 / $3 - 1) * 100
    if (what == "growth" && $1 == input) {
      printf "   %.2f times\n", $6 / short
      if ($6 > short * 1.3) grows = 1
    } else print ""
    input = $1; short = $6
    if ($6 > $3 * 1.05) worse = 1 }
  BEGIN { print "input     step         before      now" }
  END { if (worse) print "more than 5 % over " figures
        if (grows) print "a long text takes more than 1.3 times as much per byte as short ones"
        exit worse || grows }'
