package import Wire

/// The newest frames of a live capture as they came, so that those around a reset can be kept.
///
/// Bound: the bytes that it is given, and a quarter of that for the headers; the oldest frames give way.
package struct FrameRing: ~Copyable {
  private var bytes: [UInt8]
  private var places: [Place] = []
  private var first = 0
  private var next: UInt64 = 0
  /// The number of the frame at `places[first]`.
  private var firstNumber: UInt64 = 1

  /// Where a frame's bytes are, counted from the first byte that ever came.
  private struct Place {
    var header: FrameHeader
    var start: UInt64
  }

  /// A ring of that many bytes.
  package init(capacity: Int = 64 << 20) {
    bytes = [UInt8](repeating: 0, count: max(capacity, 1 << 20))
  }

  /// Keeps a frame; frames come with consecutive numbers, from 1.
  package mutating func add(_ header: FrameHeader, _ frame: Span<UInt8>) {
    let count = min(frame.count, bytes.count)
    var start = Int(next % UInt64(bytes.count))
    // A frame lies in one piece: where it would not, the rest of the memory is passed over.
    if start + count > bytes.count {
      next &+= UInt64(bytes.count - start)
      start = 0
    }
    for index in 0..<count { bytes[start + index] = frame[index] }
    if isEmpty { firstNumber = header.number }
    places.append(Place(header: header, start: next))
    next &+= UInt64(count)
    dropOverwritten()
  }

  /// Lends the header and the bytes of the frame with that number; false where it is not there any more.
  package func withFrame(_ number: UInt64, _ body: (FrameHeader, Span<UInt8>) -> Void) -> Bool {
    guard number >= firstNumber, number - firstNumber < UInt64(places.count - first) else { return false }
    let place = places[first + Int(number - firstNumber)]
    guard place.header.number == number else { return false }
    let start = Int(place.start % UInt64(bytes.count))
    let count = min(Int(place.header.capturedLength), bytes.count - start)
    body(place.header, bytes.span.extracting(start..<start + count))
    return true
  }

  private var isEmpty: Bool { first == places.count }

  /// Frames of which a byte was overwritten go, and of very small ones those beyond the bound.
  private mutating func dropOverwritten() {
    let most = bytes.count / 4 / MemoryLayout<Place>.stride
    while !isEmpty, next > places[first].start &+ UInt64(bytes.count) || places.count - first > most {
      first += 1
      firstNumber += 1
    }
    guard first > 4_096, first > places.count / 2 else { return }
    places.removeFirst(first)
    first = 0
  }
}
