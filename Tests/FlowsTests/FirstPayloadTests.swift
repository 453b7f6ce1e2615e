import TestSupport
import Testing
import Wire

@testable import Flows

/// The names in a client's first payload.
struct FirstPayloadTests {
  @Test("A TLS ClientHello gives its server name")
  func clientHello() throws {
    let payload = try #require(firstPayload(of: clientHelloBytes(serverName: "ldap.example")))
    #expect(payload.kind == .tlsClientHello)
    #expect(payload.name == Array("ldap.example".utf8))
  }

  @Test(
    "An HTTP request gives its Host, however it is spelt", arguments: ["Host: a.example", "hOST:a.example", "X: y\r\nHOST:   a.example"])
  func request(header: String) throws {
    let payload = try #require(firstPayload(of: Array("GET / HTTP/1.1\r\n\(header)\r\n\r\n".utf8)))
    #expect(payload.kind == .httpRequest)
    #expect(payload.name == Array("a.example".utf8))
  }

  @Test(
    "What is neither, or names nobody, gives no name",
    arguments: ["SSH-2.0-x", "GETTING Host: x\r\n", "", "G", "GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nHost: \r\n"])
  func nameless(text: String) {
    #expect(firstPayload(of: Array(text.utf8))?.name == nil)
  }

  @Test(
    "Every method is recognised, and its first octet may begin what is",
    arguments: ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "PATCH"])
  func methods(method: String) throws {
    let octets = Array("\(method) / HTTP/1.1\r\nHost: a.example\r\n\r\n".utf8)
    #expect(FirstPayload.mayBegin(with: octets[0]))
    #expect(firstPayload(of: octets)?.kind == .httpRequest)
  }

  @Test("A ClientHello begins with what may begin one, and most octets begin nothing")
  func firstOctets() {
    #expect(FirstPayload.mayBegin(with: clientHelloBytes(serverName: "a.example")[0]))
    #expect((UInt8.min ... .max).filter { FirstPayload.mayBegin(with: $0) }.count == 15)
  }

  @Test("A payload cut at any length never traps, and gives the whole name or none")
  func cut() {
    let samples = [clientHelloBytes(serverName: "ldap.example"), Array("POST /x HTTP/1.1\r\nA: b\r\nHost: ldap.example\r\n\r\n".utf8)]
    for sample in samples {
      for length in 0...sample.count {
        guard let name = firstPayload(of: Array(sample[..<length]))?.name else { continue }
        // A Host that the snapshot length cut is a part of the name; that of a ClientHello has its length before it.
        #expect("ldap.example".utf8.starts(with: name))
        if sample[0] == 22 { #expect(name.count == 12) }
      }
    }
  }

  @Test("Fields of a ClientHello that claim any length never trap")
  func lyingLengths() {
    let sample = clientHelloBytes(serverName: "ldap.example")
    for place in sample.indices {
      for value: UInt8 in [0, 1, 0x7f, 0xff] {
        var bytes = sample
        bytes[place] = value
        #expect((firstPayload(of: bytes)?.name?.count ?? 0) <= 255)
      }
    }
  }

  @Test("A name is kept to 255 bytes", arguments: [254, 255, 256, 4000])
  func longNames(length: Int) {
    let name = String(repeating: "n", count: length)
    #expect(firstPayload(of: clientHelloBytes(serverName: name))?.name?.count == min(length, 255))
    #expect(firstPayload(of: Array("GET / HTTP/1.1\r\nHost: \(name)\r\n".utf8))?.name?.count == min(length, 255))
  }

  @Test("A payload that claims to lie outside the frame is not read")
  func outside() {
    let payload = PayloadPlace(
      sequence: SequenceNumber(0), length: .max, offset: Int(UInt32.max), captured: Int(UInt32.max), optionsLength: 0)
    #expect(FirstPayload(payload, in: [UInt8](repeating: 22, count: 64).span) == nil)
  }

  @Test("The tracker keeps the client's name with the flow")
  func inAFlow() throws {
    let trace = try Trace(
      "0 C > S S\n0.1 S > C SA\n0.1 C > S A\n0.2 C > S PA payload hello\n0.3 S > C RA",
      payloads: ["hello": clientHelloBytes(serverName: "ldap.example")])
    #expect(trace.followed().endings[0].reset?.firstPayload?.name == Array("ldap.example".utf8))
  }

  @Test("A ClientHello cut over two segments is joined")
  func joined() throws {
    let hello = clientHelloBytes(serverName: "ldap.example")
    let trace = try Trace(
      "0 C > S S\n0.1 S > C SA\n0.1 C > S A\n0.2 C > S A payload first\n0.2 C > S PA payload second\n0.3 S > C RA",
      payloads: ["first": Array(hello.prefix(70)), "second": Array(hello.dropFirst(70))])
    #expect(trace.followed().endings[0].reset?.firstPayload?.name == Array("ldap.example".utf8))
  }

  private func firstPayload(of bytes: [UInt8]) -> FirstPayload? {
    let length = bytes.count
    let payload = PayloadPlace(sequence: SequenceNumber(0), length: UInt32(length), offset: 0, captured: length, optionsLength: 0)
    return FirstPayload(payload, in: bytes.span)
  }
}

extension Segment {
  /// A segment between no ends.
  static var empty: Segment {
    let nobody = IPAddress(v4: 0)
    return Segment(ip: InternetLayer(source: nobody, destination: nobody), link: LinkLayer(), sourcePort: 1, destinationPort: 2)
  }
}

/// A ClientHello in its record (RFC 8446, sections 4.1.2 and 5.1): one cipher suite, an extension without use here, and the server name.
func clientHelloBytes(serverName: String) -> [UInt8] {
  let name = Array(serverName.utf8)
  let entry = [0] + counted(name, width: 2)
  let extensions = [0, 23, 0, 0] + [0, 0] + counted(counted(entry, width: 2), width: 2)
  let random = [UInt8](repeating: 7, count: 32)
  let hello =
    [3, 3] + random + counted([1, 2, 3], width: 1) + counted([0x13, 0x01], width: 2) + counted([0], width: 1)
    + counted(extensions, width: 2)
  return [22, 3, 1] + counted([1] + counted(hello, width: 3), width: 2)
}

/// The bytes behind their big-endian count.
private func counted(_ bytes: [UInt8], width: Int) -> [UInt8] {
  (0..<width).reversed().map { UInt8(truncatingIfNeeded: bytes.count >> ($0 * 8)) } + bytes
}
