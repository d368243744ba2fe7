import CivilCalendar
import Testing

@testable import Plotting

@Suite struct ScaleTests {
  @Test func unitsAreInferredFromTheDays() {
    let month = CivilDay(year: 2015, month: 3, day: 1).days
    let year = CivilDay(year: 2014, month: 1, day: 1).days
    #expect(CalendarUnit.inferred(from: [year, year + 365]) == .year)
    #expect(CalendarUnit.inferred(from: [year, month]) == .month)
    #expect(CalendarUnit.inferred(from: [year, month + 1]) == .day)
    #expect(CalendarUnit.month.name(CalendarUnit.month.advanced(month, by: -3)) == "Dec 2014")
  }

  @Test func equalValuesGetAPlace() {
    for value in [0.0, 5, -3, 1e300, 1e-300] {
      var scale = LinearScale(low: value, high: value)
      scale.range = (0, 100)
      #expect(abs(scale.position(value) - 50) < 1e-6)
    }
  }

  @Test func rampsStepEvenly() {
    for ramp in ColorRamp.allCases {
      for colors in [ramp.colors, ramp.darkColors] {
        #expect(colors.count == ColorRamp.steps)
        #expect(Set(colors.map(\.hex)).count == colors.count)
      }
    }
    // Lightness falls from step to step on the sequential ramp.
    let lightness = ColorRamp.sequential.colors.map(\.luminance)
    #expect(zip(lightness, lightness.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test func numbersInCellsReachContrast() {
    for ramp in ColorRamp.allCases {
      for color in ramp.colors + ramp.darkColors { #expect(color.contrast(with: color.readableInk) >= 4.3) }
    }
  }

  @Test func seriesReachContrastOrAnOutline() {
    let (white, black) = (Color(255, 255, 255), Color(0x12, 0x12, 0x12))
    for (index, color) in Palette.light.enumerated() {
      #expect(color.contrast(with: white) >= 3 || Palette.needsOutline(index), "\(color.hex)")
    }
    for color in Palette.dark { #expect(color.contrast(with: black) >= 3, "\(color.hex)") }
  }

  @Test func fitIsThatOfLeastSquares() throws {
    // numpy 2.x: np.polyfit([1,2,3,4],[2,3,5,4],1) -> [0.8, 1.5]; np.corrcoef -> 0.8
    let fit = try #require(LinearFit([(1, 2), (2, 3), (3, 5), (4, 4)]))
    #expect(abs(fit.slope - 0.8) < 1e-12 && abs(fit.intercept - 1.5) < 1e-12 && abs(fit.correlation - 0.8) < 1e-12)
    #expect(LinearFit([(1, 2), (1, 3)]) == nil)
  }
}
