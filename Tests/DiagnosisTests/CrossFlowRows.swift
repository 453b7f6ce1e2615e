/// Three closed ports that the server refuses from its own distance, after a connection that it served: frames 4 to 9.
private let refused =
  opening
  + [21, 22, 23].map { "1 C:\($0) > S:\($0) S\n+0.012 S:\($0) > C:\($0) RA seq =0\n" }.joined()

/// Two more servers, farther away than the first, whose connections a box at TTL 63 resets: frames 4 to 13.
private let boxed =
  "D is 100.64.2.9 ttl 56\nE is 100.64.2.10 ttl 121\n" + opening
  + ["D", "E"].map { "1 C > \($0) S\n+0.02 \($0) > C SA\n+0.0001 C > \($0) A\n+0.1 C > \($0) PA len 9\n+0.001 \($0) > C R seq 1 ttl 63\n" }
  .joined()

/// A connection over IPv6 to another server, reset by a box at 63: frames 4 to 8.
private let boxedV6 =
  "K is 2001:db8::1 ttl 64\nD is 2001:db8:9::9 ttl 56\n" + opening
  + "1 K > D S\n+0.02 D > K SA\n+0.0001 K > D A\n+0.1 K > D PA len 9\n+0.001 D > K R seq 1 ttl 63\n"

/// The address of the server says of itself, from a place nearer than the server, that it cannot be reached: frames 4 and 5.
private let unreachableSelf = opening + "1 C:7 > S:3306 S\n1.02 icmp 3/1 from S ttl 61 about C:7 > S:3306 S\n"

/// A machine that is not the server goes on with the server's numbers, and the client refuses it: frames 4 and 5.
private let leaked =
  "B is 198.18.1.1 port 28991 ttl 58 isn 5000\n" + opening + "5 B > C PA seq 1 len 9 ack 1\n5.0001 C > B R seq 1\n"

/// A connection that a box three hops nearer than the server resets for a request: frames 1 to 5. The words are "GET ".
private let blocked = opening + "1 C > S PA hex 47455420\n1.001 S > C R seq 1 ttl 62\n"

/// The next connection of that client, from port 9: frames 6 to 8.
private let again = "5 C:9 > S S\n5.012 S > C:9 SA\n5.0121 C:9 > S A\n"

/// Resets of four connections in the client's name, of those hop limits and windows, captured beside the server: the last is frame 12.
private func resets(_ pairs: [(ttl: Int, window: Int)]) -> String {
  "C is as ttl 52\n"
    + zip(1..., pairs).map { flow, reset in
      "\(flow) C:\(flow) > S S\n+0.0001 S > C:\(flow) SA\n+0.002 C:\(flow) > S RA ttl \(reset.ttl) win \(reset.window)\n"
    }.joined()
}

