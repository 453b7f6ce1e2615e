package import Flows

extension Ending {
  /// The flow that ended.
  package var flow: FlowSummary {
    switch self {
    case .reset(let context): context.flow
    case .rejected(let context): context.flow
    case .unanswered(let context): context.flow
    case .closed(let flow), .open(let flow), .partial(let flow): flow.flow
    }
  }

  /// How it ended, in the word that reports use.
  package var kind: String {
    switch self {
    case .reset: "reset"
    case .rejected: "rejected"
    case .unanswered: "unanswered"
    case .closed: "closed"
    case .open: "open"
    case .partial: "partial"
    }
  }

  /// The reset in its context, if it is one.
  package var reset: ResetInContext? {
    guard case .reset(let context) = self else { return nil }
    return context
  }

  /// What the two ends sent, where the ending tells.
  package var ends: (client: EndInContext, server: EndInContext)? {
    switch self {
    case .reset(let context): (context.client, context.server)
    case .rejected(let context): (context.client, context.server)
    case .closed(let flow), .open(let flow), .partial(let flow): (flow.client, flow.server)
    case .unanswered: nil
    }
  }
}
