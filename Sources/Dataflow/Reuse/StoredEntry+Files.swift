extension StoredEntry {
  /// The entry of a file of the cache; its bytes are checked, and those of a large one not copied.
  ///
  /// A large file is read once for its digest, a piece at a time, so that a disk that fails is an
  /// error here and not the end of the process, and then mapped.
  ///
  /// - Returns: Nil if there is no file, it cannot be read, or it is of an earlier version's form.
  /// - Throws: ``Damage`` if the file is not, to the last bit, what was written.
  static func read(
    _ room: CacheFolder.Room, _ fingerprint: Fingerprint, of cache: CacheFolder
  ) throws(Damage) -> StoredEntry? {
    guard let file = OpenFile(cache.file(room, fingerprint).path) else { return nil }
    if file.count < StoredMemory.smallestMapped {
      guard let bytes = StoredMemory(reading: file) else {
        return nil
      }
      let whole = StoredBytes(bytes)
      return whole.isOfEarlierForm ? nil : try StoredEntry(whole)
    }
    guard let bytes = StoredMemory(mapping: file) else { return nil }
    let whole = StoredBytes(bytes)
    if whole.isOfEarlierForm { return nil }
    guard let digest = file.digest(from: headLength) else { return nil }
    return try StoredEntry(whole, digest: digest)
  }

  /// The entry of a file of the cache that this process has just written, mapped and not checked.
  ///
  /// - Returns: Nil if it is not there any more.
  static func mapped(_ fingerprint: Fingerprint, of cache: CacheFolder) -> StoredEntry? {
    guard let file = OpenFile(cache.file(.values, fingerprint).path),
      let bytes = StoredMemory(mapping: file)
    else { return nil }
    return try? StoredEntry(StoredBytes(bytes), digest: nil)
  }
}

extension StoredBytes {
  /// Whether they begin as entries of an earlier form do.
  fileprivate var isOfEarlierForm: Bool {
    part(at: 0, count: StoredEntry.magic.count)?.array == Array("WEFTVAL1".utf8)
  }
}
