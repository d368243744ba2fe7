import Testing
import WrittenTexts

/// Paths whose names begin with an accent, or end in a sign that takes the slash behind it for its own.
@Suite struct PathTextTests {
  @Test func pathsAreCutAtEverySlash() {
    #expect("../\u{301}x/y".pathNames.map(ExactText.init) == ["..", "\u{301}x", "y"].map(ExactText.init))
    #expect("a\u{600}/../b".pathNames.map(ExactText.init) == ["a\u{600}", "..", "b"].map(ExactText.init))
    #expect("//a//b/".pathNames == ["a", "b"])
    #expect("/a//".pathParts == ["", "a", "", ""])
    #expect("".pathNames.isEmpty && "".pathParts == [""])
  }

  @Test func theNameStandsBehindTheLastSlash() {
    let cut = "a/\u{301}b".pathAndName
    #expect(ExactText(cut.folder) == ExactText("a/") && ExactText(cut.name) == ExactText("\u{301}b"))
    #expect("b".pathAndName == ("", "b"))
    #expect("/b".pathAndName == ("/", "b"))
    #expect("a/b/".pathAndName == ("a/b/", ""))
    #expect("/a/b/c".pathFolders == ["/", "/a/", "/a/b/"])
    #expect(["a/", "a", "/", "a//"].map(\.droppingSlash) == ["a", "a", "", "a/"])
    #expect("/\u{301}x".isAbsolutePath && !"a/b".isAbsolutePath)
  }

  @Test func aFolderThatLooksTheSameIsAnother() {
    #expect("/é/x".path(in: "/é/") == "x")
    #expect("/e\u{301}/x".path(in: "/\u{E9}/") == nil)
    #expect("/a/\u{301}x".path(in: "/a/").map(ExactText.init) == ExactText("\u{301}x"))
    #expect("/ab".path(in: "/a/") == nil)
  }

  @Test func keysAreFoundByTheirBytes() {
    var files: [ExactText: Int] = [:]
    files["\u{E9}"] = 1
    files["e\u{301}"] = 2
    #expect(files.count == 2 && files["\u{E9}"] == 1)
    #expect(files.keys.sorted().map { Array($0.text.utf8) } == [[0x65, 0xCC, 0x81], [0xC3, 0xA9]])
    var names = Set(texts: ["\u{E9}"])
    #expect(names.contains("\u{E9}") && !names.contains("e\u{301}"))
    names.insert("e\u{301}")
    #expect(names.count == 2)
  }
}
