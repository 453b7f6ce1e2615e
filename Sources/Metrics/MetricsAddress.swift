import NIOCore

/// Where figures are asked for: `127.0.0.1:9469`, `[::1]:9469`, or a port of the loopback address.
package struct MetricsAddress: Hashable, Sendable, CustomStringConvertible {
  private let host: String
  private let port: UInt16

  /// The address that was typed; without a host it is this machine's own. Nil where it is none.
  package init?(_ text: String) {
    let colon = text.lastIndex(of: ":")
    let host = colon.map { String(text[..<$0]) } ?? ""
    guard let port = UInt16(colon.map { text[text.index(after: $0)...] } ?? text[...]), port > 0 else { return nil }
    self.port = port
    self.host = host.isEmpty || host == "localhost" ? "127.0.0.1" : host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    guard (try? socketAddress) != nil else { return nil }
  }

  /// As it is typed.
  package var description: String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  /// The address for a socket; throws where the host is no address.
  var socketAddress: SocketAddress {
    get throws { try SocketAddress(ipAddress: host, port: Int(port)) }
  }
}
