/// A piece of our work that can be timed.
struct Work {
  /// Its name in the table.
  var name: String
  /// Who tells its cost.
  var source: Source

  /// Who tells the cost of a work.
  enum Source {
    /// A program that is measured from outside, from its start to its end.
    case program(Program)
    /// A process that measures a part of itself and prints the cost.
    case ownMeasurement(Program)
  }

  /// Does the work once.
  func cost() throws -> Cost {
    switch source {
    case .program(let program): try Cost.running(program)
    case .ownMeasurement(let program): try Cost.printed(by: program, for: name)
    }
  }
}

/// Several pieces of our work and their peers, run in turn, so that whatever slows the machine down slows all of them.
struct Contest {
  /// What is ours.
  var works: [Work]
  /// What stands beside it, as far as it is installed.
  var peers: [Program?]
  /// How many rounds count; one more goes first, which brings the file into memory.
  var runs: Int

  /// The costs of all rounds that count. A work that fails in the first round is left out of the others.
  func run(onFailure: (any Error) -> Void) throws -> (ours: [(name: String, costs: [Cost])], theirs: [[Cost]]) {
    let able = works.filter { work in
      do {
        _ = try checked(work.cost(), work.name)
        return true
      } catch {
        onFailure(error)
        return false
      }
    }
    for peer in peers.compactMap(\.self) { _ = try checked(Cost.running(peer), peer.path) }
    var ours = able.map { (name: $0.name, costs: [Cost]()) }
    var theirs = peers.map { _ in [Cost]() }
    for _ in 0..<runs {
      for index in able.indices { ours[index].costs.append(try checked(able[index].cost(), able[index].name)) }
      for (index, peer) in peers.enumerated() {
        if let peer { theirs[index].append(try checked(Cost.running(peer), peer.path)) }
      }
    }
    return (ours, theirs)
  }

  private func checked(_ cost: Cost, _ name: String) throws -> Cost {
    guard cost.status == 0 else { throw BenchError.failed(name, cost.status) }
    return cost
  }
}
