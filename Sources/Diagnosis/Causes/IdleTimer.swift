import Flows
import Wire

/// A known timer after which a product ends, or forgets, a connection on which nothing was said.
///
/// Silence that equals one is a hint and no more: applications like the same round numbers (evidence 7). Products that only drop are left out.
package struct IdleTimer: Sendable {
  /// How long, in seconds.
  package var seconds: Int64
  /// Whose it is by default.
  package var products: String
  /// Where that is written.
  package var source: String

  /// The shortest silence that is looked up, nanoseconds: below it, people and programs pause as well.
  static let shortest: Int64 = 30_000_000_000

  /// The timers, each once, with all whose default it is.
  package static let all: [IdleTimer] = [
    IdleTimer(seconds: 50, products: "HAProxy's usual timeouts", source: "HAProxy's example configuration"),
    IdleTimer(seconds: 60, products: "AWS Application and Classic Load Balancer", source: "AWS: idle timeout"),
    IdleTimer(seconds: 75, products: "nginx keep-alive", source: "nginx: keepalive_timeout"),
    IdleTimer(seconds: 180, products: "NetScaler, client side", source: "NetScaler: cltTimeout"),
    IdleTimer(
      seconds: 240, products: "Azure Load Balancer and NAT gateway",
      source: "Azure: load-balancer-tcp-reset, load-balancer-tcp-idle-timeout"),
    IdleTimer(seconds: 300, products: "F5 BIG-IP", source: "F5: TCP and FastL4 profiles"),
    IdleTimer(
      seconds: 350, products: "AWS Network Load Balancer and NAT gateway", source: "AWS: update-idle-timeout (60 to 6000 s, 350 by default)"
    ),
    IdleTimer(seconds: 360, products: "NetScaler, server side", source: "NetScaler: svrTimeout"),
    IdleTimer(seconds: 600, products: "Google Cloud load balancing", source: "Google Cloud: VPC connection tracking"),
    IdleTimer(seconds: 1_800, products: "Juniper SRX", source: "Junos: inactivity-timeout"),
    IdleTimer(
      seconds: 3_600, products: "FortiGate, Palo Alto, Cisco ASA, Check Point, Envoy",
      source: "FortiOS: session-ttl; PAN-OS, ASA and Check Point: defaults for TCP; Envoy: idle_timeout"),
  ]

  /// The timer that a silence equals, within a second or 1 %.
  static func equal(to silence: Int64) -> IdleTimer? {
    guard silence >= shortest else { return nil }
    return all.first { timer in
      abs(silence - timer.seconds * 1_000_000_000) <= max(1_000_000_000, timer.seconds * 10_000_000)
    }
  }

  /// `350 s, the default of AWS Network Load Balancer and NAT gateway`.
  package var words: String { "\(seconds) s, the default of \(products)" }
}

extension ClaimedReset {
  /// Whether the reset itself ended the silence, as where a timer ran out; otherwise a later packet drew it.
  var endsSilence: Bool {
    guard let silence, let last = before.last else { return false }
    return silence == reset.time - last.time
  }

  /// The known timer that the silence equals. Nil where a later packet drew the reset: then only whoever sent that packet chose how long the
  /// silence was, and some timer had run out before.
  var timer: IdleTimer? {
    endsSilence ? silence.flatMap(IdleTimer.equal) : nil
  }
}
