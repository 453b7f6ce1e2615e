import Wire

/// A TLS ClientHello of which further segments are awaited: browsers' no longer fit into one.
///
/// Bound: 16 KiB, the most that a TLS record may hold (RFC 8446, section 5.1).
struct PartialHello {
  private static var mostOctets: Int { 16_384 + 5 }

  private var octets: [UInt8] = []
  private var next: SequenceNumber
  private let first: SequenceNumber
  private let wanted: Int

  /// The beginning of a ClientHello whose record goes on after this segment; nil where it is whole, or its end was not captured.
  init?(_ payload: PayloadPlace, in bytes: Span<UInt8>) {
    let range = payload.range(in: bytes)
    guard range.count >= 5, payload.isWhole, bytes[range.lowerBound] == 22 else { return nil }
    wanted = min(5 + Int(bytes[range.lowerBound + 3]) << 8 + Int(bytes[range.lowerBound + 4]), Self.mostOctets)
    guard range.count < wanted else { return nil }
    first = payload.sequence
    next = payload.sequence
    guard take(payload, in: bytes) else { return nil }
  }

  /// Adds the next segment; false where it is not the next, or was captured in part only.
  mutating func take(_ payload: PayloadPlace, in bytes: Span<UInt8>) -> Bool {
    guard payload.sequence == next, payload.isWhole else { return false }
    for index in payload.range(in: bytes) where octets.count < Self.mostOctets { octets.append(bytes[index]) }
    next = next + payload.length
    return true
  }

  /// Whether it holds nothing but the segment with that number.
  func isBegun(by sequence: SequenceNumber) -> Bool { sequence == first }

  /// Whether the record is whole.
  var isWhole: Bool { octets.count >= wanted }

  /// What it is and whom it names, as far as it came.
  var payload: FirstPayload? { FirstPayload(octets.span, 0..<octets.count) }
}
