// The edition that the tests are about.

export const TEXT = `1. The Consul to the Minister

Lisbon, May 3, 1921.

To Mr. 𝔐 of the the port1 we wrote.

See Document 1, footnote 1.

  1. First note.
`;
export const SETTINGS = '[edition]\nid = "letters"\ntitle = "Letters"\n\n[outputs]\nformats = ["html"]\n';
