import Testing
import Wire

@testable import Capture

@Suite("What a live filter lets in besides")
struct FilterWideningTests {
  @Test(
    "everything of the hosts that the expression names, but not of those that it leaves out",
    arguments: [
      ("port 389", []), ("host 10.0.0.1", ["10.0.0.1"]), ("10.0.0.1 and port 389", ["10.0.0.1"]),
      ("host a or b and port 1", ["a", "b"]), ("src host 10.0.0.1 and dst host 10.0.0.2", ["10.0.0.1", "10.0.0.2"]),
      ("host 2001:db8::1", ["2001:db8::1"]), ("ip host 10.0.0.1 and not host 10.0.0.2", ["10.0.0.1"]),
      ("not (host a or host b) and host c", ["c"]), ("!(10.0.0.1) and 10.0.0.2", ["10.0.0.2"]), ("net 10.0.0.0/8", []),
      ("ether host 02:00:00:00:00:01", []), ("tcp[13] & 4 != 0 and host 10.0.0.1", ["10.0.0.1"]),
      ("port ldap and host gateway-1", ["gateway-1"]),
    ] as [(String, [String])])
  func hosts(expression: String, hosts: [String]) {
    #expect(FilterWidening(of: expression).hosts == hosts)
  }

  @Test("compiles for Ethernet, tagged or not, and for links without tags", arguments: ["port 389", "host 10.0.0.1", "tcp[13] & 4 != 0"])
  func compiles(expression: String) throws {
    for candidate in FilterWidening(of: expression).candidates {
      _ = try PacketFilter(expression: candidate, linkType: .ethernet, snapshotLength: 0)
    }
    let last = try #require(FilterWidening(of: expression).candidates.last)
    _ = try PacketFilter(expression: last, linkType: .raw, snapshotLength: 0)
  }

  @Test("an expression about what only the kernel knows stays as it is", arguments: ["inbound and port 389", "outbound"])
  func passage(expression: String) {
    #expect(FilterWidening(of: expression).candidates == [expression])
    #expect(FilterWidening(of: expression).selections == [])
  }
}
