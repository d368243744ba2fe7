/// A marked place of an axis: its value, and its label line by line.
struct Tick: Sendable, Equatable {
  var value: Double
  var label: [String]
}
