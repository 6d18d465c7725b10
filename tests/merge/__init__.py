"""What a copy-editor has changed in a DOCX of ours comes back into the transcriptions."""
