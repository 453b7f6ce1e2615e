import Testing

/// A reset and the product whose form it has; nil where it must be taken for none.
struct SignatureRow: Sendable, CustomTestStringConvertible {
  var product: String?
  /// Which signature the row is about, where it must stay silent.
  var about: String
  var name: String
  /// The reset's frame.
  var frame: Int
  var trace: String

  /// It is recognised.
  init(_ product: String, of frame: Int, _ trace: String) {
    self.product = product
    about = product
    name = "is recognised"
    self.frame = frame
    self.trace = trace
  }

  /// It is not.
  init(not about: String, _ name: String, of frame: Int, _ trace: String) {
    self.about = about
    self.name = name
    self.frame = frame
    self.trace = trace
  }

  var testDescription: String { "\(about): \(name)" }
}

/// A request of 100 octets with a window of 9,000, which the server has acknowledged once before: frames 1 to 6.
private let asked = """
  0.0000 C > S S df
  0.0120 S > C SA df
  0.0121 C > S A df
  1.0000 C > S PA len 100 win 9000
  1.0120 S > C A id 7 df
  2.0000 C > S PA len 100 win 9000

  """

/// Each product: once as it is, and at least once as it nearly is.
let signatureRows: [SignatureRow] = [
  // MARK: tcpkill
  SignatureRow("tcpkill (dsniff)", of: 7, asked + "2.001 S > C R id 77 ttl 64\n2.0011 S > C R seq 9001 id 901 ttl 64"),
  SignatureRow(
    "tcpkill (dsniff)", of: 7,
    asked + "2.001 S > C R id 77 ttl 64\n2.0011 S > C R seq 9001 id 901 ttl 64\n2.0012 S > C R seq 27001 id 3 ttl 64"),
  SignatureRow(not: "tcpkill (dsniff)", "one reset", of: 7, asked + "2.001 S > C R id 77 ttl 64"),
  SignatureRow(
    not: "tcpkill (dsniff)", "another step than the window", of: 7,
    asked + "2.001 S > C R id 77 ttl 64\n2.0011 S > C R seq 9002 id 9 ttl 64"),
  SignatureRow(
    not: "tcpkill (dsniff)", "DF, which it never sets", of: 7,
    asked + "2.001 S > C R id 77 ttl 64 df\n2.0011 S > C R seq 9001 id 9 ttl 64 df"),

  // MARK: Snort
  SignatureRow(
    "Snort", of: 7,
    asked + "2.001 S > C RA seq 1 id 9\n2.0011 S > C RA seq 101 id 8\n2.0012 S > C RA seq 301 id 7\n2.0013 S > C RA seq 501 id 6"),
  SignatureRow(
    not: "Snort", "other steps", of: 7, asked + "2.001 S > C RA seq 1 id 9\n2.0011 S > C RA seq 101 id 8\n2.0012 S > C RA seq 201 id 7"),
  SignatureRow(
    not: "Snort", "a window", of: 7,
    asked + "2.001 S > C RA seq 1 id 9 win 9\n2.0011 S > C RA seq 101 id 8 win 9\n2.0012 S > C RA seq 301 id 7 win 9"),

  // MARK: Suricata
  SignatureRow("Suricata", of: 7, asked + "2.001 S > C RA win 9000 ttl 62"),
  SignatureRow(
    not: "Suricata", "the server announces that window too", of: 8, asked + "2.0001 S > C A win 9000 id 8\n2.001 S > C RA win 9000 ttl 62"),
  SignatureRow(not: "Suricata", "an identification", of: 7, asked + "2.001 S > C RA win 9000 ttl 62 id 9"),
  SignatureRow(
    not: "Suricata", "the server's own packets have no DF and identification 0", of: 5,
    opening + "2 C > S PA len 100 win 9000\n2.001 S > C RA win 9000 ttl 62"),

  // MARK: Cisco
  SignatureRow("Cisco ASA or PIX", of: 7, asked + "2.001 S > C RA win 9000 ttl 254 id 9"),
  SignatureRow(not: "Cisco ASA or PIX", "from 64", of: 7, asked + "2.001 S > C RA win 9000 ttl 63 id 9"),
  SignatureRow(not: "Cisco ASA or PIX", "DF", of: 7, asked + "2.001 S > C RA win 9000 ttl 254 id 9 df"),
  SignatureRow(
    not: "Cisco ASA or PIX", "the host itself begins at 255", of: 7, "S is as ttl 250\n" + asked + "2.001 S > C RA win 9000 ttl 254 id 9"),

  // MARK: Great Firewall
  SignatureRow(
    "Great Firewall of China (type 2)", of: 7,
    asked + "2.001 S > C RA win 4229 ttl 65 id 9\n2.0011 S > C RA win 4230 ttl 66 id 8\n2.0012 S > C RA win 4231 ttl 67 id 7"),
  SignatureRow(
    "Great Firewall of China (type 2)", of: 7,
    asked
      + "2.001 S > C RA seq 1 win 162 ttl 60 id 9\n2.0011 S > C RA seq 1461 win 99 ttl 60 id 8\n2.0012 S > C RA seq 4381 win 7 ttl 60 id 7"),
  SignatureRow(
    not: "Great Firewall of China (type 2)", "windows out of step", of: 7,
    asked + "2.001 S > C RA win 4229 ttl 65 id 9\n2.0011 S > C RA win 4229 ttl 66 id 8"),
  SignatureRow(
    not: "Great Firewall of China (type 2)", "one reset", of: 7, asked + "2.001 S > C RA win 4229 ttl 65 id 9"),

  // MARK: Sandvine
  SignatureRow("Sandvine", of: 7, asked + "2.001 S > C R win 10240 ttl 21 id 9\n2.0015 S > C R seq 12504 win 10240 ttl 21 id 11"),
  SignatureRow(
    not: "Sandvine", "another distance", of: 7,
    asked + "2.001 S > C R win 10240 ttl 21 id 9\n2.0015 S > C R seq 12505 win 10240 ttl 21 id 11"),
  SignatureRow(
    not: "Sandvine", "no window", of: 7, asked + "2.001 S > C R ttl 21 id 9\n2.0015 S > C R seq 12504 ttl 21 id 11"),

  // MARK: Airtel, PacketLogic
  SignatureRow("Airtel (India)", of: 7, asked + "2.001 S > C RA win 16 id 242"),
  SignatureRow(not: "Airtel (India)", "another window", of: 7, asked + "2.001 S > C RA win 17 id 242"),
  SignatureRow(not: "Airtel (India)", "another identification", of: 7, asked + "2.001 S > C RA win 16 id 243"),
  SignatureRow("Sandvine PacketLogic", of: 7, asked + "2.001 S > C RA id 13330"),
  SignatureRow(
    not: "Sandvine PacketLogic", "the host's counter is near", of: 8, asked + "2.0001 S > C A id 13100\n2.001 S > C RA id 13330"),
  SignatureRow(not: "Sandvine PacketLogic", "DF", of: 7, asked + "2.001 S > C RA id 13330 df"),

  // MARK: Henan
  SignatureRow("Henan firewall (China)", of: 7, asked + "2.001 S > C RA hex 01020304050607080900"),
  SignatureRow(not: "Henan firewall (China)", "another octet", of: 7, asked + "2.001 S > C RA hex 01020304050607080901"),
  SignatureRow(not: "Henan firewall (China)", "more octets", of: 7, asked + "2.001 S > C RA hex 0102030405060708090000"),

  // MARK: Translators
  SignatureRow("VirtualBox NAT", of: 2, "0 C > S S\n1 S > C RA seq =0 ttl 255 mac 90520731923714"),
  SignatureRow(not: "VirtualBox NAT", "what it passes on", of: 2, "0 C > S S\n1 S > C RA seq =0 ttl 64 mac 90520731923714"),
  SignatureRow(not: "VirtualBox NAT", "another guest", of: 2, "0 C > S S\n1 S > C RA seq =0 ttl 255 mac 90520731923715"),
  SignatureRow("QEMU user networking (slirp)", of: 2, "0 C > S S\n1 S > C RA seq =0 ttl 255 mac 90525193470466"),
  SignatureRow(not: "QEMU user networking (slirp)", "what it passes on", of: 2, "0 C > S S\n1 S > C RA seq =0 ttl 64 mac 90525193470466"),

  // MARK: Packet filters
  SignatureRow("pf (return-rst)", of: 7, asked + "2.001 S > C RA tos 16 id 9"),
  SignatureRow(not: "pf (return-rst)", "the host's packets carry it too", of: 7, "S is as tos 16\n" + asked + "2.001 S > C RA tos 16 id 9"),
  SignatureRow(not: "pf (return-rst)", "it is echoed", of: 7, "C is as tos 16\n" + asked + "2.001 S > C RA tos 16 id 9"),
  SignatureRow(not: "pf (return-rst)", "nothing to compare it with", of: 2, "0 C > S S\n1 S > C RA seq =0 tos 16 id 9"),
  SignatureRow("Linux REJECT, or alike", of: 7, asked + "2.001 S > C R ttl 63 df"),
  SignatureRow("Linux REJECT, or alike", of: 2, "0 C > S S\n1 S > C RA seq =0 ttl 63 df"),
  SignatureRow("Linux REJECT, or alike", of: 2, "v6\n0 C > S S\n1 S > C RA seq =0 ttl 63"),
  SignatureRow(not: "Linux REJECT, or alike", "an identification", of: 7, asked + "2.001 S > C R ttl 63 df id 9"),
  SignatureRow(not: "Linux REJECT, or alike", "a flow label", of: 2, "v6\n0 C > S S\n1 S > C RA seq =0 ttl 63 label 5"),
  SignatureRow(not: "Linux REJECT, or alike", "from 255", of: 7, asked + "2.001 S > C R ttl 254 df"),
  SignatureRow("scapy", of: 7, asked + "2.001 S > C R win 8192 id 1 ttl 63"),
  SignatureRow(not: "scapy", "another identification", of: 7, asked + "2.001 S > C R win 8192 id 2 ttl 63"),

  // MARK: Balancers
  SignatureRow("Citrix NetScaler", of: 7, asked + "2.001 S > C RA win 9300 ttl 250 df"),
  SignatureRow(not: "Citrix NetScaler", "no code of its", of: 7, asked + "2.001 S > C RA win 9999 ttl 250 df"),
  SignatureRow(not: "Citrix NetScaler", "from 64", of: 7, asked + "2.001 S > C RA win 9300 ttl 60 df"),
  SignatureRow(
    not: "Citrix NetScaler", "a window of the host's own", of: 8,
    asked + "2.0001 S > C A win 9300 id 8\n2.001 S > C RA win 9300 ttl 250 df"),
  // "BIG-IP: [0x1:2] a", "[0x11c5672:3045] b"
  SignatureRow("F5 BIG-IP", of: 7, asked + "2.001 S > C RA hex 4249472d49503a205b3078313a325d2061"),
  SignatureRow("F5 BIG-IP", of: 7, asked + "2.001 S > C RA hex 5b3078313163353637323a333034355d2062"),
  SignatureRow(not: "F5 BIG-IP", "other text in brackets", of: 7, asked + "2.001 S > C RA hex 5b307878783a315d2062"),
]

