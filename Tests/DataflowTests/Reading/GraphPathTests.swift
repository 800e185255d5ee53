import Testing

@testable import Dataflow

@Suite struct GraphPathTests {
  @Test(arguments: [
    ("a/./b/../c", "a/c"), ("../a", "../a"), ("a/../..", ".."), ("./a", "a"), ("/a/../../b", "/b"),
    (".", "."), ("a//b", "a/b"), ("..", ".."), ("a/..", "."),
  ])
  func `a path is written in one way`(path: String, normalized: String) {
    #expect(path.normalizedPath == normalized)
  }

  @Test(arguments: [
    ("a/b.yaml", "a", "b.yaml"), ("a/b.yaml", "a/c", "../b.yaml"), ("b.yaml", ".", "b.yaml"),
    ("a/b.yaml", ".", "a/b.yaml"), ("../b.yaml", "a", "../../b.yaml"), ("a", "a", "."),
    ("/a/b.yaml", "/a/c", "../b.yaml"), ("/a/b.yaml", "a", "/a/b.yaml"),
    ("a/b.yaml", "../c", "a/b.yaml"),
  ])
  func `a path leads to the same place from a folder`(
    path: String, folder: String, relative: String
  ) {
    #expect(path.path(relativeTo: folder) == relative)
  }

  @Test(arguments: [
    ("./a", true), ("a/b", true), ("a.yaml", true), ("a.yml", true), ("Number", false),
    ("yaml", false), ("a.yam", false),
  ])
  func `a kind with a slash or the ending of a graph is a path`(kind: String, isPath: Bool) {
    #expect(kind.isGraphPath == isPath)
  }
}
