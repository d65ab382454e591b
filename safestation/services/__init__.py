"""What the app does, as plain calls against Protocols. Knows the domain."""
