import Steps

/// Which step a recorded value or figure comes from.
struct ValueOrigins {
  private var values: [String: Int] = [:]
  private var figures: [String: Int] = [:]

  /// O(steps + values).
  init(_ program: Program, _ result: RunResult, figures drawn: [FigureFiles.Figure]) {
    for step in program.steps {
      // Of a path that several steps publish, results have the last.
      for (path, _) in step.effect.values { values[path] = step.index }
    }
    for id in program.finalValues {
      guard let step = program.producers[id] else { continue }
      for path in ["\(id.name).rows", "\(id.name).columns"] where values[path] == nil { values[path] = step }
    }
    for case .statistic(let id, let column, let statistic) in result.scalars.keys where program.finalValues.contains(id)
    {
      if let step = program.producers[id] { values["\(id.name).\(column).\(statistic.rawValue)"] = step }
    }
    for figure in drawn {
      let drawers = ReportAssembly.drawers(of: figure.cell, program, result)
      if figure.position < drawers.count { figures[figure.label] = drawers[figure.position].index }
    }
  }

  func step(ofValue path: String) -> Int? { values[path] }
  func step(ofFigure label: String) -> Int? { figures[label] }
}
