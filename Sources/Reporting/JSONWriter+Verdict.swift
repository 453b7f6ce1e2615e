import Diagnosis
import Flows
import Wire

extension JSONWriter {
  /// Writes who ended a flow.
  mutating func write(_ verdict: Verdict, files: [String]) {
    object { json in
      json.member("origin", word: verdict.origin.rawValue)
      json.member("forged", orNull: verdict.forged)
      json.member("posing_as", word: verdict.posingAs?.rawValue)
      json.member("proof", word: verdict.proof.rawValue)
      if let place = verdict.place { json.write(place) }
      json.member("cause", word: verdict.cause?.rawValue)
      json.member("product", verdict.product)
      json.member("summary", verdict.summary.en)
      if let rejection = verdict.rejection { json.write(rejection, files: files) }
    }
  }

  private mutating func write(_ place: Place) {
    key("place")
    object { json in
      json.member("hops", place.hops)
      json.member("side", word: place.side?.rawValue)
    }
  }

  private mutating func write(_ rejection: Rejection, files: [String]) {
    key("address")
    string { rejection.address.appendText(to: &$0) }
    key("icmp")
    object { json in
      json.member("type", rejection.type)
      json.member("code", rejection.code)
      json.member("sign", rejection.sign)
      json.position("packet", rejection.packet, files: files)
      json.member("quoted_ttl", rejection.quotedHopLimit)
    }
  }

  /// Writes a captured reset. IPv6 has no identification, so it is told of IPv4 only.
  mutating func write(_ reset: JudgedReset, isV4: Bool, files: [String]) {
    object { json in
      json.position("packet", reset.packet, files: files)
      json.time("time", reset.time)
      json.member("from", word: reset.from.rawValue)
      json.key("flags")
      json.string { reset.flags.appendLetters(to: &$0) }
      json.member("ttl", reset.hopLimit)
      json.member("seq", reset.sequence.value)
      json.member("ack", reset.acknowledgment.value)
      json.member("window", reset.window)
      if isV4 { json.member("ip_id", reset.identification) }
      json.member("forged", orNull: reset.forged)
      json.member("origin", word: reset.origin.rawValue)
      json.member("effective", orNull: reset.isEffective)
      json.member("answers", reset.answers?.number)
      json.member("duplicate_of", reset.duplicateOf?.number)
    }
  }
}

extension TCPFlags {
  /// Appends a letter for each bit that is set, in header order from FIN: `RA` for RST and ACK.
  func appendLetters(to bytes: inout [UInt8]) {
    let names = "FSRPAUECN"
    let letters = names.utf8.span
    for bit in letters.indices where rawValue & 1 << UInt16(bit) != 0 { bytes.append(letters[bit]) }
  }
}
