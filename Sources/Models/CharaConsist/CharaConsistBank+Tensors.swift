public import Tensors

// A bank as tensors by name, and texts that say how they came about: what a safetensors file holds.

extension CharaConsistBank {
  /// All tensors, by names such as `foreground.keys.12.7`: of block 12 in step 7.
  public var tensors: [String: Tensor] {
    var tensors = ["foreground": Tensor(foreground)]
    for (place, pair) in foregroundTokens { tensors.insert(pair, "foreground", place) }
    for (place, pair) in background?.tokens ?? [:] { tensors.insert(pair, "background", place) }
    if let background { tensors["background"] = Tensor(background.mask) }
    for (block, tensor) in features { tensors["features.\(block)"] = tensor }
    for (place, tensor) in mergeable { tensors["mergeable.\(place.block).\(place.step)"] = tensor }
    return tensors
  }

  /// The settings, by name.
  public var metadata: [String: String] { settings.texts }

  /// The bank of tensors and settings; nil if they are not what ``tensors`` and ``metadata`` gave.
  public init?(tensors: [String: Tensor], metadata: [String: String]) {
    guard let settings = CharaConsistSettings(texts: metadata),
      let foreground = tensors["foreground"].flatMap(TokenMask.init)
    else { return nil }
    self.settings = settings
    self.foreground = foreground
    var keys: [String: [Place: Tensor]] = [:]
    var features: [Int: Tensor] = [:]
    for (name, tensor) in tensors where tensor.rank == 2 {
      let parts = name.split(separator: ".")
      let numbers = parts.suffix(2).compactMap { Int($0) }
      if parts.count >= 3, numbers.count == 2 {
        let kind = parts.dropLast(2).joined(separator: ".")
        keys[kind, default: [:]][Place(block: numbers[0], step: numbers[1])] = tensor
      } else if parts.count == 2, parts[0] == "features", let block = Int(parts[1]) {
        features[block] = tensor
      }
    }
    self.features = features
    mergeable = keys["mergeable"] ?? [:]
    let count = foreground.count
    guard mergeable.values.allSatisfy({ $0.shape[0] == count }),
      features.values.allSatisfy({ $0.shape[0] == foreground.isSet.count }),
      let own = Self.pairs(keys, "foreground", rows: count)
    else { return nil }
    foregroundTokens = own
    background = nil
    guard let mask = tensors["background"] else { return }
    guard let mask = TokenMask(mask),
      let others = Self.pairs(keys, "background", rows: mask.count)
    else { return nil }
    background = Background(mask: mask, tokens: others)
  }

  /// Keys and values of a side; nil if one is without the other or they have other rows than the mask.
  private static func pairs(
    _ tensors: [String: [Place: Tensor]], _ side: String, rows: Int
  ) -> [Place: KeyValues]? {
    let (keys, values) = (tensors["\(side).keys"] ?? [:], tensors["\(side).values"] ?? [:])
    guard keys.count == values.count else { return nil }
    var pairs: [Place: KeyValues] = [:]
    for (place, key) in keys {
      guard let value = values[place], value.shape == key.shape, key.shape[0] == rows else {
        return nil
      }
      pairs[place] = KeyValues(keys: key, values: value)
    }
    return pairs
  }
}

extension [String: Tensor] {
  fileprivate mutating func insert(
    _ pair: CharaConsistBank.KeyValues, _ side: String, _ place: CharaConsistBank.Place
  ) {
    self["\(side).keys.\(place.block).\(place.step)"] = pair.keys
    self["\(side).values.\(place.block).\(place.step)"] = pair.values
  }
}

extension Tensor {
  /// A mask, bool `[rows, columns]`.
  public init(_ mask: TokenMask) {
    self.init(mask.isSet, shape: [mask.rows, mask.columns])
  }
}

extension TokenMask {
  /// The mask of a bool tensor `[rows, columns]`; nil for any other.
  public init?(_ tensor: Tensor) {
    guard tensor.rank == 2, tensor.elementType == .bool else { return nil }
    self.init(
      rows: tensor.shape[0], columns: tensor.shape[1], tensor.contiguous().bytes().map { $0 != 0 })
  }
}

extension CharaConsistSettings {
  /// The settings as texts by name.
  fileprivate var texts: [String: String] {
    [
      "steps": "\(steps)", "sharing_start": "\(sharingSteps.lowerBound)",
      "sharing_end": "\(sharingSteps.upperBound)", "background_start": "\(backgroundStart)",
      "merging_start": "\(mergingSteps.lowerBound)",
      "merging_end": "\(mergingSteps.upperBound)", "merging_fade": "\(mergingFade)",
      "merging_weight": "\(mergingWeight)", "matching_step": "\(matchingStep)",
      "matching_threshold": "\(matchingThreshold)", "foreground_stride": "\(foregroundStride)",
      "background_stride": "\(backgroundStride)", "cleans_masks": "\(cleansMasks)",
      "foreground_source": foregroundSource.rawValue,
    ]
  }

  /// The settings of such texts; nil if one is missing or no number.
  fileprivate init?(texts: [String: String]) {
    func number<Number: LosslessStringConvertible>(_ name: String) -> Number? {
      texts[name].flatMap { Number($0) }
    }
    guard let steps: Int = number("steps"), steps >= 2,
      let sharingStart: Int = number("sharing_start"), let sharingEnd: Int = number("sharing_end"),
      let backgroundStart: Int = number("background_start"),
      let mergingStart: Int = number("merging_start"), let mergingEnd: Int = number("merging_end"),
      sharingStart <= sharingEnd, mergingStart <= mergingEnd,
      let fade: Int = number("merging_fade"), let weight: Float = number("merging_weight"),
      let matchingStep: Int = number("matching_step"),
      let threshold: Float = number("matching_threshold"),
      let foregroundStride: Int = number("foreground_stride"), foregroundStride > 0,
      let backgroundStride: Int = number("background_stride"), backgroundStride > 0,
      let cleansMasks: Bool = number("cleans_masks"),
      let source = texts["foreground_source"].flatMap(ForegroundSource.init)
    else { return nil }
    self.init(steps: steps)
    sharingSteps = sharingStart..<sharingEnd
    self.backgroundStart = backgroundStart
    mergingSteps = mergingStart..<mergingEnd
    mergingFade = fade
    mergingWeight = weight
    self.matchingStep = matchingStep
    matchingThreshold = threshold
    self.foregroundStride = foregroundStride
    self.backgroundStride = backgroundStride
    self.cleansMasks = cleansMasks
    foregroundSource = source
  }
}
