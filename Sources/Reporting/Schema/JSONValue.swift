/// A JSON value (RFC 8259) whose members keep their order.
indirect enum JSONValue: Sendable {
  case object([(String, JSONValue)])
  case array([JSONValue])
  case text(String)
  case number(Int64)
  case claim(Bool)

  /// The value as people read it, two spaces a level.
  func lines(indent: Int = 0) -> String {
    let inner = String(repeating: " ", count: indent + 2)
    let outer = String(repeating: " ", count: indent)
    switch self {
    case .object(let members):
      let lines = members.map { name, value in "\(inner)\(Self.quoted(name)): \(value.lines(indent: indent + 2))" }
      return lines.isEmpty ? "{}" : "{\n\(lines.joined(separator: ",\n"))\n\(outer)}"
    case .array(let values):
      return "[\(values.map { $0.lines(indent: indent) }.joined(separator: ", "))]"
    case .text(let text): return Self.quoted(text)
    case .number(let number): return String(number)
    case .claim(let claim): return claim ? "true" : "false"
    }
  }

  private static func quoted(_ text: String) -> String {
    var json = JSONWriter()
    json.value(text)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

// The words of JSON Schema (draft 2020-12) that the records need.
extension JSONValue {
  /// A value of that JSON type.
  static func type(_ name: String, _ description: String? = nil, _ further: [(String, JSONValue)] = []) -> JSONValue {
    .object([("type", .text(name))] + further + (description.map { [("description", .text($0))] } ?? []))
  }

  /// A string.
  static func string(_ description: String? = nil) -> JSONValue {
    .type("string", description)
  }

  /// A date and time (RFC 3339).
  static func time(_ description: String) -> JSONValue {
    .type("string", description, [("format", .text("date-time"))])
  }

  /// A whole number within bounds.
  static func integer(_ description: String? = nil, from least: Int64 = 0, to most: Int64? = nil) -> JSONValue {
    .type("integer", description, [("minimum", .number(least))] + (most.map { [("maximum", .number($0))] } ?? []))
  }

  /// One of the words of a closed list.
  static func word(_ words: [String], _ description: String? = nil) -> JSONValue {
    .object([("enum", .array(words.map { .text($0) }))] + (description.map { [("description", .text($0))] } ?? []))
  }

  /// One of the cases of a closed list of ours.
  static func word<Kind: CaseIterable & RawRepresentable<String>>(of kind: Kind.Type, _ description: String? = nil) -> JSONValue {
    .word(kind.allCases.map(\.rawValue), description)
  }

  /// Exactly this text.
  static func constant(_ text: String) -> JSONValue {
    .object([("const", .text(text))])
  }

  /// True, false, or null where it is not decided.
  static func claimOrNull(_ description: String) -> JSONValue {
    .object([("type", .array([.text("boolean"), .text("null")])), ("description", .text(description))])
  }

  /// A list of such values, at most so many.
  static func list(of items: JSONValue, atMost count: Int64? = nil, _ description: String? = nil) -> JSONValue {
    .type("array", description, [("items", items)] + (count.map { [("maxItems", .number($0))] } ?? []))
  }

  /// An object with these members and no others.
  static func record(
    _ description: String? = nil, required: [(String, JSONValue)], optional: [(String, JSONValue)] = []
  ) -> JSONValue {
    .type(
      "object", description,
      [
        ("properties", .object(required + optional)), ("required", .array(required.map { .text($0.0) })),
        ("additionalProperties", .claim(false)),
      ])
  }

  /// A definition of the same schema.
  static func reference(_ name: String) -> JSONValue {
    .object([("$ref", .text("#/$defs/\(name)"))])
  }
}
