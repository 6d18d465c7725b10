"""Books to their formats, one package each, all by way of pandoc's JSON (``ast``)."""
