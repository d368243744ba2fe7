import MachineLearning
import Plotting
import Reports
import Tables

/// A learning curve as a table for `render`, and as a figure.
enum LearningCurveChart {
  static func table(_ curve: LearningCurve) -> Table {
    Table([
      ("epoch", Column(integers: curve.points.map(\.epoch))),
      ("training", Column(decimals: curve.points.map(\.training))),
      ("validation", Column(decimals: curve.points.map(\.validation))),
      ("test", Column(decimals: curve.points.map(\.test))),
      ("best", Column(integers: curve.points.map { _ in curve.bestEpoch })),
    ])
  }

  static func chart(
    _ curve: Table, of model: String, test: String?, task: ModelType.Task, isSampled: Bool, _ context: RenderContext
  ) -> Chart {
    var x: [Double] = []
    var y: [Double] = []
    var series: [String] = []
    let say = context.language
    let test = test ?? "test"
    let titles = [
      (
        "training",
        isSampled ? say(en: "training, each draw", ja: "訓練（各標本）") : say(en: "training", ja: "訓練")
      ), ("validation", say(en: "held back", ja: "検証用")),
      ("test", isSampled ? say(en: "\(test), mean so far", ja: "\(test)（それまでの平均）") : test),
    ]
    for (column, title) in titles {
      guard let losses = curve[column], let epochs = curve["epoch"] else { continue }
      for row in 0..<curve.rowCount {
        guard let loss = losses[row].number, let epoch = epochs[row].number else { continue }
        x.append(epoch)
        y.append(loss)
        series.append(title)
      }
    }
    return Chart(
      LineSpec(x: x, y: y).with { $0.series = series },
      titles: AxisTitles(
        x: isSampled ? say(en: "sweep", ja: "反復") : say(en: "epoch", ja: "エポック"),
        y: task == .regression
          ? say(en: "root mean squared error", ja: "平均二乗誤差の平方根") : say(en: "log loss", ja: "対数損失")),
      title: say(en: "Learning curve of \(model)", ja: "\(model)の学習曲線"), label: context.label,
      size: context.size(width: 640, height: 320))
  }
}

extension RenderContext {
  /// The size the cell asks for, or this one.
  func size(width: Double, height: Double) -> Size {
    Size(width: figureWidth.map(Double.init) ?? width, height: figureHeight.map(Double.init) ?? height)
  }
}
