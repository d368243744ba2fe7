extension PreviewSession {
  func fill(_ body: [UInt8]) -> PreviewResponse { PreviewResponse(404, "There is no exercise here.") }
}
