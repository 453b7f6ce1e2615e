import Capture
import Wire

/// A plain frame of each kind, to match.
private let frames: [[UInt8]] = [
  [],
  [UInt8](repeating: 0x45, count: 60),
  [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0, 0x45, 0, 0, 40, 0, 1, 0x40, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2]
    + [0xc0, 0, 1, 0xbb, 0, 0, 0, 1, 0, 0, 0, 2, 0x50, 4, 0, 0, 0, 0, 0, 0],
]

/// Compiles an expression for the link type that the first octet chooses, and asks it about a few frames. What is refused is explained; what
/// the kernel lets in for a live capture holds all that it chooses.
func tryFilter(_ bytes: [UInt8]) {
  guard let choice = bytes.first else { return }
  let expression = String(decoding: bytes.dropFirst(), as: UTF8.self)
  let type = LinkType(rawValue: ([1, 101, 113, 276, 0, 9, 105, 127] as [UInt16])[Int(choice % 8)])
  do {
    var filter = try FlowFilter(expression: expression, linkType: type)
    var wide = FilterWidening(of: expression).candidates.lazy.compactMap { try? FlowFilter(expression: $0, linkType: type) }.first
    for frame in frames {
      let header = FrameHeader(
        time: Timestamp(nanoseconds: 0), number: 1, capturedLength: UInt32(frame.count), originalLength: UInt32(frame.count), linkType: type
      )
      let first = try filter.matches(frame.span, header)
      promise(try filter.matches(frame.span, header) == first, "a filter says the same twice")
      // Of a frame that ends within its headers a filter lets nothing in, whatever else it says.
      guard first, type == .ethernet, frame.count == 54, let isLetIn = try wide?.matches(frame.span, header) else { continue }
      promise(isLetIn, "what is chosen is let in")
    }
  } catch {
    promise(error.expression == expression, "the expression is told as it was given")
    promise(!error.message.isEmpty, "libpcap says why")
    if let place = error.place { promise(place.upperBound <= expression.count, "\(place) lies in the expression") }
    promise(!error.description.isEmpty, "the error has a sentence")
  }
}
