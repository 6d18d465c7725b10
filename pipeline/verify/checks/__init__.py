"""What can be wrong with an output, each in words for the user.

A check takes the differences of one document and yields what its rule is about. Whatever an
output has lost, the transcription is not at fault; the finding says where to look.
"""
