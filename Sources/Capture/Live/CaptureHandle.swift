import CPcap
import Wire

/// One interface that is being captured, by libpcap: on Linux a ring that the kernel fills (TPACKET_V3).
@safe
final class CaptureHandle {
  /// How long a frame waits in the kernel at most before it is handed over, in milliseconds.
  static let handOver: Int32 = 100

  /// The name of the interface.
  let name: String
  /// How its frames begin.
  let linkType: LinkType
  /// How many bytes of a frame are kept.
  let snapshotLength: UInt32
  /// What poll(2) waits on.
  let descriptor: Int32
  /// How many nanoseconds apart two times can be at least.
  let nanosecondsPerTick: Int64
  private let handle: OpaquePointer
  private var counted = LiveStatistics()
  private var lastReading = pcap_stat()
  private var lent = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)

  /// What asking for the next frame gives.
  enum Answer {
    /// A frame, whose bytes `frame` holds until the next is asked for.
    case frame
    /// None now.
    case nothing
    /// None any more, and why.
    case failed(String)
  }

  /// Opens the interface and begins to capture.
  init(opening name: String, _ options: LiveOptions) throws(LiveError) {
    self.name = name
    unsafe handle = try Self.activate(name, options)
    do {
      try unsafe Self.choose(options.linkTypeName, on: handle, name)
      try unsafe KernelFilter.install(on: handle, options)
      try unsafe Self.makeNonblocking(handle, name)
    } catch {
      unsafe pcap_close(handle)
      throw error
    }
    linkType = unsafe LinkType(dataLink: pcap_datalink(handle))
    snapshotLength = unsafe UInt32(clamping: pcap_snapshot(handle))
    descriptor = unsafe pcap_get_selectable_fd(handle)
    nanosecondsPerTick = unsafe pcap_get_tstamp_precision(handle) == PCAP_TSTAMP_PRECISION_NANO ? 1 : 1_000
  }

  deinit {
    unsafe pcap_close(handle)
  }

  /// The bytes of the frame last asked for; libpcap keeps them until the next call.
  var frame: UnsafeBufferPointer<UInt8> { unsafe lent }

  /// Asks for the next frame, without waiting.
  func next(_ header: inout FrameHeader) -> Answer {
    var found: UnsafeMutablePointer<pcap_pkthdr>?
    var bytes: UnsafePointer<UInt8>?
    let answer = unsafe pcap_next_ex(handle, &found, &bytes)
    guard answer == 1, let found = unsafe found else {
      unsafe lent = UnsafeBufferPointer(start: nil, count: 0)
      return answer < 0 ? .failed(unsafe String(cString: pcap_geterr(handle))) : .nothing
    }
    let seconds = unsafe Int64(found.pointee.ts.tv_sec)
    let fraction = unsafe Int64(found.pointee.ts.tv_usec)
    header.time = Timestamp(nanoseconds: seconds &* 1_000_000_000 &+ fraction &* nanosecondsPerTick)
    header.capturedLength = unsafe found.pointee.caplen
    header.originalLength = unsafe found.pointee.len
    header.linkType = linkType
    // libpcap vouches for that many bytes.
    unsafe lent = UnsafeBufferPointer(start: bytes, count: Int(found.pointee.caplen))
    return .frame
  }

  /// What was counted so far. libpcap counts in 32 bits, which last for hours; asked now and then, this counts on.
  var statistics: LiveStatistics {
    var reading = pcap_stat()
    guard unsafe pcap_stats(handle, &reading) == 0 else { return counted }
    counted.received &+= UInt64(reading.ps_recv &- lastReading.ps_recv)
    counted.droppedByKernel &+= UInt64(reading.ps_drop &- lastReading.ps_drop)
    counted.droppedByInterface &+= UInt64(reading.ps_ifdrop &- lastReading.ps_ifdrop)
    lastReading = reading
    return counted
  }

  /// The link types that an interface has, by libpcap's names, the usual one first (`-L`).
  static func linkTypes(of name: String, _ options: LiveOptions) throws(LiveError) -> [(name: String, meaning: String)] {
    let handle = try unsafe activate(name, options)
    defer { unsafe pcap_close(handle) }
    return unsafe linkTypes(of: handle).map { (Self.name(of: $0), Self.meaning(of: $0)) }
  }

  private static func activate(_ name: String, _ options: LiveOptions) throws(LiveError) -> OpaquePointer {
    var message = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    guard let handle = unsafe pcap_create(name, &message) else { throw .other(interface: name, message: text(message)) }
    _ = unsafe pcap_set_snaplen(handle, Int32(clamping: options.snapshotLength))
    _ = unsafe pcap_set_promisc(handle, options.isPromiscuous ? 1 : 0)
    _ = unsafe pcap_set_timeout(handle, handOver)
    _ = unsafe pcap_set_buffer_size(handle, Int32(clamping: Int64(options.bufferKiB) * 1_024))
    // Refused where there are only microseconds, which is no harm.
    _ = unsafe pcap_set_tstamp_precision(handle, PCAP_TSTAMP_PRECISION_NANO)
    let status = unsafe pcap_activate(handle)
    guard status < 0 else { return unsafe handle }
    let reason = unsafe String(cString: pcap_geterr(handle))
    unsafe pcap_close(handle)
    switch status {
    case PCAP_ERROR_PERM_DENIED, PCAP_ERROR_PROMISC_PERM_DENIED: throw .notPermitted(interface: name)
    case PCAP_ERROR_NO_SUCH_DEVICE: throw .noSuchInterface(name, others: ((try? NetworkInterface.all()) ?? []).map(\.name))
    case PCAP_ERROR_IFACE_NOT_UP: throw .notUp(interface: name)
    default: throw .other(interface: name, message: reason.isEmpty ? unsafe String(cString: pcap_statustostr(status)) : reason)
    }
  }

  /// Sets the link type asked for; for `any` without a wish the second version of the cooked header, which tells the interface.
  private static func choose(_ wish: String?, on handle: OpaquePointer, _ interface: String) throws(LiveError) {
    guard let wish else {
      if interface == "any" { _ = unsafe pcap_set_datalink(handle, DLT_LINUX_SLL2) }
      return
    }
    let dataLink = unsafe pcap_datalink_name_to_val(wish)
    guard dataLink >= 0 else { throw .unknownLinkType(wish) }
    guard unsafe pcap_set_datalink(handle, dataLink) == 0 else {
      throw .otherLinkType(wish, interface: interface, has: unsafe linkTypes(of: handle).map { Self.name(of: $0) })
    }
  }

  private static func makeNonblocking(_ handle: OpaquePointer, _ interface: String) throws(LiveError) {
    var message = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    guard unsafe pcap_setnonblock(handle, 1, &message) == 0 else { throw .other(interface: interface, message: text(message)) }
  }

  private static func linkTypes(of handle: OpaquePointer) -> [Int32] {
    var list: UnsafeMutablePointer<Int32>?
    let count = unsafe pcap_list_datalinks(handle, &list)
    guard count > 0, let list = unsafe list else { return [] }
    defer { unsafe pcap_free_datalinks(list) }
    return unsafe Array(UnsafeBufferPointer(start: list, count: Int(count)))
  }

  private static func name(of dataLink: Int32) -> String {
    unsafe pcap_datalink_val_to_name(dataLink).map { unsafe String(cString: $0) } ?? "\(dataLink)"
  }

  private static func meaning(of dataLink: Int32) -> String {
    unsafe pcap_datalink_val_to_description(dataLink).map { unsafe String(cString: $0) } ?? ""
  }
}

extension LinkType {
  /// The link type that libpcap knows by that DLT number: the same but for a few that differ between systems (pcap-linktype(7)).
  init(dataLink: Int32) {
    switch dataLink {
    case DLT_ATM_RFC1483: self.init(rawValue: 100)
    case DLT_RAW: self = .raw
    case DLT_SLIP_BSDOS: self.init(rawValue: 102)
    case DLT_PPP_BSDOS: self.init(rawValue: 103)
    case DLT_ATM_CLIP: self.init(rawValue: 106)
    default: self.init(rawValue: UInt16(truncatingIfNeeded: dataLink))
    }
  }
}
