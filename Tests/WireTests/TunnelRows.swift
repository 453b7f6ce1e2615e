/// Tunnels, in raw IPv4 packets whose length is left to the frame.
let tunnelRows: [Row] = [
  Row("IP in IP", 101, Part.outer("04") + Part.ipv4, is: Part.segment + " tunnelled"),
  Row("6in4", 101, Part.outer("29") + Part.ipv6, is: Part.segment6 + " tunnelled"),
  Row("GRE", 101, Part.outer("2f") + "0000 0800" + Part.ipv4, is: Part.segment + " tunnelled"),
  Row(
    "GRE, checksum, key, sequence", 101, Part.outer("2f") + "b000 86dd 00000000 00000007 00000001" + Part.ipv6,
    is: Part.segment6 + " tunnelled"),
  Row("GRE, frame", 101, Part.outer("2f") + "2000 6558 00000700" + Part.frame, is: Part.segment + Part.addresses + " tunnelled"),
  Row("GRE, PPTP", 101, Part.outer("2f") + "3081 880b 00300007 00000001 00000002 ff03 0021" + Part.ipv4, is: Part.segment + " tunnelled"),
  Row("GRE, WCCP", 101, Part.outer("2f") + "0000 883e 00000000" + Part.ipv4, is: Part.segment + " tunnelled"),
  Row("GRE, Ethernet over IP", 101, Part.outer("2f") + "2001 6400 00360007" + Part.frame, is: Part.segment + Part.addresses + " tunnelled"),
  Row("GRE, keepalive", 101, Part.outer("2f") + "0000 0000", is: "otherProtocol"),
  Row("ERSPAN I", 101, Part.outer("2f") + "0000 88be" + Part.frame, is: Part.segment + Part.addresses + " tunnelled"),
  Row(
    "ERSPAN II", 101, Part.outer("2f") + "1000 88be 00000001 1005 0001 00000000" + Part.frame,
    is: Part.segment + Part.addresses + " tunnelled"),
  Row(
    "ERSPAN III", 101, Part.outer("2f") + "1000 22eb 00000001 2005 0001 00000000 0000 0000" + Part.frame,
    is: Part.segment + Part.addresses + " tunnelled"),
  Row(
    "ERSPAN III, subheader", 101, Part.outer("2f") + "1000 22eb 00000001 2005 0001 00000000 0000 0001 0000000000000000" + Part.frame,
    is: Part.segment + Part.addresses + " tunnelled"),
  Row("EtherIP", 101, Part.outer("61") + "3000" + Part.frame, is: Part.segment + Part.addresses + " tunnelled"),
  Row("MPLS in IP", 101, Part.outer("89") + "000201ff" + Part.ipv4, is: Part.segment + " tunnelled"),
  Row("VXLAN", 101, datagram("12b5") + "08000000 00000700" + Part.frame, is: Part.segment + Part.addresses + " tunnelled"),
  Row("VXLAN, the old port", 101, datagram("2118") + "08000000 00000700" + Part.frame, is: Part.segment + Part.addresses + " tunnelled"),
  Row("VXLAN, ARP", 101, datagram("12b5") + "08000000 00000700" + Part.ethernet + "0806 0001", is: "otherProtocol"),
  Row("VXLAN, without identifier", 101, datagram("12b5") + "00000000 00000000" + Part.frame, is: "otherProtocol"),
  Row("VXLAN, generic", 101, datagram("12b6") + "0c000001 00000700" + Part.ipv4, is: Part.segment + " tunnelled"),
  Row("GENEVE, frame", 101, datagram("17c1") + "0000 6558 00000700" + Part.frame, is: Part.segment + Part.addresses + " tunnelled"),
  Row("GENEVE, options", 101, datagram("17c1") + "0200 86dd 00000700 0000000000000000" + Part.ipv6, is: Part.segment6 + " tunnelled"),
  Row("GTP", 101, datagram("0868") + "30ff 0028 00000001" + Part.ipv4, is: Part.segment + " tunnelled"),
  Row("GTP, extension header", 101, datagram("0868") + "34ff 0030 00000001 00000085 01000900" + Part.ipv4, is: Part.segment + " tunnelled"),
  Row("GTP, an extension of no length", 101, datagram("0868") + "34ff 0030 00000001 00000085 00000900" + Part.ipv4, is: "otherProtocol"),
  Row("GTP, echo", 101, datagram("0868") + "3201 0004 00000000 00000000", is: "otherProtocol"),
  Row("Teredo", 101, datagram("0dd8") + Part.ipv6, is: Part.segment6 + " tunnelled"),
  Row(
    "Teredo, authentication and origin", 101, datagram("0dd8") + "00010000 0000000000000000 00 0000 0000 00000000" + Part.ipv6,
    is: Part.segment6 + " tunnelled"),
  Row("MPLS in UDP", 101, datagram("19eb") + "000201ff" + Part.ipv4, is: Part.segment + " tunnelled"),
  Row("L2TP", 101, datagram("06a5") + "4802 0000 0001 0002 0000 0000 ff03 0021" + Part.ipv4, is: Part.segment + " tunnelled"),
  Row("sixteen tunnels", 101, String(repeating: Part.outer("04"), count: 16) + Part.ipv4, is: Part.segment + " tunnelled"),
  Row("seventeen tunnels", 101, String(repeating: Part.outer("04"), count: 17) + Part.ipv4, is: "tooDeep"),
]

/// An outer IPv4 packet with UDP to that port.
private func datagram(_ port: String) -> String {
  Part.outer("11") + "c000 \(port) 0000 0000"
}
