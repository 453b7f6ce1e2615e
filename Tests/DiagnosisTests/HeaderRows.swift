/// A handshake with a server whose options are in Linux's order: frames 1 to 3.
let withLinux =
  "C is as clock 5\nS is as clock 900 df\n"
  + opening.replacing("S S\n", with: "S S <mss 1460,sackOK,TS,wscale 7>\n").replacing(
    "SA\n", with: "SA <mss 1460,sackOK,TS,wscale 7>\n")

/// The same with a server whose options are in the order of Windows.
let withWindows =
  "S is as ttl 123 df\n"
  + opening.replacing("S S\n", with: "S S <mss 1460,sackOK,wscale 7>\n").replacing("SA\n", with: "SA win 8192 <mss 1460,wscale 8,sackOK>\n")

/// The form of the reset: the fields that its sender's stack fills in.
let headerRows: [HeuristicRow] = [
  // MARK: mirrored-field
  HeuristicRow(
    "mirrored-field", "the window of the packet that it answers", says: .device, of: 5,
    opening + "1 C > S PA len 100 win 9000\n1.012 S > C RA win 9000"),
  HeuristicRow(
    "mirrored-field", "the IP identification of the packet that it answers", says: .device, of: 5,
    opening + "1 C > S PA len 100 id 4242\n1.012 S > C RA id 4242"),
  HeuristicRow(
    "mirrored-field", "the server's window, in the client's name", says: .device, of: 5,
    opening + "1 S > C PA len 100 win 9000\n1.0002 C > S RA win 9000"),
  HeuristicRow(
    "mirrored-field", "the server uses that window itself", isSilentOn: 5,
    opening + "1 C > S PA len 100 win 501\n1.012 S > C RA win 501"),
  HeuristicRow("mirrored-field", "window and identification 0", isSilentOn: 5, opening + "1 C > S PA len 100 win 0\n1.012 S > C RA"),
  HeuristicRow(
    "mirrored-field", "it answers nothing", isSilentOn: 5, opening + "1 C > S PA len 100 win 9000\n1.012 S > C RA ack 7 win 9000"),

  // MARK: next-identification
  HeuristicRow(
    "next-identification", "the server's counter goes on", says: .sender, of: 5,
    "S is as ids 700\n" + opening + "1 S > C PA len 9\n2 S > C RA id 702"),
  HeuristicRow(
    "next-identification", "it wraps", says: .sender, of: 5, "S is as ids 65534\n" + opening + "1 S > C PA len 9\n2 S > C RA id 1"),
  HeuristicRow(
    "next-identification", "the client's counter goes on", says: .sender, of: 5,
    "C is as ids 700\n" + opening + "1 S > C PA len 9\n2 C > S RA id 703"),
  HeuristicRow(
    "next-identification", "0 tells nothing", isSilentOn: 5, "S is as ids 700\n" + opening + "1 S > C PA len 9\n2 S > C RA"),
  HeuristicRow(
    "next-identification", "far off the counter, as resets without a socket are", isSilentOn: 5,
    "S is as ids 700\n" + opening + "1 S > C PA len 9\n2 S > C RA id 9000"),
  HeuristicRow("next-identification", "the server sends 0", isSilentOn: 4, opening + "2 S > C RA id 1"),

  // MARK: timestamp-clock
  HeuristicRow(
    "timestamp-clock", "on the server's clock", says: .sender, of: 5,
    "C is as clock 5\nS is as clock 900\n" + opening + "1 S > C PA len 9\n2 S > C RA <TS>"),
  HeuristicRow(
    "timestamp-clock", "far from the server's clock", says: .device, of: 5,
    "C is as clock 5\nS is as clock 900\n" + opening + "1 S > C PA len 9\n2 S > C RA <TS 99000000 0>"),
  HeuristicRow(
    "timestamp-clock", "behind the server's clock", says: .device, of: 5,
    "C is as clock 5\nS is as clock 90000\n" + opening + "1 S > C PA len 9\n2 S > C RA <TS 5 0>"),
  HeuristicRow(
    "timestamp-clock", "a clock that wraps", says: .sender, of: 5,
    "C is as clock 5\nS is as clock 4294965500\n" + opening + "1 S > C PA len 9\n2 S > C RA <TS>"),
  HeuristicRow(
    "timestamp-clock", "far from the client's clock", says: .device, of: 5,
    "C is as clock 5\nS is as clock 900\n" + opening + "1 C > S PA len 9\n2 C > S RA <TS 99000000 0>"),
  HeuristicRow(
    "timestamp-clock", "a stack may leave them out", isSilentOn: 5,
    "C is as clock 5\nS is as clock 900\n" + opening + "1 S > C PA len 9\n2 S > C RA"),
  HeuristicRow("timestamp-clock", "no clock to compare with", isSilentOn: 4, opening + "2 S > C RA <TS 9 0>"),

  // MARK: idle-window
  HeuristicRow("idle-window", "a window without an acknowledgment", says: .device, of: 4, opening + "2 S > C R win 8192"),
  HeuristicRow("idle-window", "the same in the client's name", says: .device, of: 4, opening + "2 C > S R win 8192"),
  HeuristicRow("idle-window", "no window", isSilentOn: 4, opening + "2 S > C R"),
  HeuristicRow("idle-window", "an abort offers its window", isSilentOn: 4, opening + "2 S > C RA win 8192"),

  // MARK: foreign-window
  HeuristicRow(
    "foreign-window", "an abort with a window unlike any of the server's", says: .device, of: 6,
    opening + "1 S > C PA len 9\n1.1 S > C PA len 9\n2 S > C RA win 9000"),
  HeuristicRow(
    "foreign-window", "an abort with a window unlike any of the client's", says: .device, of: 5,
    opening + "1 C > S PA len 9\n2 C > S RA win 50"),
  HeuristicRow(
    "foreign-window", "a window that has filled a little", isSilentOn: 6,
    opening + "1 S > C PA len 9\n1.1 S > C PA len 9\n2 S > C RA win 400"),
  HeuristicRow(
    "foreign-window", "only a SYN-ACK to compare with, whose window is not scaled", isSilentOn: 4, opening + "2 S > C RA win 9000"),
  HeuristicRow(
    "foreign-window", "no window, as many stacks abort", isSilentOn: 6, opening + "1 S > C PA len 9\n1.1 S > C PA len 9\n2 S > C RA"),

  // MARK: missing-timestamps
  HeuristicRow(
    "missing-timestamps", "an abort without the timestamps of all the others", says: .device, of: 6,
    "C is as clock 5\nS is as clock 900\n" + opening + "1 S > C PA len 9\n1.1 S > C PA len 9\n2 S > C RA win 501"),
  HeuristicRow(
    "missing-timestamps", "the client's abort", says: .device, of: 5,
    "C is as clock 5\nS is as clock 900\n" + opening + "1 C > S PA len 9\n2 C > S RA win 501"),
  HeuristicRow(
    "missing-timestamps", "a stack that comes from 4.4BSD, as its SYN-ACK tells", isSilentOn: 6,
    "C is as clock 5\nS is as clock 900\n"
      + opening.replacing("S > C SA", with: "S > C SA win 65535") + "1 S > C PA len 9\n1.1 S > C PA len 9\n2 S > C RA win 501"),
  HeuristicRow(
    "missing-timestamps", "its SYN-ACK was not captured", isSilentOn: 4,
    "C is as clock 5\nS is as clock 900\n0 C > S A\n1 S > C PA len 9\n1.1 S > C PA len 9\n2 S > C RA win 501"),
  HeuristicRow(
    "missing-timestamps", "the abort has them", isSilentOn: 6,
    "C is as clock 5\nS is as clock 900\n" + opening + "1 S > C PA len 9\n1.1 S > C PA len 9\n2 S > C RA win 501 <TS>"),
  HeuristicRow(
    "missing-timestamps", "the others lack them as well", isSilentOn: 6,
    opening + "1 S > C PA len 9\n1.1 S > C PA len 9\n2 S > C RA win 501"),
  HeuristicRow(
    "missing-timestamps", "a reset of a stack without the connection has no options", isSilentOn: 6,
    "C is as clock 5\nS is as clock 900\n" + opening + "1 S > C PA len 9\n1.1 S > C PA len 9\n2 S > C R"),

  // MARK: stack-form
  HeuristicRow("stack-form", "Linux offers no window without ACK", says: .device, of: 4, withLinux + "2 S > C R win 9 df"),
  HeuristicRow("stack-form", "Linux sets DF on a reset as on its SYN", says: .device, of: 4, withLinux + "2 S > C R nodf"),
  HeuristicRow("stack-form", "Linux stamps an abort", says: .device, of: 5, withLinux + "1 S > C PA len 9\n2 S > C RA win 501"),
  HeuristicRow(
    "stack-form", "the client's Linux sets DF", says: .device, of: 4,
    "C is as df\n" + opening.replacing("S S\n", with: "S S <mss 1460,sackOK,wscale 7>\n") + "2 C > S RA win 9 nodf"),
  HeuristicRow("stack-form", "Windows announces no window", says: .device, of: 5, withWindows + "1 S > C PA len 9\n2 S > C RA win 501"),
  HeuristicRow("stack-form", "Windows aborts so", says: .sender, of: 5, withWindows + "1 S > C PA len 9\n2 S > C RA"),
  HeuristicRow("stack-form", "Linux answers a stray segment so", isSilentOn: 5, withLinux + "1 C > S PA len 9\n2 S > C R"),
  HeuristicRow("stack-form", "Linux aborts so", isSilentOn: 5, withLinux + "1 S > C PA len 9\n2 S > C RA win 501 <TS>"),
  HeuristicRow(
    "stack-form", "a kernel told not to set DF", isSilentOn: 4, withLinux.replacing(" df\n", with: "\n") + "2 S > C R"),
  HeuristicRow(
    "stack-form", "no timestamps were agreed", isSilentOn: 5,
    withLinux.replacing("clock 5", with: "win 501").replacing("clock 900", with: "win 501").replacing("TS,", with: "")
      + "1 S > C PA len 9\n2 S > C RA win 501"),
  HeuristicRow(
    "stack-form", "options in OpenBSD's order", isSilentOn: 4,
    "S is as df\n" + opening.replacing("SA\n", with: "SA <mss 1460,sackOK,wscale 3,TS 9 0>\n") + "2 S > C R nodf win 9"),
  HeuristicRow(
    "stack-form", "OpenBSD's window, where no timestamps tell its order", isSilentOn: 4,
    "S is as df\n" + opening.replacing("SA\n", with: "SA win 16384 <mss 1460,sackOK,wscale 3>\n") + "2 S > C R nodf win 9"),
  HeuristicRow(
    "stack-form", "macOS has the order of Windows, and another initial hop limit", isSilentOn: 4,
    withWindows.replacing("ttl 123", with: "ttl 59") + "2 S > C RA win 501"),
  HeuristicRow("stack-form", "no option tells the order", isSilentOn: 4, "S is as df\n" + opening + "2 S > C R nodf win 9"),
  HeuristicRow(
    "stack-form", "a SYN proxy answered in the server's name", isSilentOn: 5,
    withLinux.replacing("SA <", with: "SA ttl 63 <") + "1 S > C PA len 9\n2 S > C R nodf win 9"),
  HeuristicRow(
    "stack-form", "the SYN-ACK was not captured", isSilentOn: 3, "S is as df\n0 C > S A\n1 S > C PA len 9\n2 S > C R nodf win 9"),

  // MARK: flow-label
  HeuristicRow(
    "flow-label", "none, where the server labels its packets", says: .device, of: 4,
    "v6\nS is as label 77\n" + opening + "2 S > C R label 0 ttl 63"),
  HeuristicRow(
    "flow-label", "none, where the client labels its packets", says: .device, of: 4,
    "v6\nC is as label 77\n" + opening + "2 C > S R label 0 ttl 63"),
  HeuristicRow("flow-label", "that of the connection", says: .sender, of: 4, "v6\nS is as label 77\n" + opening + "2 S > C R"),
  HeuristicRow("flow-label", "one of its own", says: .sender, of: 4, "v6\nS is as label 77\n" + opening + "2 S > C R label 9"),
  HeuristicRow("flow-label", "IPv4 has none", isSilentOn: 4, opening + "2 S > C R"),
  HeuristicRow("flow-label", "the server does not label", isSilentOn: 4, "v6\n" + opening + "2 S > C R"),
  HeuristicRow(
    "flow-label", "none, where the server labels its other refusals", says: .device, of: 4,
    "v6\n0 C:1 > S:21 S\n0.012 S:21 > C:1 RA seq =0 label 9\n1 C:2 > S:22 S\n1.012 S:22 > C:2 RA seq =0 ttl 60"),
  HeuristicRow(
    "flow-label", "no refusal is labelled", isSilentOn: 4,
    "v6\n0 C:1 > S:21 S\n0.012 S:21 > C:1 RA seq =0\n1 C:2 > S:22 S\n1.012 S:22 > C:2 RA seq =0 ttl 60"),

  // MARK: off-counter
  HeuristicRow(
    "off-counter", "an abort far off the server's counter", says: .device, of: 6,
    "S is as ids 700\n" + opening + "1 S > C PA len 9\n1.1 S > C PA len 9\n1.5 S > C RA id 9000 win 501"),
  HeuristicRow(
    "off-counter", "an abort far off the client's counter, injected data beside it", says: .device, of: 6,
    "C is as ids 700\n" + opening + "1 C > S PA len 9\n1.1 C > S PA len 9 id 4000 ttl 70\n1.5 C > S RA id 9000 win 501"),
  HeuristicRow(
    "off-counter", "a reset of a stack without the connection", isSilentOn: 6,
    "S is as ids 700\n" + opening + "1 S > C PA len 9\n1.1 S > C PA len 9\n1.5 S > C R id 9000"),
  HeuristicRow(
    "off-counter", "two numbers only", isSilentOn: 5, "S is as ids 700\n" + opening + "1 S > C PA len 9\n1.5 S > C RA id 9000 win 501"),
  HeuristicRow(
    "off-counter", "after a pause the host's other connections may have used the numbers", isSilentOn: 6,
    "S is as ids 700\n" + opening + "1 S > C PA len 9\n1.1 S > C PA len 9\n3 S > C RA id 9000 win 501"),
  HeuristicRow(
    "off-counter", "a host that counts by much", isSilentOn: 6,
    opening.replacing("S > C SA", with: "S > C SA id 7") + "1 S > C PA len 9 id 90\n1.1 S > C PA len 9 id 700\n1.5 S > C RA id 9000 win 501"
  ),

  // MARK: service-type
  HeuristicRow(
    "service-type", "that of a packet filter", says: .device, of: 6,
    opening + "1 S > C PA len 9\n1.1 S > C PA len 9\n2 S > C RA win 501 tos 16"),
  HeuristicRow(
    "service-type", "none, where the client marks its packets", says: .device, of: 5,
    "C is as tos 40\nS is as tos 8\n" + opening + "1 C > S PA len 9\n2 C > S RA win 501 tos 0"),
  HeuristicRow(
    "service-type", "it echoes the packet that it answers", isSilentOn: 6,
    opening + "1 S > C PA len 9\n1.1 C > S PA len 9 tos 16\n2 S > C RA tos 16"),
  HeuristicRow(
    "service-type", "without ACK it may echo what the path has marked anew", isSilentOn: 6,
    opening + "1 S > C PA len 9\n1.1 S > C PA len 9\n2 S > C R tos 16"),
  HeuristicRow("service-type", "two packets to compare with", isSilentOn: 5, opening + "1 S > C PA len 9\n2 S > C RA win 501 tos 16"),
]
