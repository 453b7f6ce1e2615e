package import Wire

/// A BPF expression for frames of any link type: compiled for each when the first frame of it comes.
package struct FlowFilter {
  private let expression: String
  private let snapshotLength: UInt32
  private var compiled: [LinkType: Compiled] = [:]
  private var last: (linkType: LinkType, filter: Compiled)?

  /// A compiled filter that the table and the shortcut share.
  private final class Compiled {
    let filter: PacketFilter

    init(_ filter: consuming PacketFilter) {
      self.filter = filter
    }
  }

  /// Compiles the expression for frames of `linkType` at once, so that a mistake in it is found before anything is read.
  package init(expression: String, linkType: LinkType = .ethernet, snapshotLength: UInt32 = 0) throws(FilterError) {
    self.expression = expression
    self.snapshotLength = snapshotLength
    _ = try filter(for: linkType)
  }

  /// Whether the expression is true of a frame. Throws where the expression makes no sense for frames of its link type.
  package mutating func matches(_ bytes: Span<UInt8>, _ header: FrameHeader) throws(FilterError) -> Bool {
    if let last, last.linkType == header.linkType { return last.filter.filter.matches(bytes, header) }
    return try filter(for: header.linkType).filter.matches(bytes, header)
  }

  private mutating func filter(for linkType: LinkType) throws(FilterError) -> Compiled {
    if let known = compiled[linkType] {
      last = (linkType, known)
      return known
    }
    let new = Compiled(try PacketFilter(expression: expression, linkType: linkType, snapshotLength: snapshotLength))
    compiled[linkType] = new
    last = (linkType, new)
    return new
  }
}
