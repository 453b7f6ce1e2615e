import Capture
import Wire

/// Which of the frames that came in belong to connections that are to be reported: the kernel let more through than the expression chooses.
struct LiveSelection {
  private var filters: [LinkType: FlowFilter] = [:]
  private var last: LinkType?
  private let choosesAll: Bool

  /// What an expression chooses on interfaces of those link types.
  init(_ options: LiveOptions, linkTypes: [LinkType]) {
    let widening = options.expression.map { FilterWidening(of: $0) }
    choosesAll = options.isExact || widening?.selections.isEmpty ?? true
    guard !choosesAll, let widening else { return }
    for linkType in linkTypes where filters[linkType] == nil {
      // libpcap compiled the expression for this link type already; a form for tagged frames not every link type has.
      for selection in widening.selections {
        guard let filter = try? FlowFilter(expression: selection, linkType: linkType) else { continue }
        filters[linkType] = filter
        break
      }
    }
  }

  /// Whether a frame is chosen.
  mutating func matches(_ bytes: Span<UInt8>, _ header: FrameHeader) -> Bool {
    choosesAll || (try? filters[header.linkType]?.matches(bytes, header)) ?? true
  }
}
