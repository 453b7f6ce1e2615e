import Testing
import Wire

@Suite("An address as text")
struct IPAddressTextTests {
  @Test(
    "is dotted for IPv4",
    arguments: [
      (0x0000_0000, "0.0.0.0"), (0x0a01_0114, "10.1.1.20"), (0x6440_015a, "100.64.1.90"), (0xffff_ffff, "255.255.255.255"),
    ] as [(UInt32, String)])
  func dotted(number: UInt32, text: String) {
    #expect(IPAddress(v4: number).description == text)
  }

  @Test(
    "is canonical for IPv6 (RFC 5952)",
    arguments: [
      (0, 0, "::"),
      (0, 1, "::1"),
      (0x2001_0db8_0000_0000, 0x0000_0000_0000_0001, "2001:db8::1"),
      (0x2001_0db8_0000_0000, 0x0000_0000_0002_0001, "2001:db8::2:1"),
      (0x2001_0db8_0000_0001, 0x0001_0001_0001_0001, "2001:db8:0:1:1:1:1:1"),
      (0x2001_0000_0000_0001, 0x0000_0000_0000_0001, "2001:0:0:1::1"),
      (0x2001_0db8_0000_0000, 0x0001_0000_0000_0001, "2001:db8::1:0:0:1"),
      (0x2001_0db8_aaaa_bbbb, 0xcccc_dddd_eeee_0001, "2001:db8:aaaa:bbbb:cccc:dddd:eeee:1"),
      (0xfe80_0000_0000_0000, 0x0000_0000_0000_0000, "fe80::"),
      (0x0000_0000_0000_0001, 0xabcd_0000_0000_0000, "::1:abcd:0:0:0"),
      (0x0001_0002_0003_0004, 0x0005_0006_0007_0000, "1:2:3:4:5:6:7:0"),
      (0x0000_0000_0003_0004, 0x0005_0006_0000_0000, "::3:4:5:6:0:0"),
    ] as [(UInt64, UInt64, String)])
  func canonical(high: UInt64, low: UInt64, text: String) {
    #expect(IPAddress(high: high, low: low).description == text)
  }
}
