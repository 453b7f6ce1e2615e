/// IP headers, raw.
let internetRows: [Row] = [
  Row("IPv4, options", 101, "4600002c 00014000 40060000 0a000001 0a000002 01010100" + Part.tcp, is: Part.segment + " extensions"),
  Row(
    "IPv4, first fragment", 101, "45000028 00012000 40060000 0a000001 0a000002" + Part.tcp,
    is: "10.0.0.1:1234 > 10.0.0.2:80 R. 100:200 win 512 len 0 hops 64 id 1 fragment"),
  Row("IPv4, later fragment", 101, "45000028 00010003 40060000 0a000001 0a000002" + Part.tcp, is: "laterFragment"),
  Row(
    "IPv4, length 0 before offload", 101, "45000000 00014000 40060000 0a000001 0a000002" + Part.tcp + "010203",
    is: "10.0.0.1:1234 > 10.0.0.2:80 R. 100:200 win 512 len 3 hops 64 id 1 DF"),
  Row(
    "IPv4, length 0, cut", 101, "45000000 00014000 40060000 0a000001 0a000002" + Part.tcp, wireLength: 9000,
    is: "10.0.0.1:1234 > 10.0.0.2:80 R. 100:200 win 512 len 8960 hops 64 id 1 DF"),
  Row(
    "IPv4, longer than the frame", 101, "450005dc 00014000 40060000 0a000001 0a000002" + Part.tcp, wireLength: 1500,
    is: "10.0.0.1:1234 > 10.0.0.2:80 R. 100:200 win 512 len 1460 hops 64 id 1 DF"),
  Row(
    "IPv4, type of service", 101, "45b80028 00004000 40060000 0a000001 0a000002" + Part.tcp,
    is: "10.0.0.1:1234 > 10.0.0.2:80 R. 100:200 win 512 len 0 hops 64 tos 184 DF"),
  Row("IPv4, header length below 5", 101, "44000028 00014000 40060000 0a000001 0a000002" + Part.tcp, is: "malformed"),
  Row("IPv4, length below its header", 101, "45000010 00014000 40060000 0a000001 0a000002" + Part.tcp, is: "malformed"),
  Row("IPv4 announced, version 6", Part.ethernet + "0800" + Part.ipv6, is: "malformed"),
  Row("IPv4, UDP", 101, "45000020 00014000 40110000 0a000001 0a000002 0035 0036 000c 0000 00000000", is: "otherProtocol"),
  Row("IPv4, ESP", 101, "45000020 00014000 40320000 0a000001 0a000002 00000001 00000001 00000000", is: "otherProtocol"),
  Row(
    "IPv4, authentication header", 101,
    "45000040 00014000 40330000 0a000001 0a000002 0604 0000 00000001 00000001 000000000000000000000000" + Part.tcp, is: Part.segment),
  Row("authentication header too short", 101, "45000040 00014000 40330000 0a000001 0a000002 0600 0000" + Part.tcp, is: "malformed"),
  Row(
    "IPv6, traffic class", 101, "6b800000" + Part.ipv6.dropFirst(8),
    is: "2001::1:1234 > 2001::2:80 R. 100:200 win 512 len 0 hops 64 tos 184"),
  Row(
    "IPv6, length 0", 101, "60012345 0000" + Part.ipv6.dropFirst(13) + "0102",
    is: "2001::1:1234 > 2001::2:80 R. 100:200 win 512 len 2 hops 64 label 74565"),
  Row(
    "IPv6, hop-by-hop and destination options", 101, extended("0024", "00", "3c00 010400000000 0600 010400000000"),
    is: Part.segment6 + " extensions"),
  Row(
    "IPv6, routing", 101, extended("002c", "2b", "0602 0400 00000000 20010db8000000000000000000000003"), is: Part.segment6 + " extensions"),
  Row(
    "IPv6, first fragment", 101, extended("001c", "2c", "0600 0001 12345678"),
    is: "2001::1:1234 > 2001::2:80 R. 100:200 win 512 len 0 hops 64 id 22136 label 74565 fragment extensions"),
  Row(
    "IPv6, atomic fragment", 101, extended("001c", "2c", "0600 0000 00000007"),
    is: "2001::1:1234 > 2001::2:80 R. 100:200 win 512 len 0 hops 64 id 7 label 74565 extensions"),
  Row("IPv6, later fragment", 101, extended("001c", "2c", "0600 0008 12345678"), is: "laterFragment"),
  Row(
    "IPv6, authentication header", 101, extended("0024", "33", "0602 0000 00000001 00000001 00000000"), is: Part.segment6 + " extensions"),
  Row(
    "IPv6, an IPv4-mapped source", 101, "60012345 0014 06 40 00000000000000000000ffff0a000001 20010db8000000000000000000000002" + Part.tcp,
    is: "malformed"),
  Row(
    "IPv6, an IPv4-mapped destination", 101,
    "60012345 0014 06 40 20010db8000000000000000000000002 00000000000000000000ffff0a000001" + Part.tcp, is: "malformed"),
  Row(
    "IPv6 between two IPv4-mapped addresses", 101,
    "60000000 0014 06 40 00000000000000000000ffff0a000001 00000000000000000000ffff0a000002" + Part.tcp,
    is: "10.0.0.1:1234 > 10.0.0.2:80 R. 100:200 win 512 len 0 hops 64"),
  Row(
    "IPv6, ICMP of IPv4", 101, "60000000 0008 01 40 20010db8000000000000000000000001 20010db8000000000000000000000002 0000 0000 00000000",
    is: "otherProtocol"),
  Row("IPv6, nothing next", 101, extended("0014", "3b", ""), is: "otherProtocol"),
  Row("IPv6, options without end", 101, extended("0400", "00", String(repeating: "0000 010400000000", count: 100)), is: "tooDeep"),
]

/// An IPv6 packet with another payload length and next header, and extension headers before TCP.
private func extended(_ length: String, _ next: String, _ extensions: String) -> String {
  "60012345 \(length) \(next) 40 20010db8000000000000000000000001 20010db8000000000000000000000002" + extensions + Part.tcp
}
