import Foundation

extension RemoteFile {
  /// The part of an address that says whose it is.
  struct Host: Hashable {
    var isSecure: Bool
    var name: String
    var port: Substring

    init(_ address: String) {
      isSecure = address.hasPrefix("https://")
      let rest = address.drop { $0 != "/" }.dropFirst(2).prefix { !"/?#".contains($0) }
      let place = rest.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
      if place.hasPrefix("[") {
        name = place.dropFirst().prefix { $0 != "]" }.lowercased()
        port = place.drop { $0 != "]" }.dropFirst(2)
      } else {
        name = place.prefix { $0 != ":" }.lowercased()
        port = place.drop { $0 != ":" }.dropFirst()
      }
    }

    /// Whether it is this machine, or lies in a network that is not the public one, as far as its name says.
    var isPrivate: Bool {
      // The dot at the end of a complete name says nothing more.
      let name = self.name.hasSuffix(".") ? String(self.name.dropLast()) : self.name
      if name.contains(":") { return Self.sixBytes(name).map(Self.isPrivate(sixBytes:)) ?? true }
      // Names are not written with percent signs but to hide them.
      if !name.contains(".") || name.contains("%") { return true }
      if name.hasSuffix(".localhost") || name.hasSuffix(".local") { return true }
      // As browsers have it: what ends in a number is an address of numbers (WHATWG URL, 3.5).
      guard let last = name.split(separator: ".", omittingEmptySubsequences: false).last, let first = last.first,
        first.isASCII, first.isNumber
      else { return false }
      // Other spellings, such as 127.1, 0x7f.0.0.1 or 0177.0.0.1, are nobody's public name.
      guard let bytes = Self.fourBytes(name), bytes.map(String.init).joined(separator: ".") == name else { return true }
      return Self.isPrivate(fourBytes: bytes)
    }

    /// An address that a name stands for, as it is written in numbers.
    struct Address: Hashable {
      var text: String
      var isPrivate: Bool
    }

    /// What the name stands for now, as the resolver says; none where it does not know.
    var addresses: [Address] {
      var hints = addrinfo()
      hints.ai_family = AF_UNSPEC
      var list: UnsafeMutablePointer<addrinfo>?
      guard getaddrinfo(name, nil, &hints, &list) == 0 else { return [] }
      defer { freeaddrinfo(list) }
      var found: [Address] = []
      var next = list
      while let entry = next?.pointee {
        next = entry.ai_next
        guard let address = entry.ai_addr else { continue }
        let one: Address
        switch entry.ai_family {
        case AF_INET:
          let bytes = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
            withUnsafeBytes(of: address.pointee.sin_addr) { Array($0) }
          }
          let text = bytes.map(String.init).joined(separator: ".")
          one = Address(text: text, isPrivate: Self.isPrivate(fourBytes: bytes))
        case AF_INET6:
          let bytes = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
            withUnsafeBytes(of: address.pointee.sin6_addr) { Array($0) }
          }
          let groups = stride(from: 0, to: bytes.count, by: 2).map { Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]) }
          let text = groups.map { String($0, radix: 16) }.joined(separator: ":")
          one = Address(text: "[\(text)]", isPrivate: Self.isPrivate(sixBytes: bytes))
        default: continue
        }
        // Each comes once for every kind of socket.
        if !found.contains(one) { found.append(one) }
      }
      return found
    }

    /// For curl: that the name stands for these addresses and no others, whatever it is told a moment later. With and without the dot at the
    /// end, which curl takes for two names.
    func pins(_ addresses: [Address]) -> [String] {
      // What is an address itself needs none.
      if addresses.isEmpty || name.contains(":") { return [] }
      let place = port.isEmpty ? (isSecure ? "443" : "80") : String(port)
      let all = addresses.map(\.text).joined(separator: ",")
      let bare = name.hasSuffix(".") ? String(name.dropLast()) : name
      return [bare, bare + "."].map { "\($0):\(place):\(all)" }
    }

    private static func fourBytes(_ name: String) -> [UInt8]? {
      var address = in_addr()
      return inet_pton(AF_INET, name, &address) == 1 ? withUnsafeBytes(of: address) { Array($0) } : nil
    }

    private static func sixBytes(_ name: String) -> [UInt8]? {
      var address = in6_addr()
      return inet_pton(AF_INET6, name, &address) == 1 ? withUnsafeBytes(of: address) { Array($0) } : nil
    }

    /// RFC 1918, 3927, 6598, and what is no host (RFC 1122, 5771).
    private static func isPrivate(fourBytes bytes: [UInt8]) -> Bool {
      switch (bytes[0], bytes[1]) {
      case (0, _), (10, _), (127, _), (169, 254), (192, 168), (172, 16...31), (100, 64...127), (224..., _): true
      default: false
      }
    }

    /// All but the part that is given to public hosts (RFC 4291), without what stands for an address of four bytes there (RFC 3056, 4380).
    private static func isPrivate(sixBytes bytes: [UInt8]) -> Bool {
      bytes[0] & 0xE0 != 0x20 || bytes[0] == 0x20 && (bytes[1] == 0x02 || bytes[1] == 0x01 && bytes[2] == 0)
    }
  }
}
