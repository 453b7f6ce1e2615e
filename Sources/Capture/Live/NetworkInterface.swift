import CPcap

/// An interface that libpcap can capture on.
package struct NetworkInterface: Hashable, Sendable {
  /// Its name.
  package var name: String
  /// What libpcap says of it; nil where nothing.
  package var details: String?
  /// Its state in tcpdump's words: `Up`, `Running`, `Loopback`, `Wireless`, `Connected` …
  package var states: [String]

  /// All of them, in the order in which `-i NUMBER` counts them.
  package static func all() throws(LiveError) -> [NetworkInterface] {
    var message = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    var first: UnsafeMutablePointer<pcap_if_t>?
    guard unsafe pcap_findalldevs(&first, &message) == 0 else { throw .other(interface: "interfaces", message: text(message)) }
    defer { unsafe pcap_freealldevs(first) }
    var found: [NetworkInterface] = []
    var next = unsafe first
    while let device = unsafe next {
      if let name = unsafe device.pointee.name {
        let details = unsafe device.pointee.description.map { unsafe String(cString: $0) }
        found.append(unsafe NetworkInterface(name: String(cString: name), details: details, states: states(device.pointee.flags)))
      }
      unsafe next = device.pointee.next
    }
    return found
  }

  /// The name that `-i` means: a name as it is, a number by its place in the list.
  package static func name(of argument: String) throws(LiveError) -> String {
    guard let number = Int(argument) else { return argument }
    let all = try all()
    guard !all.contains(where: { $0.name == argument }) else { return argument }
    guard all.indices.contains(number - 1) else { throw .noSuchNumber(number, count: all.count) }
    return all[number - 1].name
  }

  /// The interface that is captured where none is named: the first that is up, running and no loopback, as tcpdump has it.
  package static func usual() throws(LiveError) -> String {
    let all = try all().filter { !$0.states.contains("Loopback") && $0.name != "any" }
    guard let first = all.first(where: { $0.states.contains("Up") }) ?? all.first else {
      throw .other(interface: "interfaces", message: "none can be captured by this user; try sudo")
    }
    return first.name
  }

  private static func states(_ flags: UInt32) -> [String] {
    var states: [String] = []
    if flags & UInt32(PCAP_IF_UP) != 0 { states.append("Up") }
    if flags & UInt32(PCAP_IF_RUNNING) != 0 { states.append("Running") }
    if flags & UInt32(PCAP_IF_LOOPBACK) != 0 { states.append("Loopback") }
    if flags & UInt32(PCAP_IF_WIRELESS) != 0 { states.append("Wireless") }
    switch flags & UInt32(PCAP_IF_CONNECTION_STATUS) {
    case UInt32(PCAP_IF_CONNECTION_STATUS_CONNECTED): states.append("Connected")
    case UInt32(PCAP_IF_CONNECTION_STATUS_DISCONNECTED): states.append("Disconnected")
    default: break
    }
    return states
  }
}

/// The text in a buffer that libpcap filled.
func text(_ buffer: [CChar]) -> String {
  String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
