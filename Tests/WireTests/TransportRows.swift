/// TCP headers, in raw IPv4 packets whose length is left to the frame.
let tcpRows: [Row] = [
  tcp(
    "SYN with the options of Linux", "a002 fe88", "020405b4 0402080a 00000001 00000000 01 030307",
    is: "S 100:200 win 65160 len 0", " options 20 mss 1460 scale 7 times 1/0 sackOK sackOK-scale times-scale"),
  tcp(
    "SYN with the options of Windows", "8002 fa00", "020405b4 01 030308 01010402", is: "S 100:200 win 64000 len 0",
    " options 12 mss 1460 scale 8 sackOK"),
  tcp(
    "SYN with the options of OpenBSD", "b002 4000", "020405b4 01010402 01 030303 0101080a 00000001 00000000",
    is: "S 100:200 win 16384 len 0", " options 24 mss 1460 scale 3 times 1/0 sackOK sackOK-scale"),
  tcp("timestamps as usual", "8010 0200", "0101080a 00000001 00000002", is: ". 100:200 win 512 len 0", " options 12 times 1/2"),
  tcp(
    "timestamps, and a payload", "8018 0200", "0101080a 00000001 00000002 aabbcc", is: "P. 100:200 win 512 len 3", " options 12 times 1/2"),
  tcp(
    "SACK", "b010 0200", "0101080a 00000001 00000002 0101050a 00000001 00000002", is: ". 100:200 win 512 len 0",
    " options 24 times 1/2 sack"),
  tcp(
    "authentication", "a010 0200", "1312 00000000000000000000000000000000 0000", is: ". 100:200 win 512 len 0", " options 20 authentication"
  ),
  tcp("multipath", "8010 0200", "1e0c 0081 0000000000000000", is: ". 100:200 win 512 len 0", " options 12 multipath"),
  tcp("fast open", "7002 0200", "2206 01020304 0000", is: "S 100:200 win 512 len 0", " options 8 fastOpen"),
  tcp("a kind of its own", "6002 0200", "fd04 1234", is: "S 100:200 win 512 len 0", " options 4 other"),
  tcp(
    "an option that ends behind the header", "6002 0200", "0204 05b4".replacing("04", with: "08"), is: "S 100:200 win 512 len 0",
    " options 4 damaged"),
  tcp("an option of length 0", "6002 0200", "0200 05b4", is: "S 100:200 win 512 len 0", " options 4 damaged"),
  tcp("an option of a length not its own", "6002 0200", "0303 0702", is: "S 100:200 win 512 len 0", " options 4 scale 7 damaged"),
  tcp("a window scale of the wrong length", "6002 0200", "0304 0700", is: "S 100:200 win 512 len 0", " options 4 damaged"),
  tcp("end of options, then anything", "6002 0200", "00ffffff", is: "S 100:200 win 512 len 0", " options 4"),
  tcp("all control bits", "51ff 0200", "", is: "FSRP.UEWe 100:200 win 512 len 0", ""),
  tcp("the reserved bits do not count", "5e04 0200", "", is: "R 100:200 win 512 len 0", ""),
  tcp("data offset below 5", "4014 0200", "", is: nil, "malformed"),
  tcp("data offset behind the packet", "8014 0200", "01010101", is: "R. 100:200 win 512 len 0", " damaged"),
  Row(
    "captured up to the control bits", 101, String(Part.ipv4.replacing(" ", with: "").prefix(68)), wireLength: 40,
    is: "10.0.0.1:1234 > 10.0.0.2:80 R. 100:200 win 0 len 0 hops 64 id 1 DF"),
  Row("captured up to half the control bits", 101, String(Part.ipv4.replacing(" ", with: "").prefix(66)), wireLength: 40, is: "truncated"),
  Row("a packet that ends in the TCP header", 101, "45000020 00014000 40060000 0a000001 0a000002" + Part.tcp, is: "malformed"),
  Row(
    "options cut by the capture", 101,
    "4500003c 00014000 40060000 0a000001 0a000002 04d2 0050 00000064 000000c8 a002 0200 0000 0000 020405b4 0402",
    wireLength: 60, is: "10.0.0.1:1234 > 10.0.0.2:80 S 100:200 win 512 len 0 hops 64 id 1 DF options 20 mss 1460 sackOK damaged"),
]

/// A row of TCP: offset, flags and window; then the options.
private func tcp(_ name: String, _ fields: String, _ options: String, is segment: String?, _ rest: String) -> Row {
  Row(
    name, 101, "45000000 00014000 40060000 0a000001 0a000002 04d2 0050 00000064 000000c8 \(fields) 0000 0000 \(options)",
    is: segment.map { "10.0.0.1:1234 > 10.0.0.2:80 \($0) hops 64 id 1 DF\(rest)" } ?? rest)
}

