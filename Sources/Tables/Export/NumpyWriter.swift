import CZlib
import Diagnostics
import Files

/// Writes arrays as numpy's npy, and several with names as npz: a zip archive of npy files, stored without compression.
public enum NumpyWriter {
  /// Throws `Diagnostic`; nothing is left behind then.
  @discardableResult
  public static func write(_ array: NumericArray, to path: String) throws -> FileDigest {
    try AtomicFile.write(array.npyBytes, to: path)
  }

  /// Writes an archive in which array `name` is the file `name.npy`, as `numpy.load` expects.
  ///
  /// Every file has the date of 1980-01-01, so that equal arrays give equal bytes. Throws `Diagnostic`, also when the archive
  /// would be larger than the 4 GiB that the plain zip format holds; nothing is left behind then.
  @discardableResult
  public static func write(_ arrays: [(name: String, array: NumericArray)], to path: String) throws -> FileDigest {
    let file = try AtomicFile(path)
    do {
      var directory: [UInt8] = []
      var offset = 0
      for (name, array) in arrays {
        let data = array.npyBytes
        let fileName = Array("\(name).npy".utf8)
        let start = offset
        let common = try description(of: data, fileName: fileName, path: path)
        var local: [UInt8] = []
        local.append(littleEndian: UInt32(0x0403_4B50))
        local += common + fileName
        try file.write(local)
        try file.write(data)
        offset += local.count + data.count
        guard offset < Int(UInt32.max), arrays.count < Int(UInt16.max) else { throw tooLarge(path) }
        directory.append(littleEndian: UInt32(0x0201_4B50))
        directory.append(littleEndian: UInt16(20))
        directory += common
        // No comment, first disk, no attributes.
        directory += [UInt8](repeating: 0, count: 10)
        directory.append(littleEndian: UInt32(start))
        directory += fileName
      }
      var end: [UInt8] = []
      end.append(littleEndian: UInt32(0x0605_4B50))
      end.append(littleEndian: UInt32(0))
      end.append(littleEndian: UInt16(arrays.count))
      end.append(littleEndian: UInt16(arrays.count))
      end.append(littleEndian: UInt32(directory.count))
      end.append(littleEndian: UInt32(offset))
      end.append(littleEndian: UInt16(0))
      try file.write(directory + end)
      return try file.commit()
    } catch {
      file.discard()
      throw error
    }
  }

  /// What a file's own header and the directory both say of it.
  private static func description(of data: [UInt8], fileName: [UInt8], path: String) throws -> [UInt8] {
    guard data.count < Int(UInt32.max), fileName.count < Int(UInt16.max) else { throw tooLarge(path) }
    let checksum = data.withUnsafeBytes { crc32_z(0, $0.bindMemory(to: UInt8.self).baseAddress, data.count) }
    var bytes: [UInt8] = []
    bytes.append(littleEndian: UInt16(20))
    // Names in UTF-8, stored.
    bytes.append(littleEndian: UInt16(0x0800))
    bytes.append(littleEndian: UInt16(0))
    // Midnight of 1980-01-01.
    bytes.append(littleEndian: UInt16(0))
    bytes.append(littleEndian: UInt16(0x0021))
    bytes.append(littleEndian: UInt32(truncatingIfNeeded: checksum))
    bytes.append(littleEndian: UInt32(data.count))
    bytes.append(littleEndian: UInt32(data.count))
    bytes.append(littleEndian: UInt16(fileName.count))
    bytes.append(littleEndian: UInt16(0))
    return bytes
  }

  private static func tooLarge(_ path: String) -> Diagnostic {
    Diagnostic(
      .unwritableValue, "\"\(path)\" would be larger than the 4 GiB that a zip archive holds",
      help: ["write its arrays as npy files"])
  }
}
