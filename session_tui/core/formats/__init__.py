"""The JSON documents and their JSON Schema."""
