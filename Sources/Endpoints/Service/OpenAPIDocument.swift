import Diagnostics

/// The description of the service in OpenAPI 3.1, made from its routes.
enum OpenAPIDocument {
  static func text(version: String, limits: RequestLimits) -> String {
    let paths = ServiceRoute.allCases.map { route in
      "    \(JSONWriter.quote(route.rawValue)): {\(JSONWriter.quote(route.method.lowercased())): \(operation(route, limits))}"
    }
    return """
      {
        "openapi": "3.1.0",
        "info": {"title": "Matinee endpoints", "version": \(JSONWriter.quote(version)), "description": \(JSONWriter.quote(about))},
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

  private static func operation(_ route: ServiceRoute, _ limits: RequestLimits) -> String {
    let parameters = route.parameters.map { parameter in
      "{\"name\": \(JSONWriter.quote(parameter.name)), \"in\": \"\(parameter.isInPath ? "path" : "query")\", "
        + "\"required\": \(parameter.isRequired), \"schema\": {\"type\": \"\(parameter.type)\"}, "
        + "\"description\": \(JSONWriter.quote(parameter.summary))}"
    }
    var members = [
      "\"operationId\": \"\(route)\"", "\"summary\": \(JSONWriter.quote(route.summary))",
      "\"parameters\": [\(parameters.joined(separator: ", "))]",
    ]
    var responses = ["\"200\": {\"description\": \"The answer.\"\(content(of: route))}"]
    if route.method == "POST" {
      members.append(
        "\"requestBody\": {\"required\": true, \"content\": {\"application/json\": {\"schema\": {\"$ref\": \"#/components/schemas/Request\"}}, "
          + "\"application/jsonlines\": {\"schema\": {\"$ref\": \"#/components/schemas/Instance\"}}, "
          + "\"application/x-recordio-protobuf\": {}}}")
      responses += ["400", "413", "415"].map(fault)
    }
    if route == .recommend || route == .similar { responses += ["400", "404"].map(fault) }
    if route != .metrics, route != .openAPI { responses.append(fault("503")) }
    members.append("\"responses\": {\(responses.joined(separator: ", "))}")
    return "{\(members.joined(separator: ", "))}"
  }

  private static func content(of route: ServiceRoute) -> String {
    guard route.method == "POST" else { return "" }
    return ", \"content\": {\"application/json\": {\"schema\": {\"$ref\": \"#/components/schemas/Answer\"}}, "
      + "\"application/jsonlines\": {\"schema\": {\"$ref\": \"#/components/schemas/Prediction\"}}, "
      + "\"application/x-recordio-protobuf\": {}}"
  }

  private static func fault(_ status: String) -> String {
    "\"\(status)\": {\"description\": \"What is wrong, in a sentence.\", "
      + "\"content\": {\"application/json\": {\"schema\": {\"$ref\": \"#/components/schemas/Fault\"}}}}"
  }
}
