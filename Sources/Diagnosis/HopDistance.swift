package import Flows
import Wire

/// How a hop limit relates to the ones that a host's packets usually arrive with.
///
/// Stacks begin at 32, 64, 128 or 255, and 4.4 % of fingerprinted stacks begin their resets elsewhere than their SYN-ACKs
/// (nmap-os-db 7.93), so distances are compared, not hop limits.
package enum HopDistance: Sendable, Equatable {
  /// The same hop limit.
  case same
  /// Another hop limit that is the same distance from another usual initial value.
  case otherInitialValue
  /// One or two hops off: a route change, a balancer, or a box next to the host.
  case neighbouring(Int)
  /// Off by what nothing ordinary explains.
  case elsewhere(Int)

  /// The initial values that stacks use.
  package static let initialValues: [Int] = [64, 128, 255, 32]

  /// How a reset's hop limit relates to those of the references.
  package init(of hopLimit: UInt8, to references: HopLimits) {
    var least: HopDistance?
    references.forEach { reference in
      let distance = Self(of: hopLimit, to: reference)
      if distance.rank < least?.rank ?? .max { least = distance }
    }
    self = least ?? .same
  }

  /// How one hop limit relates to another.
  package init(of hopLimit: UInt8, to reference: UInt8) {
    let difference = Int(hopLimit) - Int(reference)
    if difference == 0 {
      self = .same
    } else if abs(difference) <= 2 {
      self = .neighbouring(difference)
    } else if let detour = Self.leastDetour(hopLimit, reference), abs(detour) <= 2 {
      self = detour == 0 ? .otherInitialValue : .neighbouring(detour)
    } else {
      self = .elsewhere(difference)
    }
  }

  private var rank: Int {
    switch self {
    case .same: 0
    case .otherInitialValue: 2
    case .neighbouring(let hops): abs(hops)
    case .elsewhere: 3
    }
  }

  /// How many hops nearer the first hop limit may have begun than the second, if they began at different initial values: the least such.
  private static func leastDetour(_ left: UInt8, _ right: UInt8) -> Int? {
    var least: Int?
    for first in initialValues where first >= Int(left) && first - Int(left) <= mostHops {
      for second in initialValues where second != first && second >= Int(right) && second - Int(right) <= mostHops {
        let detour = (second - Int(right)) - (first - Int(left))
        if abs(detour) < abs(least ?? mostHops) { least = detour }
      }
    }
    return least
  }

  /// Paths longer than this are not met in practice.
  private static let mostHops = 31

  /// Routers between a sender and the capture: the distance from the nearest usual initial value above.
  package static func hops(_ hopLimit: UInt8) -> Int {
    let initial = hopLimit <= 32 ? 32 : hopLimit <= 64 ? 64 : hopLimit <= 128 ? 128 : 255
    return initial - Int(hopLimit)
  }
}
