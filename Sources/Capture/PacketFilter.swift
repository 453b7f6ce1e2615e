import CPcap
package import Wire

/// A BPF expression (pcap-filter(7)), compiled by libpcap for frames of one link type.
@safe
package struct PacketFilter: ~Copyable {
  private var program: bpf_program

  /// Compiles an expression; the empty one matches everything. The snapshot length is how many bytes of a frame were kept, 0 for all.
  package init(expression: String, linkType: LinkType, snapshotLength: UInt32) throws(FilterError) {
    switch unsafe PacketFilter.compile(expression, linkType: linkType, snapshotLength: snapshotLength) {
    case .success(let compiled): unsafe program = compiled
    case .failure(let error):
      throw FilterError(expression: expression, message: error.message) {
        PacketFilter.failure(of: $0, linkType: linkType, snapshotLength: snapshotLength)
      }
    }
  }

  deinit {
    var program = unsafe self.program
    unsafe pcap_freecode(&program)
  }

  /// Whether the expression is true of a frame with these bytes.
  package func matches(_ bytes: Span<UInt8>, _ header: FrameHeader) -> Bool {
    unsafe bytes.withUnsafeBufferPointer { frame in
      // The interpreter checks every load against the captured length and every jump was checked when the program was compiled.
      unsafe bpf_filter(program.bf_insns, frame.baseAddress, header.originalLength, UInt32(clamping: frame.count)) != 0
    }
  }

  /// What libpcap says of an expression that it does not compile.
  private struct Refusal: Error {
    var message: String
  }

  private static func failure(of expression: String, linkType: LinkType, snapshotLength: UInt32) -> String? {
    switch unsafe compile(expression, linkType: linkType, snapshotLength: snapshotLength) {
    case .success(var program):
      unsafe pcap_freecode(&program)
      return nil
    case .failure(let refusal): return refusal.message
    }
  }

  private static func compile(
    _ expression: String, linkType: LinkType, snapshotLength: UInt32
  ) -> Result<bpf_program, Refusal> {
    let length = snapshotLength == 0 ? FrameLimit.usual : min(snapshotLength, FrameLimit.greatest)
    guard let handle = unsafe pcap_open_dead(linkType.dataLink, Int32(clamping: length)) else {
      return unsafe .failure(Refusal(message: "not enough memory"))
    }
    defer { unsafe pcap_close(handle) }
    var program = unsafe bpf_program()
    guard unsafe pcap_compile(handle, &program, expression, 1, UInt32.max) == 0 else {
      return unsafe .failure(Refusal(message: String(cString: pcap_geterr(handle))))
    }
    return unsafe .success(program)
  }
}

extension LinkType {
  /// The DLT number by which libpcap knows the link type: the same but for a few that differ between systems (pcap-linktype(7)).
  fileprivate var dataLink: Int32 {
    switch rawValue {
    case 100: DLT_ATM_RFC1483
    case 101: DLT_RAW
    case 102: DLT_SLIP_BSDOS
    case 103: DLT_PPP_BSDOS
    case 106: DLT_ATM_CLIP
    default: Int32(rawValue)
    }
  }
}
