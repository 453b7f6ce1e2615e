import Diagnosis
import Flows
import TestSupport
import Testing

struct NextStepTests {
  /// A trace, and the command that would settle what its last flow leaves open.
  struct Row: Sendable {
    var trace: String
    var command: String
  }

  private static let rows = [
    // A device, in the server's name and in the client's: a capture where the reset claims to come from.
    Row(
      trace: opening + "1 C > S PA len 100 win 9000\n1.0004 S > C RA win 9000\n1.013 S > C A\n1.02 S > C PA len 9",
      command: "sudo tcpdump -ni any -w server.pcap tcp port 389"),
    Row(
      trace: openingAtServer + "1 S > C PA len 9\n1.03 C > S PA len 9\n2 S > C PA len 9\n2.03 C > S PA len 9\n7 C > S R ttl 60",
      command: "sudo tcpdump -ni any -w client.pcap tcp port 389"),
    // The server refuses by itself.
    Row(trace: opening + "1 C > S:25 S\n1.0121 S:25 > C RA seq =0", command: "ss -ltnp 'sport = :25'"),
    // Within one machine nothing can stand between.
    Row(
      trace: "C is 127.0.0.1\nS is 127.0.0.1 ttl 64\n" + opening + "2 C > S RA",
      command: "sudo bpftrace -e 'tracepoint:tcp:tcp_send_reset /args.sport == 389 || args.dport == 389/ { print(comm) }'"),
    // Nothing of the server to compare with.
    Row(trace: "0 C > S S\n1 S > C RA seq =0", command: "sudo tcpdump -ni any -w again.pcap 'host 100.64.1.90 and (tcp or icmp or icmp6)'"),
    Row(
      trace: "v6\n0 C > S S\n1 S > C RA seq =0",
      command: "sudo tcpdump -ni any -w again.pcap 'host 2001:db8:0:2::90 and (tcp or icmp or icmp6)'"),
    // Refused with ICMP by a gateway, and by the server from elsewhere; not answered.
    Row(trace: "0 C > S S\n0.02 icmp 3/13 from 172.31.92.2 about C > S S", command: "sudo traceroute -n -T -p 389 100.64.1.90"),
    Row(
      trace: "0 C > S S\n0.02 icmp 3/13 from S about C > S S",
      command: "sudo tcpdump -ni any -w server.pcap 'tcp port 389 or icmp or icmp6'"),
    Row(trace: "0 C > S S\n1 C > S S seq 0", command: "sudo tcpdump -ni any -w server.pcap 'tcp port 389 or icmp or icmp6'"),
  ]

  @Test("Every verdict short of proof names the one command that would settle it", arguments: rows)
  func command(row: Row) throws {
    let judgment = try #require(try Trace(row.trace).judged().last)
    #expect(judgment.nextStep?.command == row.command)
    #expect(judgment.nextStep?.text.en.isEmpty == false)
  }

  @Test("What acts upon a name is tried with another name, and no name out of a packet comes near a shell", arguments: [false, true])
  func otherName(isV6: Bool) throws {
    let request = Array("GET / HTTP/1.1\r\nHost: $(reboot)';.example\r\n\r\n".utf8)
    let text = (isV6 ? "v6\n" : "") + opening + "1 C > S PA payload get\n1.001 S > C R ttl 63\n1.012 S > C A\n1.3 S > C PA len 9"
    let judgment = try #require(try Trace(text, payloads: ["get": request]).judged().first)
    #expect(judgment.verdict?.cause == .contentTrigger)
    let server = isV6 ? "'[2001:db8:0:2::90]:389'" : "100.64.1.90:389"
    #expect(judgment.nextStep?.command == "openssl s_client -connect \(server) -servername example.com </dev/null")
  }
}
