import Wire

extension Packet {
  /// The packet in one line, fields that are 0 or unknown left out.
  var summary: String {
    switch self {
    case .segment(let segment): segment.summary
    case .controlMessage(let message): message.summary
    case .echoReply(let ip, _): "echo reply \(ip.source.text) > \(ip.destination.text) hops \(ip.hopLimit)"
    case .other(let reason): "\(reason)"
    }
  }
}

extension Segment {
  /// Addresses, control bits, numbers, then what IP, the options and the link add.
  fileprivate var summary: String {
    "\(ip.source.text):\(sourcePort) > \(ip.destination.text):\(destinationPort) \(flags.text) \(sequence.value):\(acknowledgment.value)"
      + " win \(window) len \(payloadLength)" + ip.summary + options.summary + link.summary
  }
}

extension ControlMessage {
  /// Who refuses, type and code, then the quote.
  fileprivate var summary: String {
    "\(ip.source.text) > \(ip.destination.text) type \(type) code \(code) quotes \(quoted.ip.source.text):\(quoted.sourcePort) > "
      + "\(quoted.ip.destination.text):\(quoted.destinationPort) \(quoted.flags?.text ?? "?") \(quoted.sequence.map { "\($0.value)" } ?? "?")"
      + quoted.ip.summary
  }
}

extension InternetLayer {
  fileprivate var summary: String {
    " hops \(hopLimit)" + (identification == 0 ? "" : " id \(identification)") + (typeOfService == 0 ? "" : " tos \(typeOfService)")
      + (flowLabel == 0 ? "" : " label \(flowLabel)") + (dontFragment ? " DF" : "") + (isFragment ? " fragment" : "")
      + (hasExtensions ? " extensions" : "")
  }
}

extension TCPOptions {
  fileprivate var summary: String {
    (length == 0 ? "" : " options \(length)") + (present.contains(.maximumSegmentSize) ? " mss \(maximumSegmentSize)" : "")
      + (present.contains(.windowScale) ? " scale \(windowScale)" : "")
      + (present.contains(.timestamps) ? " times \(timestampValue)/\(timestampEcho)" : "")
      + Self.names.map { present.contains($0.0) ? " " + $0.1 : "" }.joined()
  }

  private static let names: [(Present, String)] = [
    (.sackPermitted, "sackOK"), (.sack, "sack"), (.authentication, "authentication"), (.multipath, "multipath"),
    (.fastOpen, "fastOpen"), (.other, "other"), (.damaged, "damaged"),
    (.scaleAfterSackPermitted, "sackOK-scale"), (.scaleAfterTimestamps, "times-scale"),
  ]
}

extension LinkLayer {
  fileprivate var summary: String {
    (sourceAddress == 0 ? "" : " from \(String(sourceAddress, radix: 16))") + (vlan == 0 ? "" : " vlan \(vlan)")
      + (passage == .unknown ? "" : " \(passage)") + (tunnel == 0 ? "" : " tunnelled")
  }
}

extension TCPFlags {
  /// One letter a bit, as tcpdump has them.
  fileprivate var text: String {
    let letters: [(TCPFlags, String)] = [
      (.fin, "F"), (.syn, "S"), (.rst, "R"), (.psh, "P"), (.ack, "."), (.urg, "U"), (.ece, "E"), (.cwr, "W"), (.ae, "e"),
    ]
    return letters.map { contains($0.0) ? $0.1 : "" }.joined()
  }
}

extension IPAddress {
  /// Dotted for IPv4, the first and the last 16 bits of IPv6.
  fileprivate var text: String {
    guard isV4 else { return String(high >> 48, radix: 16) + "::" + String(low & 0xffff, radix: 16) }
    return "\(v4 >> 24).\(v4 >> 16 & 255).\(v4 >> 8 & 255).\(v4 & 255)"
  }
}
