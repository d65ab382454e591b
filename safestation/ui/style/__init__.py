"""How everything looks: tokens, two themes, one style sheet. Nothing else sets a style."""
