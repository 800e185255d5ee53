import Dataflow
import Testing

@Suite struct BlockTextFormattingTests {
  @Test func `texts on several lines keep their lines, indented like the rest`() throws {
    try expectFormat(
      """
      weft: 1
      about: one
          two

          three # of about
      nodes:
          a:
              kind: Join
              text: |  # of a
                    one
                      two

                    three



              more: >2-
                   indented
                folded
              plus: |+
                kept

              quoted: "a \\
                 b
                 \\ c"
      """,
      becomes: """
        weft: 1
        about: one
          two

          three  # of about

        nodes:
          a:
            kind: Join
            text: |  # of a
              one
                two

              three

            more: >2-
                 indented
              folded
            plus: |+
              kept

            quoted: "a \\
              b
              \\ c"

        """)
  }

  @Test func `a block at the end of a file without a line feed keeps its text`() throws {
    try expectFormat(
      "weft: 1\nnodes: {}\nabout: |\n  one", becomes: "weft: 1\nabout: |-\n  one\n\nnodes: {}\n")
  }

  @Test func `no blank line is put below a block that would take it in`() throws {
    try expectFormat(
      "weft: 1\nabout: |+\n  one\nnodes: {}\n", becomes: "weft: 1\nabout: |+\n  one\nnodes: {}\n")
    try expectFormat(
      "weft: 1\nabout: |+\n  one\n\n\nnodes: {}\n",
      becomes: "weft: 1\nabout: |+\n  one\n\n\nnodes: {}\n")
  }
}
