"""Raw transcriptions of historical documents in, proved editions out."""

__version__ = "0.1.0"
