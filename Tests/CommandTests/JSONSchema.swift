import Foundation

/// A JSON Schema, as far as ours goes: draft 2020-12's type, properties, required, additionalProperties, items, maxItems, enum, const, oneOf,
/// $ref, minimum and maximum. A keyword that it does not know is a breach of every record, so that none is passed over in silence.
struct JSONSchema {
  private let root: [String: Any]
  private static let known: Set = [
    "$schema", "$id", "$defs", "title", "description", "type", "properties", "required", "additionalProperties", "items", "maxItems",
    "enum",
    "const", "oneOf", "$ref", "minimum", "maximum", "format",
  ]

  init(_ data: Data) throws {
    root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  /// What of the value breaks the schema, in words.
  func breaches(of value: Any) -> [String] {
    breaches(of: value, against: root, at: "")
  }

  private func breaches(of value: Any, against schema: [String: Any], at path: String) -> [String] {
    let unknown = Set(schema.keys).subtracting(Self.known)
    guard unknown.isEmpty else { return ["\(path): the schema says \(unknown.sorted())"] }
    if let reference = schema["$ref"] as? String { return breaches(of: value, against: definition(reference), at: path) }
    if let choices = schema["oneOf"] as? [[String: Any]] {
      let results = choices.map { self.breaches(of: value, against: $0, at: path) }
      let fitting = results.filter(\.isEmpty).count
      // Of several that do not fit, the one that says least is what was meant.
      return fitting == 1 ? [] : fitting > 1 ? ["\(path): fits several"] : results.min { $0.count < $1.count } ?? []
    }
    var breaches: [String] = []
    if let words = schema["enum"] as? [String], !words.contains(value as? String ?? "") { breaches.append("\(path): \(value)") }
    if let word = schema["const"] as? String, word != value as? String { breaches.append("\(path): \(value) is not \(word)") }
    let types = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] } ?? []
    if !types.isEmpty, !types.contains(where: { Self.isType($0, value) }) { return breaches + ["\(path): \(value) is no \(types)"] }
    if let number = value as? NSNumber {
      if let least = schema["minimum"] as? NSNumber, number.compare(least) == .orderedAscending { breaches.append("\(path): \(number)") }
      if let most = schema["maximum"] as? NSNumber, number.compare(most) == .orderedDescending { breaches.append("\(path): \(number)") }
    }
    if let list = value as? [Any] {
      if let most = schema["maxItems"] as? Int, list.count > most { breaches.append("\(path): \(list.count) items") }
      let items = schema["items"] as? [String: Any] ?? [:]
      for (index, item) in list.enumerated() { breaches += self.breaches(of: item, against: items, at: "\(path)/\(index)") }
    }
    if let record = value as? [String: Any] { breaches += members(of: record, against: schema, at: path) }
    return breaches
  }

  private func members(of record: [String: Any], against schema: [String: Any], at path: String) -> [String] {
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    let required = schema["required"] as? [String] ?? []
    var breaches = required.filter { record[$0] == nil }.map { "\(path)/\($0) is missing" }
    for (name, value) in record {
      if let property = properties[name] {
        breaches += self.breaches(of: value, against: property, at: "\(path)/\(name)")
      } else if schema["additionalProperties"] as? Bool == false {
        breaches.append("\(path)/\(name) is unknown")
      }
    }
    return breaches
  }

  private func definition(_ reference: String) -> [String: Any] {
    let definitions = root["$defs"] as? [String: [String: Any]] ?? [:]
    return definitions[reference.replacing("#/$defs/", with: "")] ?? ["enum": [reference + " is not defined"]]
  }

  private static func isType(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "null": value is NSNull
    case "boolean": (value as? NSNumber).map(isClaim) ?? false
    case "number": (value as? NSNumber).map { !isClaim($0) } ?? false
    case "integer": (value as? NSNumber).map { !isClaim($0) && $0.doubleValue == $0.doubleValue.rounded() } ?? false
    default: false
    }
  }

  private static func isClaim(_ number: NSNumber) -> Bool {
    unsafe String(cString: number.objCType) == "c"
  }
}
