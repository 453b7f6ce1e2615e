# Compares the columns of `Bench segments` (first file) with tshark's fields (second file). Prints: kind, file, frame, what each says.

function differ(kind, text) { printf "%s\t%s\t%s\t%s\n", kind, file, $1, text; count++ }

# Of nested headers of both versions tshark gives the last of each; the frame's protocols tell which is the inner one.
function innermost(four, six, protocols) {
  if (four == "") return six
  if (six == "") return four
  sub(/:tcp.*/, "", protocols)
  return protocols ~ /ipv6[^i]*$/ ? six : four
}

function low9(text, value, digit, index_) {
  value = 0
  text = tolower(text)
  sub(/^0x/, "", text)
  for (index_ = 1; index_ <= length(text); index_++) {
    digit = index("0123456789abcdef", substr(text, index_, 1)) - 1
    value = (value * 16 + digit) % 512
  }
  return value
}

FNR == NR {
  kind[$1] = $2
  if ($2 == "tcp") ours[$1] = $0
  next
}

{
  isTCP = $6 != "" && $14 == "" && $15 == ""
  if (!isTCP) {
    if (kind[$1] == "tcp") differ($14 $15 != "" ? "only ours: tshark sees ICMP" : "only ours", $17)
    next
  }
  if ($16 != "" && kind[$1] != "tcp") { differ("only tshark, malformed: " kind[$1], $17); next }
  if (kind[$1] != "tcp") { differ("only tshark: " (kind[$1] == "" ? "frame not read" : kind[$1]), $17); next }
  split(ours[$1], our, "\t")
  source = innermost($2, $3, $17)
  destination = innermost($4, $5, $17)
  hops = innermost($11, $12, $17)
  if (our[3] != source || our[4] != destination) differ("address", our[3] " > " our[4] " / " source " > " destination " " $17)
  else if (our[5] != $6 || our[6] != $7) differ("port", our[5] " > " our[6] " / " $6 " > " $7 " " $17)
  else if (low9(our[7]) != low9($8)) differ("flags", our[7] " / " $8)
  else if (our[8] != $9) differ("sequence number", our[8] " / " $9)
  else if (our[9] != $10) differ("acknowledgment number", our[9] " / " $10)
  else if (our[10] != hops) differ("hop limit", our[10] " / " hops " " $17)
  else if (our[11] != $13) differ($13 == "" ? "payload length, tshark gives none" : "payload length", our[11] " / " $13 " " $17)
  else same++
}

END { printf "same\t%s\t\t%d\n", file, same }
