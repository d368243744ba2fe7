/// The names and types of a table's columns, in order. Names are distinct.
public struct Schema: Sendable, Hashable {
  public struct Field: Sendable, Hashable {
    public var name: String
    public var type: ColumnType
    /// Of an index column: the column of the same table whose values it numbers, as long as that is there unchanged.
    public var numbers: String?
    /// Whether its numbers are quantities or names.
    public var role: NumberRole
    /// Of an index column: which step's numbers it has, as far as that is known.
    public var numbering: Numbering?

    /// - Parameter role: what is known of its numbers; nil where the column's name has to say it.
    public init(
      _ name: String, _ type: ColumnType, numbers: String? = nil, role: NumberRole? = nil, numbering: Numbering? = nil
    ) {
      self.role = role == .name ? .name : .of(name, type)
      self.name = name
      self.type = type
      self.numbers = numbers
      self.numbering = numbering
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
  public func type(of name: String) -> ColumnType? { field(name)?.type }
  public func field(_ name: String) -> Field? { fields.first { $0.name == name } }

  /// The columns of `names` that it has, in the order of `names`.
  public func selecting(_ names: [String]) -> Schema {
    var selected = Schema(names.compactMap { name in fields.first { $0.name == name } })
    let kept = Set(selected.names)
    for index in selected.fields.indices where !kept.contains(selected.fields[index].numbers ?? "") {
      selected.fields[index].numbers = nil
    }
    return selected
  }

  /// The same with `field` in the place of the column of its name, or at the end.
  public func setting(_ field: Field) -> Schema {
    var copy = self
    // What numbered the old column does not number the new one.
    for index in copy.fields.indices where copy.fields[index].numbers == field.name { copy.fields[index].numbers = nil }
    var field = field
    if field.numbers == field.name { field.numbers = nil }
    if let position = position(of: field.name) { copy.fields[position] = field } else { copy.fields.append(field) }
    return copy
  }
}
