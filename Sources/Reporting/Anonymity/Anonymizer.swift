package import Diagnosis
import Flows
package import Wire

/// Puts other addresses in the place of those captured, the same for the same key: two addresses with a common prefix keep a prefix of that
/// length in common, and no more (Xu, Fan, Ammar, Moon: "Prefix-preserving IP address anonymization", ICNP 2002, with SHA-256 as the function).
/// Private addresses of IPv4 stay private, and no other becomes so, since a client on the Internet is judged otherwise than one that is not: the first
/// bits that lead to such a range are kept. Names are cut. Times, ports, numbers and hop limits stay: they are the evidence.
///
/// Whoever can send packets through the capture can still find out some pseudonyms, as with every such scheme.
package struct Anonymizer: Sendable {
  /// How many addresses are remembered; beyond, each is computed anew.
  private static let mostKnown = 500_000

  private let key: [UInt8]
  private var known: [IPAddress: IPAddress] = [:]

  /// An anonymizer with that key; any octets will do.
  package init(key: [UInt8]) {
    self.key = SHA256.digest(of: Array("rstwho anonymization 1".utf8) + key)
  }

  /// The address's pseudonym, of the same version.
  package mutating func callAsFunction(_ address: IPAddress) -> IPAddress {
    if let pseudonym = known[address] { return pseudonym }
    let pseudonym = address.isV4 ? IPAddress(v4: mask(v4: address.v4)) : mask(v6: address)
    if known.count < Self.mostKnown { known[address] = pseudonym }
    return pseudonym
  }

  private func mask(v4 address: UInt32) -> UInt32 {
    var mask: UInt32 = 0
    for length in 0..<UInt32(32) {
      let prefix = length == 0 ? 0 : address & ~(UInt32.max >> length)
      guard !Self.leadsToPrivateRange(prefix, length) else { continue }
      mask |= bit(after: UInt64(prefix), 0, length: length, version: 4) << (31 - length)
    }
    return address ^ mask
  }

  /// Whether a private range begins with that prefix and goes on.
  private static func leadsToPrivateRange(_ prefix: UInt32, _ length: UInt32) -> Bool {
    IPAddress.privateRanges.contains { range in
      length < range.length && (length == 0 || (prefix ^ range.prefix) >> (32 - length) == 0)
    }
  }

  private func mask(v6 address: IPAddress) -> IPAddress {
    var (high, low) = (address.high, address.low)
    for length in 0..<UInt32(128) {
      let highPrefix = length == 0 ? 0 : length >= 64 ? address.high : address.high & ~(UInt64.max >> UInt64(length))
      let lowPrefix = length <= 64 ? 0 : address.low & ~(UInt64.max >> UInt64(length - 64))
      let flip = UInt64(bit(after: highPrefix, lowPrefix, length: length, version: 6))
      if length < 64 { high ^= flip << UInt64(63 - length) } else { low ^= flip << UInt64(127 - length) }
    }
    return IPAddress(high: high, low: low)
  }

  /// Whether the bit after a prefix is turned: one bit of a keyed function of the prefix. The message has always the same length.
  private func bit(after high: UInt64, _ low: UInt64, length: UInt32, version: UInt8) -> UInt32 {
    var message = key
    message.append(version)
    message.append(UInt8(truncatingIfNeeded: length))
    message.append(bigEndian: high)
    message.append(bigEndian: low)
    return UInt32(SHA256.digest(of: message)[0] >> 7)
  }
}

extension Anonymizer {
  /// The judgment with pseudonyms, in its texts too, and without names.
  package mutating func callAsFunction(_ judgment: Judgment) -> Judgment {
    var judgment = judgment
    let phrases =
      [judgment.verdict?.summary, judgment.nextStep?.text].compactMap(\.self) + (judgment.evidence + judgment.against).map(\.text)
    let found = Set((phrases.map(\.en) + [judgment.nextStep?.command ?? ""]).flatMap(\.addresses))
    // The longer text first: one address may begin with another.
    let texts = found.map { (from: $0.text, to: self($0.address).description) }.sorted { $0.from.count > $1.from.count }
    judgment.flow.client.address = self(judgment.flow.client.address)
    judgment.flow.server.address = self(judgment.flow.server.address)
    if let address = judgment.verdict?.rejection?.address { judgment.verdict?.rejection?.address = self(address) }
    if let summary = judgment.verdict?.summary { judgment.verdict?.summary = summary.replacing(texts) }
    if let step = judgment.nextStep {
      judgment.nextStep = NextStep(step.text.replacing(texts), command: Sentence(step.command.replacing(texts)))
    }
    for index in judgment.evidence.indices { judgment.evidence[index].text = judgment.evidence[index].text.replacing(texts) }
    for index in judgment.against.indices { judgment.against[index].text = judgment.against[index].text.replacing(texts) }
    judgment.trigger?.serverName = nil
    judgment.trigger?.host = nil
    return judgment
  }

  /// The packet with pseudonyms, in what an ICMP error quotes too.
  package mutating func callAsFunction(_ packet: Packet) -> Packet {
    switch packet {
    case .segment(var segment):
      segment.ip = self(segment.ip)
      return .segment(segment)
    case .controlMessage(var message):
      message.ip = self(message.ip)
      message.quoted.ip = self(message.quoted.ip)
      return .controlMessage(message)
    case .echoReply(let ip, let link): return .echoReply(self(ip), link)
    case .other(let reason): return .other(reason)
    }
  }

  private mutating func callAsFunction(_ ip: InternetLayer) -> InternetLayer {
    var ip = ip
    ip.source = self(ip.source)
    ip.destination = self(ip.destination)
    return ip
  }

  /// The record without names of files and interfaces.
  package func callAsFunction(_ capture: CaptureRecord) -> CaptureRecord {
    var capture = capture
    capture.isAnonymous = true
    for (index, name) in capture.files.enumerated() {
      let pseudonym = "capture-\(index + 1)"
      capture.damage = capture.damage?.mapped { $0.replacing(name, with: pseudonym) }
      capture.files[index] = pseudonym
    }
    if capture.interface != nil { capture.interface = "interface" }
    capture.interfaces = capture.interfaces.indices.map { "interface-\($0 + 1)" }
    return capture
  }
}

extension Phrase {
  fileprivate func replacing(_ texts: [(from: String, to: String)]) -> Phrase {
    mapped { $0.replacing(texts) }
  }
}

/// An address as it stands in a text.
private struct WrittenAddress: Hashable {
  var text: String
  var address: IPAddress
}

extension String {
  /// Every address in the text.
  fileprivate var addresses: [WrittenAddress] {
    let words = split { !($0.isHexDigit || $0 == ":" || $0 == ".") }
    return words.compactMap { word in
      // A full stop or the colon before a port is no part of it.
      for end in [0, 1, 2] where word.count > end {
        let text = String(end == 2 ? word[..<(word.lastIndex(of: ":") ?? word.startIndex)] : word.dropLast(end))
        if let address = IPAddress(text: text) { return WrittenAddress(text: text, address: address) }
      }
      return nil
    }
  }

  /// The text with every one of these replaced, what has been put in left alone.
  fileprivate func replacing(_ texts: [(from: String, to: String)]) -> String {
    guard texts.contains(where: { contains($0.from) }) else { return self }
    var result = ""
    var rest = self[...]
    while !rest.isEmpty {
      if let text = texts.first(where: { rest.hasPrefix($0.from) }) {
        result += text.to
        rest = rest.dropFirst(text.from.count)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result
  }
}
