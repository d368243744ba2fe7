/// The names and types of a table's columns, in order. Names are distinct.
public struct Schema: Sendable, Hashable {
  public struct Field: Sendable, Hashable {
    public var name: String
    public var type: ColumnType

    public init(_ name: String, _ type: ColumnType) {
      self.name = name
      self.type = type
    }
  }

  public private(set) var fields: [Field]

  /// A name that occurs twice keeps its first field.
  public init(_ fields: [Field] = []) {
    // Asked for membership only, so that its order reaches nothing; a file may have a million columns.
    var seen = Set<String>(minimumCapacity: fields.count)
    self.fields = fields.filter { seen.insert($0.name).inserted }
  }

  public var names: [String] { fields.map(\.name) }
  public var count: Int { fields.count }
  public func position(of name: String) -> Int? { fields.firstIndex { $0.name == name } }
  public func type(of name: String) -> ColumnType? { fields.first { $0.name == name }?.type }

  /// The same with `field` in the place of the column of its name, or at the end.
  public func setting(_ field: Field) -> Schema {
    var copy = self
    if let position = position(of: field.name) { copy.fields[position] = field } else { copy.fields.append(field) }
    return copy
  }
}
