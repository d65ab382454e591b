"""A visit on paper: values in, PDF bytes out. The only room that knows ReportLab."""
