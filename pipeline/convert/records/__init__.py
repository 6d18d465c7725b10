"""What registers and shops are told of a book: ONIX for the trade, a deposit for Crossref."""
