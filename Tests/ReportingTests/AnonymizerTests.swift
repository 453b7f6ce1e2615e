import Testing
import Wire

@testable import Reporting

@Suite("Pseudonyms of addresses")
struct AnonymizerTests {
  @Test("keep prefixes in common, and nothing more")
  func prefixes() {
    var anonymize = Anonymizer(key: [1, 2, 3])
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<50 {
      let first = UInt32.random(in: .min ... .max, using: &generator)
      let second =
        first ^ (UInt32.max >> UInt32.random(in: 0..<32, using: &generator)) & UInt32.random(in: .min ... .max, using: &generator)
      let (one, other) = (anonymize(IPAddress(v4: first)), anonymize(IPAddress(v4: second)))
      #expect(one.isV4 && other.isV4)
      #expect((one.v4 ^ other.v4).leadingZeroBitCount == (first ^ second).leadingZeroBitCount)
    }
    let site = IPAddress(high: 0x2001_0db8_0000_0001, low: 0)
    for bit in UInt64(0)..<64 {
      let pseudonyms = (anonymize(site), anonymize(IPAddress(high: site.high, low: 1 << bit)))
      #expect(pseudonyms.0.high == pseudonyms.1.high)
      #expect((pseudonyms.0.low ^ pseudonyms.1.low).leadingZeroBitCount == 63 - Int(bit))
    }
  }

  @Test("leave private addresses private, and make no others so", arguments: [UInt8(1), 2, 3, 4, 5])
  func privateAddresses(key: UInt8) {
    var anonymize = Anonymizer(key: [key])
    let own: [IPAddress] = [
      .v4(10, 1, 1, 20), .v4(172, 16, 3, 4), .v4(172, 31, 3, 4), .v4(192, 168, 0, 1), .v4(169, 254, 1, 1), .v4(127, 0, 0, 1),
    ]
    for address in own { #expect(anonymize(address).isPrivateV4 && address.isPrivateV4) }
    let others: [IPAddress] = [
      .v4(11, 1, 1, 20), .v4(172, 32, 3, 4), .v4(172, 15, 3, 4), .v4(192, 169, 0, 1), .v4(100, 64, 1, 1), .v4(8, 8, 8, 8),
    ]
    for address in others { #expect(!anonymize(address).isPrivateV4 && !address.isPrivateV4) }
    #expect(anonymize(.v4(10, 1, 1, 20)) != .v4(10, 1, 1, 20))
  }

  @Test("depend on the key and on nothing else")
  func keys() {
    var (one, same, other) = (Anonymizer(key: [1]), Anonymizer(key: [1]), Anonymizer(key: [2]))
    let address = IPAddress.v4(10, 1, 1, 20)
    #expect(one(address) == same(address))
    #expect(one(address) != other(address))
    #expect(one(.v4(10, 1, 1, 20)) != one(.v4(10, 1, 1, 21)))
  }
}
