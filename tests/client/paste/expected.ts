/** What becomes of each fixture when it is pasted into an article. */
export const expected: Readonly<Record<string, { readonly blocks: readonly string[]; readonly provisions: readonly (readonly string[])[]; readonly losses: readonly string[] }>> = {
  word: {
    blocks: [],
    provisions: [
      ['chapter', 'heading: Dispositions générales'],
      ['article', 'heading: Objet',
        'paragraph: Le présent règlement s’applique en France{→ note} et\u00A0:',
        'point: aux {strong: images} animées\u00A0;', 'indent: y compris H{sub: 2}O\u00A0;',
        'point: aux sons, voir le plan et {link https://example.org/loi: la loi}.',
        'note: JO L 119 du 4.5.2016, {em: p.\u00A01}.'],
    ],
    losses: ['contents: Article 1..... 2', 'deletion: fixes', 'unsafeLink: le plan', 'image', 'comment: Vraiment ?', 'title: A Regulation on generated video'],
  },
  libreoffice: {
    blocks: [],
    provisions: [
      ['chapter', 'heading: Transparency'],
      ['article', 'heading: Marking of generated video',
        'paragraph: A provider shall {strong: mark} every video{→ note} that:',
        'point: shows a {em: natural person};', 'point: was made by a system whose training emitted CO{sub: 2}:', 'indent: in the Union;', 'indent: elsewhere.',
        'paragraph: Details are in the {link https://example.org/guidelines: guidelines}.', 'note: Regulation (EU) 2024/1689, Article 50.'],
      ['article', 'heading: Risk classes', 'plain: The classes are:',
        'row: Use', 'cell: Class', 'cell: ', 'row: Election video', 'cell: high', 'cell: Annex I', 'row: Film', 'cell: low', 'cell: ',
        'plain: They are reviewed each year.'],
    ],
    losses: ['mergedCells: Class'],
  },
  'google-docs': {
    blocks: [],
    provisions: [
      ['chapter', 'heading: Duties of platforms'],
      ['article', 'heading: Definitions',
        'definition: ‘platform’ means a {strong+em: service} that:', 'point: stores video;', 'point: shows it to more than 10{sup: 6} people;', 'definition: {strike: ‘old’ means gone.}'],
      ['article', 'heading: Labels', 'plain: Every label follows the {link https://example.org/standard: standard}, {underline: always}.', 'point: visible;', 'point: audible.'],
    ],
    losses: [],
  },
  'official-journal': {
    blocks: [],
    provisions: [['article', 'heading: Transparency obligations',
      'paragraph: Providers shall inform persons, unless:', 'point: it is obvious;', 'point: the law says otherwise, and:', 'indent: rights are kept;', 'indent: nobody objects.',
      'paragraph: Providers of systems shall mark their output (1).']],
    losses: [],
  },
  web: {
    blocks: [
      'paragraph: Click here or {link https://example.org/: there}, {underline: not} there.', 'paragraph: As said in Article 99.',
      'row: Merged', 'cell: ', 'cell: C', 'row: tall', 'cell: 1', 'cell: in ner', 'row: ', 'cell: 2', 'cell: 3',
      'paragraph: one', 'paragraph: two',
    ],
    provisions: [],
    losses: ['unsafeLink: here', 'embedded', 'nestedTable: inner', 'mergedCells: Merged', 'mergedCells: tall', 'embedded: Go', 'image', 'image'],
  },
}
