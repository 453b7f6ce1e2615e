import CPcap
import Wire

/// The filter that the kernel applies before it copies a packet.
enum KernelFilter {
  /// Compiles the expression, widened unless it is to be exact, and hands it to the kernel. A mistake in it is told with its place.
  static func install(on handle: OpaquePointer, _ options: LiveOptions) throws(LiveError) {
    guard let expression = options.expression else { return }
    // Compiled by itself first, so that what is told about a mistake is about what was typed.
    if let refusal = unsafe install(expression, on: handle) {
      throw .filter(error(expression, refusal, unsafe LinkType(dataLink: pcap_datalink(handle))))
    }
    guard !options.isExact else { return }
    for candidate in FilterWidening(of: expression).candidates where unsafe install(candidate, on: handle) == nil { return }
  }

  /// Where the mistake is, which libpcap does not tell; some expressions make sense on an interface only.
  private static func error(_ expression: String, _ message: String, _ linkType: LinkType) -> FilterError {
    do {
      _ = try PacketFilter(expression: expression, linkType: linkType, snapshotLength: 0)
      return FilterError(expression: expression, message: message) { _ in nil }
    } catch {
      return error
    }
  }

  /// What libpcap says against an expression; nil where it is in force now.
  private static func install(_ expression: String, on handle: OpaquePointer) -> String? {
    var program = unsafe bpf_program()
    guard unsafe pcap_compile(handle, &program, expression, 1, UInt32.max) == 0 else { return unsafe String(cString: pcap_geterr(handle)) }
    defer { unsafe pcap_freecode(&program) }
    guard unsafe pcap_setfilter(handle, &program) == 0 else { return unsafe String(cString: pcap_geterr(handle)) }
    return nil
  }
}
