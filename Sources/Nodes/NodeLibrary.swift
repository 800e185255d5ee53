public import Dataflow

/// Every kind of node there is, by the group its page is in.
///
/// A node is one file in the folder of its group; its line here makes it known. Read on in a node
/// (`Latents/NoiseLatent.swift`), in what travels between nodes (`Values/`), and in how models are
/// found (`Loading/ModelFolders.swift`).
public enum NodeLibrary {
  /// A group of kinds and the folder they are in.
  public struct Group: Sendable {
    /// The folder's name.
    public let name: String
    let nodes: [any Node.Type]

    /// Its kinds.
    public var kinds: [NodeKind] {
      nodes.compactMap { catalog[$0.kindName] }
    }
  }

  /// The groups, in the order of a graph's usual course.
  public static let groups = [
    Group(name: "Loading", nodes: [LoadModel.self]),
    Group(
      name: "Text",
      nodes: [
        EncodeText.self, LoadText.self, JoinTexts.self, SplitText.self, ReplaceText.self,
        MatchText.self, FillTemplate.self, VaryText.self, TidyText.self, TextFromValue.self,
        PathFromText.self,
      ]),
    Group(
      name: "Numbers",
      nodes: [
        Calculate.self, RoundNumber.self, ClampNumber.self, SummarizeNumbers.self,
        NumberFromText.self, SplitSize.self,
      ]),
    Group(
      name: "Logic",
      nodes: [
        Choose.self, FirstPresent.self, CompareNumbers.self, CompareTexts.self,
        CombineConditions.self,
      ]),
    Group(
      name: "Lists",
      nodes: [
        MakeList.self, ListItem.self, ListLength.self, ListPart.self, JoinLists.self,
        RepeatList.self, FilterList.self, SortList.self, ShuffleList.self, RandomChoice.self,
        IntegerRange.self, NumberRange.self, SeedSeries.self,
      ]),
    Group(
      name: "Latents",
      nodes: [
        NoiseLatent.self, EncodeImage.self, DecodeLatent.self, ResizeLatent.self, CropLatent.self,
        BlendLatents.self, BatchLatents.self, SplitLatent.self, LatentFromTensor.self,
        TensorFromLatent.self,
      ]),
    Group(name: "Sampling", nodes: [Sample.self]),
    Group(
      name: "CharaConsist",
      nodes: [
        CharaConsistPrompt.self, CharaConsistIdentity.self, CharaConsistFrame.self,
        CharaConsistMatch.self, DrawMatches.self, OverlayMask.self, LoadPrompts.self,
        LoadStory.self,
      ]),
    Group(
      name: "Images",
      nodes: [
        LoadImage.self, LoadImages.self, SolidImage.self, ResizeImage.self, CropImage.self,
        PadImage.self, FlipImage.self, RotateImage.self, CompositeImages.self, DrawLabel.self,
        ImageGrid.self, AdjustColor.self, InvertImage.self, BlurImage.self, SharpenImage.self,
        Classify.self,
      ]),
    Group(
      name: "Masks",
      nodes: [
        MaskFromChannel.self, MaskFromColor.self, ThresholdMask.self, InvertMask.self,
        CombineMasks.self, GrowMask.self, FeatherMask.self, ImageFromMask.self, SetAlpha.self,
      ]),
    Group(name: "Tensors", nodes: [LoadTensor.self, SaveTensor.self]),
    Group(name: "Saving", nodes: [SaveImage.self, SaveImages.self, SaveText.self, SaveJSON.self]),
  ]

  /// The kinds as graphs are checked against.
  public static let catalog = NodeCatalog(groups.flatMap(\.nodes))

  /// The JSON Schema of graphs of these kinds.
  public static var schema: GraphSchema {
    GraphSchema(catalog, families: ModelProfile.Family.allCases.map(\.rawValue))
  }

  /// The page of every kind.
  public static var pages: [KindPage] {
    groups.flatMap { group in
      group.kinds.map { KindPage($0, in: group.name) }
    }
  }
}