/// The heuristic that heeds them.
let signatureHeuristicRows: [HeuristicRow] = [
  HeuristicRow("product-signature", "a device's form", says: .device, of: 7, asked + "2.001 S > C RA win 16 id 242"),
  HeuristicRow("product-signature", "one that is only reported", says: .device, of: 7, asked + "2.001 S > C RA id 13330"),
  HeuristicRow(
    "product-signature", "the same in the client's name", says: .device, of: 5, opening + "1 S > C PA len 9\n1.001 C > S RA win 16 id 242"),
  HeuristicRow("product-signature", "a form that embedded hosts may have", isSilentOn: 7, asked + "2.001 S > C RA win 9000 ttl 254 id 9"),
  HeuristicRow("product-signature", "a balancer's form", isSilentOn: 7, asked + "2.001 S > C RA win 9300 ttl 250 df"),
  HeuristicRow("product-signature", "a packet filter's, which may run on the host", isSilentOn: 7, asked + "2.001 S > C RA tos 16 id 9"),
  HeuristicRow("product-signature", "a form that hosts have too", isSilentOn: 7, asked + "2.001 S > C R ttl 63 df"),
  HeuristicRow("product-signature", "nobody's form", isSilentOn: 7, asked + "2.012 S > C RA win 501 id 9"),
]
