import Flows
import TestSupport
import Testing

/// Which connections were reset after the client's first words, and before others of the same hosts.
struct PrecedentTests {
  /// Connections that say "GET " and are reset, a second apart.
  private static func attempts(_ times: ClosedRange<Int>) -> String {
    times.map { "\($0) C:\($0) > S S\n+0.01 S > C:\($0) SA\n+0.01 C:\($0) > S PA hex 47455420\n+0.01 S > C:\($0) R\n" }.joined()
  }

  @Test("The last one before a connection is its precedent; the first has none")
  func last() throws {
    let precedents = try Trace(Self.attempts(1...3)).followed().baselines.precedents
    #expect(precedents[1] == nil)
    #expect(precedents[2]?.flow.serial == 1)
    #expect(precedents[3]?.flow.serial == 2)
  }

  @Test("There is none for connections that were not reset, to other ports, or long after")
  func none() throws {
    let others = "2 C:9 > S S\n+0.01 S > C:9 SA\n3 C:8 > S:8 S\n+0.01 S:8 > C:8 RA seq =0\n200 C:7 > S S\n+0.01 S > C:7 RA seq =0\n"
    #expect(try Trace(Self.attempts(1...1) + others).followed().baselines.precedents.isEmpty)
  }

  @Test("However many there are, 1,024 later connections and 256 earlier ones are kept")
  func bounds() throws {
    let precedents = try Trace(Self.attempts(1...600)).followed().baselines.precedents
    #expect((1...600).count { precedents[UInt64($0)] != nil } == 256)
    let one = Self.attempts(1...1) + (2...1_400).map { "+0.001 C:\($0) > S S\n+0.001 S > C:\($0) RA seq =0\n" }.joined()
    let many = try Trace(one).followed().baselines.precedents
    #expect((1...1_400).count { many[UInt64($0)] != nil } == 1_024)
  }
}
