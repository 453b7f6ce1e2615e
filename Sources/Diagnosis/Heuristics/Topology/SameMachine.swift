import Flows
import Wire

extension Heuristic {
  /// Both ends have loopback addresses, which never leave a machine: there is no path on which a device could stand.
  ///
  /// Silent where one end has another address. What else runs on that machine may reset the connection all the same: its packet filter, or a
  /// program that injects, which shows by its form.
  static let sameMachine = Heuristic(
    "same-machine", .topology, source: "RFC 1122, section 3.2.1.3; RFC 4291, section 2.5.3: a loopback address never appears outside a host"
  ) { claim in
    guard claim.isOnOneMachine else { return nil }
    return Finding(.sameMachine, sameMachineText(), [claim.reset])
  }
}

extension ClaimedReset {
  /// Whether both ends are within one machine.
  var isOnOneMachine: Bool {
    context.flow.client.address.isLoopback && context.flow.server.address.isLoopback
  }
}

private func sameMachineText() -> Phrase {
  Phrase(
    en: "both ends have loopback addresses, so that there is no path between them on which a device could stand",
    ja: "両端ともループバックアドレスなので、間に装置が入る経路がない")
}
