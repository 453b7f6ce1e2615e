import FlyingSocks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

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

  var socketAddress: any SocketAddress {
    get throws {
      host.contains(":") ? try sockaddr_in6.inet6(ip6: host, port: port) : try sockaddr_in.inet(ip4: host, port: port)
    }
  }
}
