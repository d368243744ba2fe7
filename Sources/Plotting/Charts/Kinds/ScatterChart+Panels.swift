extension ScatterChart {
  var reach: (x: [Double], y: [Double]) { (points.map(\.x), points.map(\.y)) }

  /// The labels of a ramp are known only after the plots, so the room for them is an estimate.
  var rampRoom: Double { isDensity ? 74 : 0 }

  /// Densities in one scale: that of the fullest cell of all panels.
  static func matched(_ forms: [ScatterChart], plot: Rect) -> (forms: [ScatterChart], ramp: RampLegend?) {
    guard forms.contains(where: \.isDensity) else { return (forms, nil) }
    var fullest = DensityMark([], in: plot)
    for form in forms {
      var form = form
      (form.sharing.labelsX, form.sharing.labelsY) = (false, false)
      let frame = form.frame(in: plot)
      let mark = DensityMark(form.points.compactMap { frame.point($0.x, $0.y) }, in: frame.plot)
      fullest.most = max(fullest.most, mark.most)
    }
    let say = forms.first?.language ?? .english
    let ramp = RampLegend(ramp: .sequential, scale: fullest.scale, title: say(en: "points", ja: "点の数"))
    let matched = forms.map { form in
      var form = form
      form.fullestCell = fullest.most
      return form
    }
    return (matched, ramp)
  }
}

extension ContinuousScale {
  /// The scale of an axis without numbers: from the least to the greatest value, since no tick asks for more.
  static func bare(_ values: [Double]) -> ContinuousScale {
    .linear(LinearScale(low: values.min() ?? 0, high: values.max() ?? 1))
  }
}
