import JSONText

/// The description of the service in OpenAPI 3.1, made from its routes.
enum OpenAPIDocument {
  static func text(version: String, limits: RequestLimits) -> String {
    let paths = ServiceRoute.allCases.map { route in
      "    \(JSON.quote(route.rawValue)): \(JSON.object([(route.method.lowercased(), operation(route))]).encoded())"
    }
    return """
      {
        "openapi": "3.1.0",
        "info": {"title": "Matinee endpoints", "version": \(JSON.quote(version)), "description": \(JSON.quote(about))},
        "paths": {
      \(paths.joined(separator: ",\n"))
        },
        "components": {"schemas": {
          "Features": {"oneOf": [
            {"type": "array", "items": {"type": "number"}, "description": "A value for each column."},
            {"type": "object", "required": ["values"], "properties": {
              "keys": {"type": "array", "items": {"type": "integer", "minimum": 0}, "description": "Columns that are not zero."},
              "values": {"type": "array", "items": {"type": "number"}},
              "shape": {"type": "array", "items": {"type": "integer"}, "description": "The number of columns."}}}]},
          "Instance": {"oneOf": [
            {"type": "object", "required": ["features"], "properties": {"features": {"$ref": "#/components/schemas/Features"}}},
            {"type": "object", "required": ["data"], "properties": {"data": {"type": "object", "required": ["features"],
              "properties": {"features": {"$ref": "#/components/schemas/Features"}}}}}]},
          "Request": {"type": "object", "required": ["instances"], "properties": {
            "instances": {"type": "array", "minItems": 1, "maxItems": \(limits.rows), "items": {"$ref": "#/components/schemas/Instance"}}}},
          "Prediction": {"type": "object", "properties": {
            "score": {"type": "number"}, "predicted_label": {"type": "number"},
            "labels": {"type": "array", "items": {"type": "number"}}, "distances": {"type": "array", "items": {"type": "number"}}}},
          "Answer": {"type": "object", "properties": {
            "predictions": {"type": "array", "items": {"$ref": "#/components/schemas/Prediction"}}}},
          "Fault": {"type": "object", "properties": {"code": {"type": "string"}, "message": {"type": "string"}}}
        }}
      }

      """
  }

  private static let about =
    "Rows of features in, scores or neighbours out, in the forms of the managed service. Columns are those that export writes to a "
    + ".rec; rows, lines and records in messages count from 1, columns and bytes from 0."

  private static func operation(_ route: ServiceRoute) -> JSON {
    let parameters = route.parameters.map { parameter -> JSON in
      [
        "name": .text(parameter.name), "in": parameter.isInPath ? "path" : "query",
        "required": .boolean(parameter.isRequired), "schema": ["type": .text("\(parameter.type)")],
        "description": .text(parameter.summary),
      ]
    }
    var members: [JSON.Member] = [
      ("operationId", .text("\(route)")), ("summary", .text(route.summary)), ("parameters", .list(parameters)),
    ]
    let isPost = route.method == "POST"
    var answer: [JSON.Member] = [("description", "The answer.")]
    if isPost { answer.append(("content", content(json: "Answer", lines: "Prediction"))) }
    var responses: [JSON.Member] = [("200", .object(answer))]
    if isPost {
      members.append(("requestBody", ["required": true, "content": content(json: "Request", lines: "Instance")]))
      responses += ["400", "413", "415"].map(fault)
    }
    if route == .recommend || route == .similar { responses += ["400", "404"].map(fault) }
    if route != .metrics, route != .openAPI { responses.append(fault("503")) }
    members.append(("responses", .object(responses)))
    return .object(members)
  }

  private static func content(json: String, lines: String) -> JSON {
    ["application/json": schema(json), "application/jsonlines": schema(lines), "application/x-recordio-protobuf": [:]]
  }

  private static func schema(_ name: String) -> JSON { ["schema": ["$ref": .text("#/components/schemas/\(name)")]] }

  private static func fault(_ status: String) -> JSON.Member {
    (status, ["description": "What is wrong, in a sentence.", "content": ["application/json": schema("Fault")]])
  }
}
