import Foundation

/// A segment of IPv4 without data in an Ethernet frame with VLAN tags, for kernels that have no VLAN interfaces. Checksums are left out:
/// nobody looks at them.
struct TaggedFrame {
  /// The last octet of the address, and the port.
  var from: (host: UInt8, port: UInt16)
  var to: (host: UInt8, port: UInt16)
  var flags: UInt8

  /// The frame with that many tags, the outermost first.
  func bytes(tags: Int) -> [UInt8] {
    var bytes: [UInt8] = Array(repeating: 0xff, count: 6) + [2, 0, 0, 0, 0, from.host]
    for tag in 0..<tags { bytes += [0x81, 0x00, 0, UInt8(100 + tag)] }
    bytes += [0x08, 0x00, 0x45, 0, 0, 40, 0, 0, 0x40, 0, 64, 6, 0, 0, 10, 9, 0, from.host, 10, 9, 0, to.host]
    for port in [from.port, to.port] { bytes += [UInt8(port >> 8), UInt8(port & 0xff)] }
    let acknowledgment: [UInt8] = flags & 0x10 == 0 ? [0, 0, 0, 0] : [0, 0, 0, 2]
    // Both ends begin at 1; a reset that answers a SYN has the number 0.
    let sequence: [UInt8] = flags & 0x04 == 0 ? [0, 0, 0, 1] : [0, 0, 0, 0]
    return bytes + sequence + acknowledgment + [0x50, flags, flags & 0x04 == 0 ? 0xff : 0, 0, 0, 0, 0, 0]
  }
}

extension LabHost {
  /// Sends a frame as it is.
  func send(_ frame: [UInt8], on interface: String) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(frame).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try shell("socat -u FILE:\(file.path) INTERFACE:\(interface)")
  }
}