/// Other connections.
let crossFlowRows: [HeuristicRow] = [
  // MARK: in-step
  HeuristicRow(
    "in-step", "window and hop limit count up together over connections", says: .device, of: 12,
    resets([(89, 1660), (96, 1667), (120, 1691), (52, 1623)])),
  HeuristicRow("in-step", "windows of their own", isSilentOn: 12, resets([(89, 1660), (96, 1660), (120, 1660), (52, 1660)])),
  HeuristicRow("in-step", "routes of neighbouring lengths", isSilentOn: 12, resets([(51, 501), (52, 502), (53, 503), (54, 504)])),
  HeuristicRow("in-step", "two hosts behind one address", isSilentOn: 12, resets([(52, 501), (116, 565), (52, 501), (116, 565)])),

  // MARK: singled-out-port
  HeuristicRow(
    "singled-out-port", "one port from four hops nearer, three others from the server's distance", says: .device, of: 11,
    refused + "5 C:9 > S:25 S\n5.012 S:25 > C:9 RA seq =0 ttl 63"),
  HeuristicRow(
    "singled-out-port", "two others only", isSilentOn: 9,
    refused.replacing("1 C:23 > S:23 S\n+0.012 S:23 > C:23 RA seq =0\n", with: "") + "5 C:9 > S:25 S\n5.012 S:25 > C:9 RA seq =0 ttl 63"),
  HeuristicRow(
    "singled-out-port", "this one from the server's distance as well", isSilentOn: 11,
    refused + "5 C:9 > S:25 S\n5.012 S:25 > C:9 RA seq =0"),
  HeuristicRow(
    "singled-out-port", "from farther away: the route, not a box on it", isSilentOn: 11,
    refused + "5 C:9 > S:25 S\n5.012 S:25 > C:9 RA seq =0 ttl 57"),
  HeuristicRow(
    "singled-out-port", "as many from the nearer place", isSilentOn: 15,
    refused + [25, 26, 27].map { "5 C:\($0) > S:\($0) S\n+0.012 S:\($0) > C:\($0) RA seq =0 ttl 63\n" }.joined()),

  // MARK: one-box
  HeuristicRow(
    "one-box", "three servers, far from each other, reset from one place", says: .device, of: 14, boxed + "3 S > C R ttl 63"),
  HeuristicRow("one-box", "of IPv4 and IPv6", says: .device, of: 9, boxedV6 + "3 S > C R ttl 63"),
  HeuristicRow("one-box", "of another form", isSilentOn: 14, boxed + "3 S > C R ttl 63 win 9"),
  HeuristicRow("one-box", "from the server's own distance", isSilentOn: 14, boxed.replacing("ttl 63", with: "ttl 59") + "3 S > C R"),
  HeuristicRow(
    "one-box", "the others are as far away as that", isSilentOn: 14,
    boxed.replacing("ttl 56", with: "ttl 63").replacing("ttl 121", with: "ttl 127") + "3 S > C R ttl 63"),

  // MARK: residual-blocking
  HeuristicRow(
    "residual-blocking", "the next connection, from where the first was reset", says: .device, of: 9,
    blocked + again + "5.013 S > C:9 R seq 1 ttl 62"),
  HeuristicRow(
    "residual-blocking", "the next SYN is refused from there", says: .device, of: 7, blocked + "5 C:9 > S S\n5.001 S > C:9 RA seq =0 ttl 62"
  ),
  HeuristicRow(
    "residual-blocking", "in the client's name, beside the server", says: .device, of: 10,
    openingAtServer + "1 C > S PA hex 47455420\n1.0001 C > S R ttl 58\n1.3 C > S PA len 9\n5 C:9 > S S\n5.0001 S > C:9 SA\n"
      + "5.03 C:9 > S A\n5.031 C:9 > S R ttl 58"),
  HeuristicRow(
    "residual-blocking", "hop limits that count up, both far off", says: .device, of: 10,
    blocked.replacing("1 C > S PA", with: "0.5 S > C A\n1 C > S PA").replacing("R seq 1 ttl 62", with: "RA seq 1 win 9000 ttl 91") + again
      + "5.013 S > C:9 RA seq 1 win 9005 ttl 96"),
  HeuristicRow(
    "residual-blocking", "from the server's own distance: it restarts, or bans the client", isSilentOn: 9,
    blocked + again + "5.024 S > C:9 R seq 1"),
  HeuristicRow(
    "residual-blocking", "from there with another initial value", isSilentOn: 9, blocked + again + "5.024 S > C:9 R seq 1 ttl 250"),
  HeuristicRow(
    "residual-blocking", "from beside the server, as a balancer that owns the address and bans", isSilentOn: 9,
    blocked.replacing("ttl 62", with: "ttl 61") + again + "5.013 S > C:9 R seq 1 ttl 61"),
  HeuristicRow(
    "residual-blocking", "of another form", isSilentOn: 9, blocked + again + "5.013 S > C:9 RA seq 1 win 9 ttl 62"),
  HeuristicRow(
    "residual-blocking", "from yet another distance", isSilentOn: 9, blocked + again + "5.013 S > C:9 R seq 1 ttl 52"),
  HeuristicRow(
    "residual-blocking", "the first reset was the server's own", isSilentOn: 9,
    blocked.replacing("1.001 S > C R seq 1 ttl 62", with: "1.012 S > C R seq 1") + again + "5.013 S > C:9 R seq 1 ttl 62"),
  HeuristicRow(
    "residual-blocking", "what the client had said is not known", isSilentOn: 9,
    blocked.replacing("hex 47455420", with: "len 4") + again + "5.013 S > C:9 R seq 1 ttl 62"),
  HeuristicRow(
    "residual-blocking", "four minutes later", isSilentOn: 9,
    blocked + again.replacing("5 C", with: "245 C").replacing("5.012 ", with: "245.012 ").replacing("5.0121", with: "245.0121")
      + "245.013 S > C:9 R seq 1 ttl 62"),
  HeuristicRow(
    "residual-blocking", "another port of the server", isSilentOn: 9,
    blocked + "5 C:9 > S:7 S\n5.012 S:7 > C:9 SA\n5.0121 C:9 > S:7 A\n5.013 S:7 > C:9 R seq 1 ttl 62"),
  HeuristicRow(
    "residual-blocking", "after the server had said something", isSilentOn: 10,
    blocked + again + "5.1 S > C:9 PA len 9\n5.113 S > C:9 R ttl 62"),
  HeuristicRow(
    "residual-blocking", "another client is reset just then, without having said anything", isSilentOn: 9,
    "D is 10.1.1.30 ttl 64\n" + blocked + again
      + "5.013 S > C:9 R seq 1 ttl 62\n6 D > S S\n6.012 S > D SA\n6.0121 D > S A\n6.1 S > D R seq 1 ttl 62"),

  // MARK: translated-address
  HeuristicRow(
    "translated-address", "the address said of itself that it cannot be reached", says: .sender, of: 7,
    unreachableSelf + "2 C:8 > S:25 S\n2.001 S:25 > C:8 RA seq =0 ttl 63"),
  HeuristicRow(
    "translated-address", "another machine showed itself in the server's connection", says: .sender, of: 7,
    leaked + "6 C > S PA len 5\n6.001 S > C R ttl 63"),
  HeuristicRow(
    "translated-address", "only the client's refusal of that machine was captured", says: .sender, of: 6,
    leaked.replacing("5 B > C PA seq 1 len 9 ack 1\n", with: "") + "6 C > S PA len 5\n6.001 S > C R ttl 63"),
  HeuristicRow(
    "translated-address", "the server's own packet filter said so", isSilentOn: 7,
    unreachableSelf.replacing("ttl 61", with: "ttl 59") + "2 C:8 > S:25 S\n2.001 S:25 > C:8 RA seq =0 ttl 63"),
  HeuristicRow(
    "translated-address", "the reset came from the machine that answers", isSilentOn: 7, leaked + "6 C > S PA len 5\n6.012 S > C R"),
  HeuristicRow(
    "translated-address", "a stranger on the same port, with other numbers", isSilentOn: 7,
    leaked.replacing("isn 5000", with: "isn 900000").replacing("R seq 1\n", with: "R seq 700000\n")
      + "6 C > S PA len 5\n6.001 S > C R ttl 63"),
]
