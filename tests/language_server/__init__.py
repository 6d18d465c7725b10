"""``edition lsp``, spoken with by pygls' own client over standard input and output."""
