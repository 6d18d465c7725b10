"""What an editor shows of an edition, by the Language Server Protocol 3.17.

``edition lsp`` begins it. Nothing is fetched, and nothing is written: fixes and decisions are
changes that the editor makes, so that they can be undone there. It needs the extra ``lsp``, which
brings pygls and lsprotocol.
"""
