"""Outputs read back and held against the documents they were made from.

Nothing here knows how an output was made, and nothing is shared with ``pipeline.convert``. A
document and each output of it are reduced to the same small *reading* (``reading``): the text with
the places of its notes, page marks, links and the targets of links; each note likewise. Readings
are compared character by character and mark by mark (``differences``), and every difference is
named by a rule (``rules``, ``checks``) at its place in the transcription.

What counts as the same, and no more than this:

- A block that holds nothing leaves no trace. A page mark at the end of a block, between two
  blocks and at the start of the next is at the same place, since no text stands between.
- Where a paragraph, heading, line of an opening or closing, list item, row or cell begins and ends
  is compared, and where a heading is and of what level; what other kind of block it is, and how it
  looks, is not. DOCX: only the headings of sections, by Word's navigation. PDF: headings are as
  deep as their section stands and none without words is one.
- A salutation that runs on and the paragraph it runs into are one block; so are an item and its
  label.
- Notes are in the order of their markers and known by their text. The label at the marker must be
  the printed one, and the same at the note.
- Page marks show the printed number. Links lead to the same document, note or page, and cover the
  same words; a reference to what is not in the edition is no link. Every document, note and page
  with a number of its own must be a place that links arrive at.
- An editor's reading stands in brackets behind the printed one.
- A link that a note's marker parts is one link; one without text is none.
- DOCX, PDF: notes have no notes. One whose first marker stands in a note follows the note of the
  text that leads to it, and that marker leads there as a second one does.
- The contents lead to every section in its order, in the words of its heading and as deep as the
  section stands (``contents``). EPUB, HTML: words are one space apart, and the id stands for none.
  DOCX: a text and its colophon need no contents, but in Word's navigation each stands at its level.
  PDF: the bookmarks lead to every heading, the printed contents give the page that it stands on;
  texts without a heading are in neither. A template of the edition's own may set other contents.
- EPUB, HTML, PDF: title page, metadata, languages and titles of pages say what is known of the
  edition (``about``), and no more is said there. The PDF carries the TEI it was made from.
- The edition as one TEI file: every text equal in all that the encoding knows, in the same order,
  parts and chapters (``volume``).
- DOCX: by its XML, as it stands. EPUB: by its XHTML, as it stands. PDF: by its structure tree,
  without soft hyphens and forced line ends, and with the lines of office below a signature as a
  block of their own.

Case, punctuation, spaces, ligatures and forms of characters are never evened out.
"""
