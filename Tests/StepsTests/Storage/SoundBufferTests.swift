import Tables
import Testing

@testable import Steps

/// A column from a file is held against what its kind says before anybody looks something up by it.
@Suite struct SoundBufferTests {
  /// Everything stays where the description is.
  private struct InlineKeeper: BufferKeeper {
    func keep(_ bytes: UnsafeRawBufferPointer) throws -> StoredBuffer.Place { .inline(Array(bytes)) }
    func open(_ place: StoredBuffer.Place, byteCount: Int) throws(StorageDamage) -> KeptBytes {
      throw StorageDamage("there are no files")
    }
  }

  private func reason(_ column: Column) throws -> String? {
    let stored = try StoredTable(Table([("a", column)]), in: InlineKeeper())
    do {
      _ = try stored.open(in: InlineKeeper())
      return nil
    } catch {
      return error.reason
    }
  }

  private func texts(_ codes: [UInt32], _ texts: [String] = ["a", "bé"], nulls: [Int] = []) -> Column {
    Column(.strings(codes: Buffer(codes), pool: StringPool(texts)), validity: validity(codes.count, nulls))
  }

  private func validity(_ count: Int, _ nulls: [Int]) -> Bitmap? {
    nulls.isEmpty ? nil : Bitmap(count: count) { !nulls.contains($0) }
  }

  @Test func codesLieInTheirPool() throws {
    #expect(try reason(texts([0, 1, 1])) == nil)
    #expect(try reason(texts([0, 2])) == "a column has a code without a meaning")
    #expect(try reason(texts([0, .max])) == "a column has a code without a meaning")
    // What stands where there is no value is nobody's business, and leads nowhere.
    #expect(try reason(texts([0, .max], nulls: [1])) == nil)
    let stored = try StoredTable(Table([("a", texts([1, .max], nulls: [1]))]), in: InlineKeeper())
    guard case .strings(let codes, _)? = try stored.open(in: InlineKeeper())["a"]?.storage else { return }
    #expect(Array(codes.elements) == [1, 0])
  }

  @Test func indicesLieBelowTheirCardinality() throws {
    func index(_ codes: [Int32], _ cardinality: Int) -> Column {
      Column(.indices(Buffer(codes), cardinality: cardinality))
    }
    #expect(try reason(index([0, 4], 5)) == nil)
    #expect(try reason(index([0, 5], 5)) != nil)
    #expect(try reason(index([-1], 5)) != nil)
  }

  @Test func textsFollowOneAnotherAndAreTexts() throws {
    func pool(_ bytes: [UInt8], _ offsets: [Int]) -> Column {
      Column(.strings(codes: Buffer([0]), pool: StringPool(bytes: Buffer(bytes), offsets: Buffer(offsets))))
    }
    let word = Array("aé".utf8)
    #expect(try reason(pool(word, [0, 1, 3])) == nil)
    for offsets in [[0, 2, 3], [0, 3, 1, 3], [1, 3], [0, 9], [0, -1, 3], [0, 1], [0, 1 << 40, 3]] {
      #expect(try reason(pool(word, offsets)) != nil, "\(offsets)")
    }
    #expect(try reason(pool([0x61, 0xFF], [0, 2])) != nil)
    #expect(try reason(pool([0x61, 0x00], [0, 2])) == nil)
  }

  @Test func truthsAreTwo() throws {
    #expect(try reason(Column(.booleans(Buffer([0, 1])))) == nil)
    #expect(try reason(Column(.booleans(Buffer([0, 7])))) != nil)
  }

  @Test func aBitmapHasNoMoreRowsThanItsTable() throws {
    #expect(throws: StorageDamage.self) { try SoundBuffers.bitmap(Buffer([0b1011]), rows: 3) }
    #expect(throws: StorageDamage.self) { try SoundBuffers.bitmap(Buffer([0b1011, 0]), rows: 4) }
    #expect(throws: Never.self) { try SoundBuffers.bitmap(Buffer([0b1011]), rows: 4) }
  }

  @Test func noCountAsksForMemoryThatTheBytesCannotFill() throws {
    var encoder = ByteEncoder()
    encoder.append(1 << 62)
    encoder.append(1 << 62)
    encoder.append(UInt8(0))
    encoder.append(raw: [1, 2, 3])
    var decoder = ByteDecoder(encoder.bytes)
    let buffer = try StoredBuffer(&decoder)
    #expect(throws: StorageDamage.self) { try buffer.open(Int64.self, in: InlineKeeper()) }
    var list = ByteEncoder()
    list.append(Int.max)
    var counts = ByteDecoder(list.bytes)
    #expect(throws: StorageDamage.self) { try counts.list { try $0.text() } }
    var text = ByteEncoder()
    text.append(raw: [0x61, 0xC3])
    var texts = ByteDecoder(text.bytes)
    #expect(throws: StorageDamage.self) { try texts.text() }
  }
}
