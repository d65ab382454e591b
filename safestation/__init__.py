"""SafeStation: the tool on the counter when somebody asks for help."""

__version__ = "0.1.0"
