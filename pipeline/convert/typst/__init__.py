"""The parts of the PDF that are Typst's: its dialect of pandoc's document, fonts, template."""
