/// The names and types of a table's columns, in order. Names are distinct.
public struct Schema: Sendable, Hashable {
  public struct Field: Sendable, Hashable {
    private struct Content: Sendable, Hashable {
      var name: String
      var type: ColumnType
      var numbers: String?
      var role: NumberRole
      var numbering: Numbering?
    }

    private final class Box: Sendable {
      let content: Content

      init(_ content: Content) { self.content = content }
    }

    /// Shared by the schemas of all steps that hand the column on: a notebook of thousands of steps has as many schemas of as many columns.
    private var box: Box

    public var name: String {
      get { box.content.name }
      set { change { $0.name = newValue } }
    }
    public var type: ColumnType {
      get { box.content.type }
      set { change { $0.type = newValue } }
    }
    /// Of an index column: the column of the same table whose values it numbers, as long as that is there unchanged.
    public var numbers: String? {
      get { box.content.numbers }
      set { change { $0.numbers = newValue } }
    }
    /// Whether its numbers are quantities or names.
    public var role: NumberRole {
      get { box.content.role }
      set { change { $0.role = newValue } }
    }
    /// Of an index column: which step's numbers it has, as far as that is known.
    public var numbering: Numbering? {
      get { box.content.numbering }
      set { change { $0.numbering = newValue } }
    }

    /// - Parameter role: `.name` where it is known that its numbers are names; else the column's name says what they are.
    public init(
      _ name: String, _ type: ColumnType, numbers: String? = nil, role: NumberRole? = nil, numbering: Numbering? = nil
    ) {
      box = Box(
        Content(
          name: name, type: type, numbers: numbers, role: role == .name ? .name : .of(name, type), numbering: numbering)
      )
    }

    private mutating func change(_ body: (inout Content) -> Void) {
      var content = box.content
      body(&content)
      box = Box(content)
    }

    public static func == (a: Self, b: Self) -> Bool { a.box === b.box || a.box.content == b.box.content }
    public func hash(into hasher: inout Hasher) { hasher.combine(box.content) }
  }

  public private(set) var fields: [Field]
  /// Where a name is, of the first fields of a table of many columns: a table may have a million. Schemas that grow from one another
  /// share it.
  private var positions: [String: Int] = [:]
  /// Up to as many fields are searched one by one: as fast as to look them up, and far faster than to make the table of places anew
  /// for every column that is added (empirical).
  private static let fewFields = 16
  /// Names that were given to a second column, which is not there: whoever makes a table of this schema has to say so.
  public private(set) var repeated: [String] = []

  /// A name that occurs twice keeps its first field.
  public init(_ fields: [Field] = []) {
    // Asked for membership only, so that its order reaches nothing; a file may have a million columns.
    var seen = Set<String>(minimumCapacity: fields.count)
    self.fields = fields.filter { seen.insert($0.name).inserted }
    placeNames()
    if self.fields.count < fields.count {
      var found = Set<String>()
      repeated = fields.map(\.name).filter { !found.insert($0).inserted }
    }
  }

  private mutating func placeNames() {
    if fields.count - positions.count <= Self.fewFields { return }
    positions = Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1.name, $0) })
  }

  public static func == (a: Self, b: Self) -> Bool { a.fields == b.fields }
  public func hash(into hasher: inout Hasher) { hasher.combine(fields) }

  public var names: [String] { fields.map(\.name) }
  public var count: Int { fields.count }
  public func position(of name: String) -> Int? {
    positions[name] ?? fields[positions.count...].firstIndex { $0.name == name }
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
    for index in copy.fields.indices where fields[index].numbers == field.name { copy.fields[index].numbers = nil }
    var field = field
    if field.numbers == field.name { field.numbers = nil }
    if let position = position(of: field.name) {
      copy.fields[position] = field
      return copy
    }
    copy.repeated = []
    copy.fields.append(field)
    copy.placeNames()
    return copy
  }
}
