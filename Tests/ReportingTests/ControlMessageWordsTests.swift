import Flows
import Testing
import Wire

@testable import Reporting

@Suite("An ICMP error in tcpdump's words")
struct ControlMessageWordsTests {
  @Test(
    "is tcpdump's for IPv4",
    arguments: [
      (3, 0, "ICMP net 100.64.1.90 unreachable"), (3, 1, "ICMP host 100.64.1.90 unreachable"),
      (3, 2, "ICMP 100.64.1.90 protocol 6 unreachable"), (3, 3, "ICMP 100.64.1.90 tcp port 389 unreachable"),
      (3, 5, "ICMP 100.64.1.90 unreachable - source route failed"), (3, 6, "ICMP net 100.64.1.90 unreachable - unknown"),
      (3, 7, "ICMP host 100.64.1.90 unreachable - unknown"), (3, 8, "ICMP 100.64.1.90 unreachable - source host isolated"),
      (3, 9, "ICMP net 100.64.1.90 unreachable - admin prohibited"), (3, 10, "ICMP host 100.64.1.90 unreachable - admin prohibited"),
      (3, 11, "ICMP net 100.64.1.90 unreachable - tos prohibited"), (3, 12, "ICMP host 100.64.1.90 unreachable - tos prohibited"),
      (3, 13, "ICMP host 100.64.1.90 unreachable - admin prohibited filter"),
      (3, 14, "ICMP host 100.64.1.90 unreachable - host precedence violation"),
      (3, 15, "ICMP host 100.64.1.90 unreachable - precedence cutoff"), (3, 16, "ICMP 100.64.1.90 unreachable - #16"),
      (11, 0, "ICMP time exceeded in-transit"), (11, 1, "ICMP ip reassembly time exceeded"), (11, 2, "ICMP time exceeded-#2"),
      (12, 1, "ICMP parameter problem - code 1"), (4, 0, "ICMP source quench"),
    ] as [(UInt8, UInt8, String)])
  func version4(type: UInt8, code: UInt8, text: String) {
    let target = Endpoint(address: .v4(100, 64, 1, 90), port: 389)
    #expect(words(type, code, from: .v4(172, 31, 92, 2), about: target) == text)
  }

  @Test(
    "is tcpdump's for IPv6",
    arguments: [
      (1, 0, "ICMP6, destination unreachable, unreachable route 2001:db8::2"),
      (1, 3, "ICMP6, destination unreachable, unreachable address 2001:db8::2"),
      (1, 4, "ICMP6, destination unreachable, unreachable port, 2001:db8::2 tcp port 389"),
      (1, 8, "ICMP6, destination unreachable, unknown unreach code (8)"),
      (2, 0, "ICMP6, packet too big"), (3, 0, "ICMP6, time exceeded in-transit for 2001:db8::2"),
      (3, 1, "ICMP6, time exceeded in-transit (reassembly)"), (3, 2, "ICMP6, time exceeded in-transit, unknown code (2)"),
    ] as [(UInt8, UInt8, String)])
  func version6(type: UInt8, code: UInt8, text: String) {
    let target = Endpoint(address: IPAddress(high: 0x2001_0db8_0000_0000, low: 2), port: 389)
    #expect(words(type, code, from: IPAddress(high: 0x2001_0db8_0000_0000, low: 254), about: target) == text)
  }

  @Test("has words for every type and code")
  func every() {
    for type in UInt8.min...UInt8.max {
      for code in UInt8.min...UInt8.max {
        let about = Endpoint(address: .v4(1, 2, 3, 4), port: 5)
        #expect(words(type, code, from: .v4(1, 2, 3, 4), about: about).hasPrefix("ICMP "))
        #expect(words(type, code, from: IPAddress(high: 1, low: 1), about: about).hasPrefix("ICMP6, "))
      }
    }
  }

  private func words(_ type: UInt8, _ code: UInt8, from sender: IPAddress, about target: Endpoint) -> String {
    ControlMessageWords(message(type, code, from: sender, about: target)).text
  }
}
