import MachineLearning
import Plotting
import Reports

/// A learning curve as a figure.
enum LearningCurveChart {
  static func chart(
    _ curve: LearningCurve, of model: String, test: String?, task: ModelType.Task, isSampled: Bool,
    _ context: RenderContext
  ) -> Chart {
    var x: [Double] = []
    var y: [Double] = []
    var series: [String] = []
    let say = context.language
    let test = test ?? "test"
    let lines: [(loss: (LearningCurve.Point) -> Double?, title: String)] = [
      ({ $0.training }, isSampled ? say(en: "training, each draw", ja: "訓練（各標本）") : say(en: "training", ja: "訓練")),
      ({ $0.validation }, say(en: "held back", ja: "検証用")),
      ({ $0.test }, isSampled ? say(en: "\(test), mean so far", ja: "\(test)（それまでの平均）") : test),
    ]
    for line in lines {
      for point in curve.points {
        guard let loss = line.loss(point), loss.isFinite else { continue }
        x.append(Double(point.epoch))
        y.append(loss)
        series.append(line.title)
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
