/// A chart as a value. (Placeholder until the module lands.)
public struct Chart: Sendable {
  public init() {}
}
