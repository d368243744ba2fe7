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

    /// - Parameter role: `.name` where it is known that its numbers are names; else the column's name says what they are.
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
  /// Where a name is, for tables of many columns: a table may have a million.
  private var positions: [String: Int]?
  /// Up to as many, a search from the first on is as fast (empirical).
  private static let fewFields = 16
  /// Names that were given to a second column, which is not there: whoever makes a table of this schema has to say so.
  public private(set) var repeated: [String] = []

  /// A name that occurs twice keeps its first field.
  public init(_ fields: [Field] = []) {
    // Asked for membership only, so that its order reaches nothing; a file may have a million columns.
    var seen = Set<String>(minimumCapacity: fields.count)
    self.fields = fields.filter { seen.insert($0.name).inserted }
    if self.fields.count > Self.fewFields {
      positions = Dictionary(uniqueKeysWithValues: self.fields.enumerated().map { ($1.name, $0) })
    }
    if self.fields.count < fields.count {
      var found = Set<String>()
      repeated = fields.map(\.name).filter { !found.insert($0).inserted }
    }
  }

  public static func == (a: Self, b: Self) -> Bool { a.fields == b.fields }
  public func hash(into hasher: inout Hasher) { hasher.combine(fields) }

  public var names: [String] { fields.map(\.name) }
  public var count: Int { fields.count }
  public func position(of name: String) -> Int? {
    if let positions { return positions[name] }
    return fields.firstIndex { $0.name == name }
  }

  public func type(of name: String) -> ColumnType? { field(name)?.type }
  public func field(_ name: String) -> Field? { position(of: name).map { fields[$0] } }

  /// The columns of `names` that it has, in the order of `names`.
  public func selecting(_ names: [String]) -> Schema {
    var selected = Schema(names.compactMap { field($0) })
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
    if let position = position(of: field.name) {
      copy.fields[position] = field
      return copy
    }
    return Schema(copy.fields + [field])
  }
}
