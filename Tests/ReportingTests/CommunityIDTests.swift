import Flows
import Testing
import Wire

@testable import Reporting

@Suite("A Community ID")
struct CommunityIDTests {
  /// From the specification's baseline data and Zeek's own tests.
  static let rows: [(Endpoint, Endpoint, String)] = [
    (
      Endpoint(address: .v4(128, 232, 110, 120), port: 34855), Endpoint(address: .v4(66, 35, 250, 204), port: 80),
      "1:LQU9qZlK+B5F3KDmev6m5PMibrg="
    )
  ]

  @Test("is the specification's, in both directions", arguments: rows)
  func known(one: Endpoint, other: Endpoint, text: String) {
    #expect(CommunityID(one, other).text == text)
    #expect(CommunityID(other, one).text == text)
  }

  @Test("takes sixteen octets of an IPv6 address, and goes by the port where the addresses are equal")
  func ordering() {
    let loopback = IPAddress(high: 0, low: 1)
    let low = Endpoint(address: loopback, port: 80)
    let high = Endpoint(address: loopback, port: 50000)
    #expect(CommunityID(low, high).text == CommunityID(high, low).text)
    #expect(CommunityID(low, high).text == "1:Ayh7kPApgQJPWXZwLDVtOMmNo+E=")
  }

  @Test(
    "rests on SHA-1 (RFC 3174, section 7.3)",
    arguments: [
      ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
      ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
      ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
      (String(repeating: "a", count: 1_000), "291e9a6c66994949b57ba5e650361e98fc36b1ba"),
      (String(repeating: "01234567", count: 80), "dea356a2cddd90c7a7ecedc5ebb563934f460452"),
    ])
  func sha1(message: String, digest: String) {
    var text: [UInt8] = []
    for octet in SHA1.digest(of: Array(message.utf8)) { text.write(hexadecimal: UInt32(octet), atLeast: 2) }
    #expect(String(decoding: text, as: UTF8.self) == digest)
  }

  @Test(
    "is written in Base64 (RFC 4648, section 10)",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
  func base64(plain: String, coded: String) {
    var text: [UInt8] = []
    text.write(base64: Array(plain.utf8))
    #expect(String(decoding: text, as: UTF8.self) == coded)
  }
}
