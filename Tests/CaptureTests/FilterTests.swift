import Capture
import Testing
import Wire

@Suite("BPF expressions")
struct FilterTests {
  /// An Ethernet frame with a TCP segment from port 40000 to 443.
  static let segment: [UInt8] =
    [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0]
    + [0x45, 0, 0, 40, 0, 1, 0x40, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2]
    + [0x9c, 0x40, 0x01, 0xbb, 0, 0, 0, 1, 0, 0, 0, 0, 0x50, 4, 0, 0, 0, 0, 0, 0]

  static func header(_ linkType: LinkType, _ length: Int) -> FrameHeader {
    FrameHeader(
      time: Timestamp(nanoseconds: 0), number: 1, capturedLength: UInt32(length), originalLength: UInt32(length), linkType: linkType)
  }

  @Test(
    "libpcap's language, on any link type",
    arguments: [
      ("", true), ("port 443", true), ("src port 443", false), ("host 10.0.0.2 and tcp", true), ("net 10.1.0.0/16", false),
      ("tcp[tcpflags] & tcp-rst != 0", true), ("greater 1000", false),
    ])
  func matches(expression: String, isMatch: Bool) throws {
    var filter = try FlowFilter(expression: expression)
    #expect(try filter.matches(FilterTests.segment.span, FilterTests.header(.ethernet, FilterTests.segment.count)) == isMatch)
    let raw = Array(FilterTests.segment.dropFirst(14))
    #expect(try filter.matches(raw.span, FilterTests.header(.raw, raw.count)) == isMatch)
  }

  @Test("Cut at any byte, a frame is judged without a trap")
  func cutFrame() throws {
    let filter = try PacketFilter(expression: "tcp port 443 and tcp[13] & 4 != 0", linkType: .ethernet, snapshotLength: 0)
    for length in 0..<FilterTests.segment.count {
      let cut = Array(FilterTests.segment.prefix(length))
      #expect(filter.matches(cut.span, FilterTests.header(.ethernet, 54)) == (length > 47))
    }
  }

  @Test(
    "A mistake is shown in its place",
    arguments: [
      ("tcp prot 80", 4..<8), ("port 80)", 7..<8), ("(port 80 or port 443", 20..<20), ("host", 4..<4), ("port htpp", 5..<9),
      ("host 10.0.0.300", 5..<15), ("tcp && && udp", 7..<8),
    ])
  func misplaced(expression: String, place: Range<Int>) {
    let error = #expect(throws: FilterError.self) { _ = try FlowFilter(expression: expression) }
    #expect(error?.place == place)
    #expect(error?.description.hasPrefix("the filter expression cannot be used: ") == true)
  }
}
