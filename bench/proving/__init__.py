"""The proving ground: known articles laid out as newspaper pages in random layouts, taken apart again, and the losses counted.

    articles.py     the known articles, and what a page prints of one: the truth
    signatures.py   how an article is signed: dateline, byline, closing credit, none
    stories.py      stories without a beginning or an end on their page
    matter.py       what a page prints beside its articles: mastheads, labels, editors' lines, weather, adverts
    lines.py        a paragraph broken into lines as a typesetter or a program does it
    phrases.py      headlines broken where the sense allows
    noise.py        what an OCR engine does to letters and marks
    text.py         articles → a page of text

    type.py         how wide letters are in print
    headlines.py    headlines set in type
    sheet.py        the sheet of a PDF page: habits, lines and shapes, blocks one below the other or side by side
    columns.py      columns that flow round what stands in their way
    story.py        a story set in its columns
    placing.py      where headline, pictures and nested stories stand in a story
    boxes.py        pictures and adverts
    pages.py        articles → the sheet of a page
    flowed.py       articles → a page that the browser itself lays out, with CSS
    pdf.py          sheet → HTML → PDF by Chromium

    score.py        truth and findings → boundaries and fields by feature of the layout, and every miss
    cli.py          python -m bench.proving text|pdf

A page is fair when a careful reader without any knowledge of the project could take it apart. So these are excluded:
reprints and continued parts (their text stands elsewhere too, or has no beginning); headlines set into a body at the border of
two paragraphs (the upper half would be an article without a headline); headlines below their body where no gap and no signature
shows to which neighbour they belong; captions in mid-column without a photo credit in a page of bare text; pages that begin
in mid-article at the beginning of a sentence without a continuation mark; opinion pieces signed as reports; and in print:
blocks no further apart than lines with no rule between them, titles that touch the title beside them, continuations without
their mark, and vertical headlines with marks or digits, which turn in the setting.
"""
