/// Why an interface could not be captured, or no longer.
package enum LiveError: Error, Hashable, Sendable {
  /// This user may not capture on it.
  case notPermitted(interface: String)
  /// There is none of that name; those that there are.
  case noSuchInterface(String, others: [String])
  /// There is none of that number; how many there are.
  case noSuchNumber(Int, count: Int)
  /// It is down.
  case notUp(interface: String)
  /// libpcap knows no link type of that name.
  case unknownLinkType(String)
  /// The interface does not have that link type; those that it has.
  case otherLinkType(String, interface: String, has: [String])
  /// The expression cannot be used.
  case filter(FilterError)
  /// What libpcap says.
  case other(interface: String, message: String)
}

extension LiveError: CustomStringConvertible {
  /// One sentence: which interface, what is wrong, and what can be done.
  package var description: String {
    switch self {
    case .notPermitted(let interface): "\(interface): this user may not capture packets."
    case .noSuchInterface(let name, let others):
      "\(name): there is no such interface\(others.isEmpty ? "" : "; there are \(others.joined(separator: ", "))")."
    case .noSuchNumber(let number, let count): "-i \(number): the interfaces are numbered 1 to \(count); rstwho -D lists them."
    case .notUp(let interface): "\(interface) is down; bring it up first: ip link set \(interface) up."
    case .unknownLinkType(let name): "-y \(name): no such link type; rstwho -L lists those of an interface."
    case .otherLinkType(let name, let interface, let has):
      "-y \(name): \(interface) does not have that link type, but \(has.joined(separator: ", "))."
    case .filter(let error): error.description
    case .other(let interface, let message): "\(interface): \(message)."
    }
  }
}
