import Testing
import Wire

@Suite("Reading an address")
struct IPAddressReadingTests {
  @Test(
    "What is written is read back",
    arguments: ["0.0.0.0", "255.255.255.255", "100.64.1.90", "::", "::1", "2001:db8::", "2001:db8:0:1:1:1:1:1", "fe80::1:0:0:2"])
  func back(text: String) {
    #expect(IPAddress(text: text)?.description == text)
  }

  @Test(
    "What is none is refused",
    arguments: [
      "", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.-4", "1.2.3.+4", "01234.1.1.1", ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9",
      "1::2::3",
      "12345::", "g::", "::-1", "1:2:3:4:5:6:7:8::", "x",
    ])
  func none(text: String) {
    #expect(IPAddress(text: text) == nil)
  }
}
