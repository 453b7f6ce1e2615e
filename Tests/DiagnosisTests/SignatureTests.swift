import Flows
import TestSupport
import Testing

@testable import Diagnosis

struct SignatureTests {
  @Test("A product is known by its form, and by nothing that is only near it", arguments: signatureRows)
  func row(_ row: SignatureRow) throws {
    let found = try claim(in: Trace(row.trace), frame: row.frame).signature
    if let product = row.product {
      #expect(found?.product == product)
    } else {
      #expect(found?.product != row.about)
    }
  }

  @Test("Every signature has a row where it is recognised and one where it is not", arguments: Signature.all.map(\.product))
  func covered(product: String) {
    #expect(signatureRows.contains { $0.product == product }, "\(product) is never recognised")
    #expect(signatureRows.contains { $0.about == product && $0.product == nil }, "\(product) has no near miss")
  }

  @Test("Every signature says where it comes from, and is named once")
  func sources() {
    #expect(Set(Signature.all.map(\.product)).count == Signature.all.count)
    #expect(Signature.all.allSatisfy { !$0.source.isEmpty && !$0.marks.en.isEmpty && $0.marks.ja != nil })
  }

  private static let asked = opening + "1 C > S PA len 9\n1.012 S > C A id 7\n2 C > S PA len 9\n"

  @Test("A device's signature alone makes likely, and without signatures the reset is as any other")
  func alone() throws {
    let trace = try Trace(Self.asked + "5 S > C RA win 16 id 242 ttl 123")
    let followed = trace.followed()
    let ending = try #require(followed.endings.first)
    let with = try #require(judge(ending, knowing: followed.baselines).verdict)
    #expect(with.forged == true && with.proof == .likely)
    #expect(with.product == "Airtel (India)")
    let without = judge(ending, knowing: followed.baselines, by: Weighing(heedsSignatures: false))
    #expect(without.verdict?.forged != true)
    #expect(without.verdict?.product == nil)
    #expect(!without.evidence.contains { $0.rule == "product-signature" })
  }

  @Test("A signature is no proof against the host's own distance and time")
  func outweighed() throws {
    #expect(try onlyJudgment(Self.asked + "2.012 S > C RA win 16 id 242").verdict?.forged == nil)
  }

  @Test("One that is only reported does not make likely alone")
  func reported() throws {
    let verdict = try #require(try onlyJudgment(Self.asked + "5 S > C RA id 13330 ttl 123").verdict)
    #expect(verdict.forged == nil)
    #expect(verdict.product == "Sandvine PacketLogic")
  }

  @Test("A balancer's signature names it and accuses nobody")
  func balancer() throws {
    let verdict = try #require(try onlyJudgment(Self.asked + "2.012 S > C RA win 9814 ttl 250 df").verdict)
    #expect(verdict.forged != true)
    #expect(verdict.product == "Citrix NetScaler")
    #expect(verdict.summary.en.hasSuffix("It gives a reason: a policy says reset (code 9814)."))
  }

  @Test("A form that hosts have too is named only where something else shows a device")
  func common() throws {
    let host = try #require(try Trace(opening + "1 C > S:25 S\n1.0121 S:25 > C RA seq =0 ttl 59 df").judged().last?.verdict)
    #expect(host.origin == .server)
    #expect(host.product == nil)
    let trace = opening + "1 C > S PA len 9\n1.001 S > C R ttl 63 df\n1.012 S > C A\n1.3 S > C PA len 9"
    let device = try #require(try onlyJudgment(trace).verdict)
    #expect(device.origin == .device)
    #expect(device.product == "Linux REJECT, or alike")
  }

  @Test(
    "The reason that a reset gives is told, and proves nothing",
    arguments: [
      ("RA hex 476f2061776179", "“Go away”"), ("RA hex 33aa000e00000000", "the connection timed out (code 14)"),
      ("RA hex 33aa00ff00000000", "code 255"), ("RA hex 33aa04d200007ed9", "code 1234 of enterprise 32473"),
      ("RA hex f317476f2061776179", "“Go away”"), ("RA <mprst 6>", "Multipath TCP: a middlebox interferes"),
      ("RA <mprst 77>", "Multipath TCP: reason 77"),
    ])
  func reason(reset: String, words: String) throws {
    let judgment = try onlyJudgment(Self.asked + "2.012 S > C \(reset)")
    #expect(judgment.verdict?.summary.en.hasSuffix("It gives a reason: \(words).") == true, "\(judgment.verdict?.summary.en ?? "")")
    #expect(judgment.verdict?.forged != true)
  }

  @Test(
    "Octets that are no text, too short, or no whole diagnostic payload are no reason", arguments: ["00010203", "4141", "33aa00", "33aa"])
  func noReason(octets: String) throws {
    #expect(try onlyJudgment(Self.asked + "2.012 S > C RA hex \(octets)").verdict?.summary.en.contains("reason") == false)
  }
}

struct IdleTimerTests {
  @Test(
    "A silence equals a known timer within a second or 1 %",
    arguments: [(350.4, 350), (349.5, 350), (353.4, 350), (354, nil), (29, nil), (3_630, 3_600), (100, nil)] as [(Double, Int64?)])
  func equal(seconds: Double, timer: Int64?) {
    #expect(IdleTimer.equal(to: Int64(seconds * 1e9))?.seconds == timer)
  }

  @Test("No two timers are so near that one silence could equal both")
  func apart() {
    let seconds = IdleTimer.all.map(\.seconds)
    #expect(seconds == seconds.sorted())
    for (one, next) in zip(seconds, seconds.dropFirst()) {
      #expect(Double(next - one) > max(1, Double(one) / 100) + max(1, Double(next) / 100))
    }
  }

  @Test("The timer is told with the silence")
  func told() throws {
    let judgment = try onlyJudgment(opening + "1 C > S PA len 9\n1.012 S > C A\n351.02 S > C RA win 501")
    #expect(judgment.timer == "350 s, the default of AWS Network Load Balancer and NAT gateway")
    #expect(try onlyJudgment(opening + "1 C > S PA len 9\n1.012 S > C A\n3 S > C RA win 501").timer == nil)
    // A later packet drew it: it chose the length of the silence.
    #expect(try onlyJudgment(opening + "1 C > S PA len 9\n1.012 S > C A\n351.02 C > S PA len 9\n351.032 S > C R").timer == nil)
  }
}
