/// Where the reset came from, and what the capturing machine itself saw.
let topologyRows: [HeuristicRow] = [
  // MARK: hop-distance
  HeuristicRow("hop-distance", "four hops nearer", says: .device, of: 4, opening + "2 S > C R ttl 63"),
  HeuristicRow("hop-distance", "the server's own distance", says: .sender, of: 4, opening + "2 S > C R"),
  HeuristicRow("hop-distance", "another initial value", says: .device, of: 4, opening + "2 S > C R ttl 250"),
  HeuristicRow("hop-distance", "in the client's name, farther than the client", says: .device, of: 4, opening + "2 C > S R ttl 50"),
  HeuristicRow("hop-distance", "no other packet of the server", isSilentOn: 2, "0 C > S S\n0.012 S > C RA seq =0 ttl 63"),
  HeuristicRow(
    "hop-distance", "a scanner chooses the hop limit of its SYN itself", isSilentOn: 3,
    "0 C > S S ttl 40\n0.012 S > C SA\n0.0121 C > S R seq 1 ttl 64"),

  HeuristicRow(
    "hop-distance", "the distance of its other connections, and none of this one: a doubt and no more", says: .device, of: 9,
    opening + "1 C:9 > S S\n1.012 S > C:9 SA ttl 55\n1.0121 C:9 > S PA len 9\n1.024 S > C:9 A ttl 55\n1.03 S > C:9 PA len 9 ttl 55\n"
      + "2 S > C R ttl 55"),

  // MARK: hop-distance-elsewhere
  HeuristicRow(
    "hop-distance-elsewhere", "four hops nearer than its other connections on the port", says: .device, of: 5,
    opening + "1 C:9 > S S\n1.012 S > C:9 RA seq =0 ttl 63"),
  HeuristicRow(
    "hop-distance-elsewhere", "as far as its other ports", says: .sender, of: 5, opening + "1 C > S:25 S\n1.012 S:25 > C RA seq =0"),
  HeuristicRow(
    "hop-distance-elsewhere", "as far as its echo replies", says: .sender, of: 3,
    "0 S > C echo-reply\n1 C > S:25 S\n1.012 S:25 > C RA seq =0"),
  HeuristicRow(
    "hop-distance-elsewhere", "nearer than the client's other connections", says: .device, of: 4,
    openingAtServer + "1 C:50009 > S R seq 1 ttl 60"),
  HeuristicRow("hop-distance-elsewhere", "nothing else of the server", isSilentOn: 4, opening + "1 S > C R ttl 63"),
  HeuristicRow(
    "hop-distance-elsewhere", "several hosts behind the client's address", isSilentOn: 7,
    openingAtServer + "1 C:7 > S S ttl 121\n1.1 S > C:7 SA\n1.2 C:7 > S A ttl 121\n1.5 C:50009 > S R seq 1 ttl 60"),
  HeuristicRow(
    "hop-distance-elsewhere", "rejects vouch for no reject", isSilentOn: 4,
    "0 C:1 > S S\n0.001 S > C:1 RA seq =0 ttl 63\n1 C:2 > S S\n1.001 S > C:2 RA seq =0 ttl 63"),

  // MARK: link-source
  HeuristicRow("link-source", "another hardware address", says: .device, of: 4, opening + "2 S > C R mac 99"),
  HeuristicRow("link-source", "another VLAN", says: .device, of: 4, opening + "2 S > C R vlan 12"),
  HeuristicRow("link-source", "another hardware address than the client's", says: .device, of: 4, opening + "2 C > S R mac 99"),
  HeuristicRow("link-source", "the same address and VLAN", isSilentOn: 4, opening + "2 S > C R"),
  HeuristicRow(
    "link-source", "outside the tunnel of all the others", says: .device, of: 4, "S is as tunnel 5\n" + opening + "2 S > C R tunnel 0"),
  HeuristicRow(
    "link-source", "what the capturing machine forwards leaves it as its own frame", isSilentOn: 4,
    "C is as in\nS is as in\n" + opening + "2 S > C R out mac 99 ttl 58"),
  HeuristicRow(
    "link-source", "two gateways", isSilentOn: 5, opening + "1 S > C PA len 9 mac 3\n2 S > C R mac 99"),
  HeuristicRow("link-source", "a link without addresses", isSilentOn: 4, opening + "2 S > C R mac 0"),

  // MARK: began-here
  HeuristicRow(
    "began-here", "the server's packets come in, the reset only goes out", says: .device, of: 4,
    "C is as in\nS is as in\n" + opening + "2 S > C R out ttl 64"),
  HeuristicRow(
    "began-here", "the reset went out one hop on, and the capture lost it coming in", isSilentOn: 4,
    "C is as in\nS is as in\n" + opening + "2 S > C R out ttl 58"),
  HeuristicRow(
    "began-here", "the client's packets come in, the reset only goes out", says: .device, of: 4,
    "C is as in\nS is as in\n" + opening + "2 C > S R out"),
  HeuristicRow("began-here", "the reset came in and went on", isSilentOn: 4, "S is as in\n" + opening + "2 S > C R\n2.0001 copy out"),
  HeuristicRow("began-here", "the copy that went on", isSilentOn: 4, "S is as in\n" + opening + "2 S > C R in"),
  HeuristicRow("began-here", "all that the server sends goes out", isSilentOn: 4, "S is as out\n" + opening + "2 S > C R"),

  // MARK: same-machine
  HeuristicRow(
    "same-machine", "both ends are loopback addresses", says: .sender, of: 4,
    "C is 127.0.0.1\nS is 127.0.0.1 ttl 64\n" + opening + "2 S > C R"),
  HeuristicRow(
    "same-machine", "both ends are ::1", says: .sender, of: 4, "C is ::1\nS is ::1 ttl 64\n" + opening + "2 C > S R"),
  HeuristicRow(
    "same-machine", "one end has another address", isSilentOn: 4, "C is 127.0.0.1\nS is 10.0.0.1 ttl 64\n" + opening + "2 S > C R"),

  // MARK: sent-here
  HeuristicRow("sent-here", "captured on the server", says: .sender, of: 4, "S is as out\nC is as in\n" + opening + "2 S > C R"),
  HeuristicRow("sent-here", "captured on the client", says: .sender, of: 4, "C is as out\nS is as in\n" + opening + "2 C > S R"),
  HeuristicRow("sent-here", "the link does not tell", isSilentOn: 4, opening + "2 S > C R"),
  HeuristicRow("sent-here", "the server's packets come in", isSilentOn: 4, "S is as in\n" + opening + "2 S > C R out"),
  HeuristicRow(
    "sent-here", "the server's packets pass through", isSilentOn: 5,
    "C is as in\n0 C > S S\n0.012 S > C SA ttl 60 in\n0.01201 copy out\n0.0121 C > S A\n2 S > C R ttl 59 out"),
]
