"""Documents to DOCX, EPUB and PDF, by way of pandoc's JSON; one module a format."""
