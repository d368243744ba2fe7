import MachineLearning
import RandomStreams
import Testing

@Suite("Normal numbers by counter")
struct NormalDistributionTests {
  @Test("they have their moments")
  func moments() {
    let random = RandomStream(seed: 1, stream: 2)
    let count = 200_000
    let normal = (0..<count).map { random.normal(at: UInt64($0)) }
    let mean = normal.reduce(0, +) / Double(count)
    let variance = normal.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    let beyondTwo = Double(normal.filter { abs($0) > 2 }.count) / Double(count)
    #expect(abs(mean) < 0.01)
    #expect(abs(variance - 1) < 0.015)
    #expect(abs(beyondTwo - 0.0455) < 0.003)
  }
}
