import Files
import Foundation
import Testing

@Suite struct WholeWritingTests {
  /// A terminal or a pipe that another program has set to refuse what has no room.
  @Test func whatRefusesToWaitIsWaitedFor() throws {
    var ends: [Int32] = [0, 0]
    let isMade = pipe(&ends) == 0
    try #require(isMade)
    let reader = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
    let writer = ends[1]
    _ = fcntl(writer, F_SETFL, O_NONBLOCK)
    // More than a pipe holds.
    let bytes = [UInt8](repeating: 7, count: 1 << 20)
    let thread = Thread {
      _ = WholeWriting.write(bytes, to: writer)
      close(writer)
    }
    thread.start()
    let read = reader.readDataToEndOfFile()
    #expect(read == Data(bytes))
  }

  @Test func whatCannotBeWrittenIsTold() {
    let isWritten = WholeWriting.write([1, 2, 3], to: -1)
    let number = errno
    #expect(!isWritten && number == EBADF)
  }
}

@Suite struct PrivateFolderTests {
  @Test func nobodyElseMayLookIntoIt() {
    let folder = PrivateFolder(temporary: "matinee-private")
    defer { folder.remove() }
    #expect(folder.make())
    var status = stat()
    let isThere = stat(folder.path, &status) == 0
    #expect(isThere && status.st_mode & 0o7777 == 0o700)
    let isMadeAgain = folder.make()
    #expect(!isMadeAgain, "somebody else's is never taken for one")
    #expect(PrivateFolder(temporary: "matinee-private").path != folder.path)
  }
}