private let refusal = "45000000 00000000 ff010000 c0000201 0a000001"
private let refusal6 = "60000000 00003aff 20010db8000000000000000000000009 20010db8000000000000000000000001"
private let quote = "quotes 10.0.0.1:1234 > 10.0.0.2:80"
private let quote6 = "quotes 2001::1:1234 > 2001::2:80"
/// The eight octets of TCP that must be quoted.
private let ports = "04d2 0050 00000064"

/// ICMP and ICMPv6, raw.
let controlRows: [Row] = [
  Row(
    "administratively prohibited", 101, refusal + "030d 0000 00000000" + Part.ipv4,
    is: "192.0.2.1 > 10.0.0.1 type 3 code 13 \(quote) R. 100 hops 64 id 1 DF"),
  Row(
    "time exceeded, 8 octets quoted", 101, refusal + "0b00 0000 00000000 45000028 00014000 01060000 0a000001 0a000002" + ports,
    is: "192.0.2.1 > 10.0.0.1 type 11 code 0 \(quote) ? 100 hops 1 id 1 DF"),
  Row(
    "the quote has options", 101, refusal + "0301 0000 00000000 4600002c 00014000 01060000 0a000001 0a000002 01010100" + ports,
    is: "192.0.2.1 > 10.0.0.1 type 3 code 1 \(quote) ? 100 hops 1 id 1 DF extensions"),
  Row(
    "the quoted length lacks the header", 101, refusal + "0b00 0000 00000000 45000014 00014000 01060000 0a000001 0a000002" + Part.tcp,
    is: "192.0.2.1 > 10.0.0.1 type 11 code 0 \(quote) ? 100 hops 1 id 1 DF"),
  Row(
    "7 octets quoted: the ports tell the flow", 101,
    refusal + "0b00 0000 00000000 45000028 00014000 01060000 0a000001 0a000002 04d20050000000",
    is: "192.0.2.1 > 10.0.0.1 type 11 code 0 \(quote) ? ? hops 1 id 1 DF"),
  Row(
    "the quote is cut after the ports", 101, refusal + "0b00 0000 00000000 45000028 00014000 01060000 0a000001 0a000002 04d20050",
    wireLength: 56, is: "192.0.2.1 > 10.0.0.1 type 11 code 0 \(quote) ? ? hops 1 id 1 DF"),
  Row(
    "the quote is cut in the ports", 101, refusal + "0b00 0000 00000000 45000028 00014000 01060000 0a000001 0a000002 04d200",
    wireLength: 56, is: "truncated"),
  Row(
    "source quench", 101, refusal + "0400 0000 00000000" + Part.ipv4,
    is: "192.0.2.1 > 10.0.0.1 type 4 code 0 \(quote) R. 100 hops 64 id 1 DF"),
  Row(
    "parameter problem", 101, refusal + "0c00 0000 00000000" + Part.ipv4,
    is: "192.0.2.1 > 10.0.0.1 type 12 code 0 \(quote) R. 100 hops 64 id 1 DF"),
  Row("redirect", 101, refusal + "0500 0000 00000000" + Part.ipv4, is: "otherProtocol"),
  Row("UDP quoted", 101, refusal + "0303 0000 00000000 45000028 00014000 40110000 0a000001 0a000002" + ports, is: "otherProtocol"),
  Row("a tunnel quoted", 101, refusal + "0303 0000 00000000" + Part.outer("04") + Part.ipv4, is: "otherProtocol"),
  Row(
    "a later fragment quoted", 101, refusal + "0b01 0000 00000000 45000028 00010003 40060000 0a000001 0a000002" + ports, is: "laterFragment"
  ),
  Row("echo reply", 101, refusal + "0000 0000 00010001", is: "echo reply 192.0.2.1 > 10.0.0.1 hops 255"),
  Row("echo request", 101, refusal + "0800 0000 00010001", is: "otherProtocol"),
  Row(
    "ICMPv6, no route", 101, refusal6 + "0100 0000 00000000" + Part.ipv6,
    is: "2001::9 > 2001::1 type 1 code 0 \(quote6) R. 100 hops 64 label 74565"),
  Row(
    "ICMPv6, hop limit exceeded, fragment quoted", 101,
    refusal6 + "0300 0000 00000000 60000000 00142c01 20010db8000000000000000000000001 20010db8000000000000000000000002 0600 0001 00000007"
      + ports,
    is: "2001::9 > 2001::1 type 3 code 0 \(quote6) ? 100 hops 1 id 7 fragment extensions"),
  Row("ICMPv6, echo reply", 101, refusal6 + "8100 0000 00010001", is: "echo reply 2001::9 > 2001::1 hops 255"),
  Row("ICMPv6, neighbour solicitation", 101, refusal6 + "8700 0000 00000000", is: "otherProtocol"),
]
