import Dataflow
import Testing

@Suite struct GraphFormatterTests {
  @Test func `sections come in order, each long one below a blank line`() throws {
    try expectFormat(
      """
      outputs:
        b: $a
      nodes:
        a: {kind: Number}


      inputs:
      weft: 1
      about: A number.
      """,
      becomes: """
        weft: 1
        about: A number.

        inputs:

        nodes:
          a: {kind: Number}

        outputs:
          b: $a

        """)
  }

  @Test func `what is inside is indented by two`() throws {
    try expectFormat(
      """
      weft: 1
      nodes:
          a:
                kind:    Sum
                numbers:
                - 1
                -   $b
                -
                    - 2
                    - 3
          b:   {  kind: Number,value: 3  }
      """,
      becomes: """
        weft: 1

        nodes:
          a:
            kind: Sum
            numbers:
              - 1
              - $b
              - - 2
                - 3
          b: {kind: Number, value: 3}

        """)
  }

  @Test func `comments stay beside what they are beside`() throws {
    try expectFormat(
      """
      # Of the file.

      # Of the version.
      weft: 1   # one
      nodes:    # all of them
          # Of a.
          a:     # of its line
            kind: Number # of the kind
      """,
      becomes: """
        # Of the file.

        # Of the version.
        weft: 1  # one

        nodes:  # all of them
          # Of a.
          a:  # of its line
            kind: Number  # of the kind

        """)
  }

  @Test
  func `a comment on its own line belongs to the entry below, or to the end of what it is in`()
    throws
  {
    try expectFormat(
      """
      weft: 1
      nodes:
        a:
          kind: Number
          # value is 0
        # Of b.
        b:
          kind: Sum
          numbers:
            - 1
            # one more
            - 2
            # no more
          # nor more inputs
        # no more nodes

      # Of the outputs.
      outputs:
        # none yet
      # The end.
      """,
      becomes: """
        weft: 1

        nodes:
          a:
            kind: Number
            # value is 0
          # Of b.
          b:
            kind: Sum
            numbers:
              - 1
              # one more
              - 2
              # no more
            # nor more inputs
          # no more nodes

        # Of the outputs.
        outputs:
          # none yet
        # The end.

        """)
  }

  @Test func `comments before a value go above its entry`() throws {
    try expectFormat(
      """
      weft: # a
        # b
        1 # c
      nodes: {}
      """,
      becomes: """
        # a
        # b
        weft: 1  # c

        nodes: {}

        """)
  }

  @Test func `comments move with their section, and those that head the file stay`() throws {
    try expectFormat(
      """
      # yaml-language-server: $schema=weft.json

      # Of the nodes.
      nodes: {a: {kind: Number}} # all
      # Of the version.
      weft: 1
      """,
      becomes: """
        # yaml-language-server: $schema=weft.json

        # Of the version.
        weft: 1

        # Of the nodes.
        nodes: {a: {kind: Number}}  # all

        """)
  }

  @Test func `blank lines between entries are kept, never two together and none at an end`() throws
  {
    try expectFormat(
      """


      weft: 1
      nodes:

        a: {kind: Number}
        b: {kind: Number}



        c: {kind: Number}

        # d

        d: {kind: Number}


      """,
      becomes: """
        weft: 1

        nodes:
          a: {kind: Number}
          b: {kind: Number}

          c: {kind: Number}

          # d

          d: {kind: Number}

        """)
  }

  @Test func `inputs in braces on neighbouring lines begin in one column`() throws {
    try expectFormat(
      """
      weft: 1
      inputs:
        a: {type: Text}
        long_name:      {type: Text, default: ''}
        b:
          type: Text

        c: {type: Text}  # alone
      nodes: {}
      """,
      becomes: """
        weft: 1

        inputs:
          a:         {type: Text}
          long_name: {type: Text, default: ""}
          b:
            type: Text

          c: {type: Text}  # alone

        nodes: {}

        """)
  }

  @Test func `brackets are kept where they have no comments and fit on a line`() throws {
    let words = (1...20).map { "word\($0)" }.joined(separator: ", ")
    let long = (1...20).map { "      - word\($0)" }.joined(separator: "\n")
    try expectFormat(
      """
      weft: 1
      nodes:
        a: {kind: Sum,
            numbers: [1,
                      2]}
        b: {kind: Join, words: [\(words)]}
        c: { # of c
          kind: Join, # of the kind
          # of the words
          words: [a,
           b # of b
           # the end of the words
           ]
        }
        d: {kind: Sum, numbers: [ # nothing
         ]}
      """,
      becomes: """
        weft: 1

        nodes:
          a: {kind: Sum, numbers: [1, 2]}
          b:
            kind: Join
            words:
        \(long)
          c:
            # of c
            kind: Join  # of the kind
            # of the words
            words:
              - a
              - b  # of b
              # the end of the words
          d:
            kind: Sum
            # nothing
            numbers: []

        """)
  }

  @Test func `quotes are double where no escape is needed in them, and are kept`() throws {
    try expectFormat(
      #"""
      weft: 1
      nodes:
        a: {kind: Join, 'words': ['a', 'it''s', 'say "a"', "\t", 'a\b', b, "7"]}
      """#,
      becomes: #"""
        weft: 1

        nodes:
          a: {kind: Join, words: ["a", "it's", 'say "a"', "\t", 'a\b', b, "7"]}

        """#)
  }

  @Test func `anchors, aliases and merges are kept, and their order with them`() throws {
    try expectFormat(
      """
      weft: 1
      nodes:
        a: &base   # the base
          # first
          kind: Number
        b: {<<: *base, value: &value   3}
        c:
          <<: *base
          value: *value
        &key d: *base
      inputs: {n: {type: Integer, default: *value}}
      """,
      becomes: """
        weft: 1

        nodes:
          a: &base  # the base
            # first
            kind: Number
          b: {<<: *base, value: &value 3}
          c:
            <<: *base
            value: *value
          &key d: *base

        inputs: {n: {type: Integer, default: *value}}

        """)
  }

  @Test func `marks of the document, directives and carriage returns go`() throws {
    try expectFormat(
      "%YAML 1.1\r\n--- # start\r\nweft: 1\r\nnodes:\r\n  a:\r\n    kind: Join\r\n    text: |\r\n      b\r\n      c\r\n...\r\n# end\r\n",
      becomes: """
        # start
        weft: 1

        nodes:
          a:
            kind: Join
            text: |
              b
              c
        # end

        """)
  }

  @Test func `a key too long for one line is marked`() throws {
    let key = String(repeating: "k", count: 1500)
    try expectFormat(
      "weft: 1\n\nnodes:\n  a:\n      kind: Number\n      ? \(key)\n      : 1\n",
      becomes: "weft: 1\n\nnodes:\n  a:\n    kind: Number\n    ? \(key)\n    : 1\n")
  }

  @Test func `faults of the shape are reported and nothing is written`() {
    #expect {
      try formatted("weft: 1\nnodes: {a: {value: 1}}\nnods: {}\n")
    } throws: { error in
      let messages = (error as? DiagnosticList)?.diagnostics.map(\.line)
      return messages == [
        "test.yaml:2:9: error: the node has no 'kind'",
        "test.yaml:3:1: error: a graph has no 'nods'; did you mean 'nodes'?",
      ]
    }
  }

  @Test func `a text that cannot keep its meaning is refused`() {
    #expect {
      try formatted("weft: 1\nnodes: {}\nabout: |+\n  a\u{2028}")
    } throws: { error in
      (error as? DiagnosticList)?.diagnostics.first?.message.hasPrefix(
        "the graph cannot be put in style without changing what it says") == true
    }
  }
}
