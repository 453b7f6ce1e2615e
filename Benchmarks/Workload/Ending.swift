/// How a conversation begins and ends. Of a thousand, about twenty end with a reset, a third of those forged.
enum Ending {
  case closed
  case resetByClient
  case resetByServer
  case forgedAsClient
  case forgedAsServer
  case refused
  case abandoned

  /// One of them, as often as it happens.
  init(using random: inout RandomNumbers) {
    switch random.below(1000) {
    case ..<6: self = .resetByClient
    case ..<10: self = .resetByServer
    case ..<13: self = .forgedAsClient
    case ..<17: self = .forgedAsServer
    case ..<21: self = .refused
    case ..<30: self = .abandoned
    default: self = .closed
    }
  }

  /// The moves before any data.
  var opening: ArraySlice<Move> {
    self == .refused ? [.syn(.client), .reset(.server)] : [.syn(.client), .syn(.server), .acknowledgment(.client)]
  }

  /// The moves after the last data. A forged reset cannot stop what its alleged sender still says, and the deceived side answers that.
  var closing: ArraySlice<Move> {
    switch self {
    case .closed: [.fin(.client), .fin(.server), .acknowledgment(.client)]
    case .resetByClient: [.reset(.client)]
    case .resetByServer: [.reset(.server)]
    case .forgedAsClient: [.forgedReset(.client), .data(.client), .reset(.server)]
    case .forgedAsServer: [.forgedReset(.server), .data(.server), .reset(.client)]
    case .refused, .abandoned: []
    }
  }
}
