import { cannot, cardPlace, emoji, file, html, pasted, picture, schema, sprite, type Payload } from './payload.ts'

const giphy = `<img alt="Thank you (GIF Image)" height="250" width="350" src="https://media4.giphy.com/media/x/giphy.gif" itemtype="${schema}/Giphy">`
const gif = `<readonly title="Thank you (GIF Image)" itemtype="${schema}/Giphy" contenteditable="false">${giphy}</readonly>`
const sticker = `<readonly aria-label="Yes!" contenteditable="false" itemtype="${schema}/Sticker" title="Yes!">${pasted('s')}</readonly>`
const video = `<video src="https://as-api.asm.skype.com/v1/objects/0-weu-d2-v/views/video" itemscope="" itemtype="${schema}/AMSVideo" data-duration="PT1.4S" width="1280" height="720">\r\nVideo-Clip</video>`
const forward = `<blockquote itemtype="${schema}/Forward"><p>What others said among themselves</p></blockquote>`
const adaptive = { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard' } }

/** A message with words and something that stays behind. */
const beside = (what: string, content: string, attachments: readonly object[], things: string): Payload => ({
  what,
  activity: { text: 'Here', attachments: [...attachments, html(content)] },
  reads: 'Here',
  noted: cannot(things),
})
/** A message of nothing but what stays behind. */
const alone = (what: string, content: string, attachments: readonly object[], things: string): Payload => ({
  what,
  activity: { text: '', attachments: [...attachments, html(content)] },
  reads: null,
  noted: cannot(things),
})

const longName = `${'offer '.repeat(20)}.pdf`

const files: Payload[] = [
  {
    what: 'a file alone',
    activity: { attachments: [file('prices.pdf')] },
    reads: null,
    noted: cannot('the file prices.pdf'),
  },
  beside('a file with words', '<p>Here</p>', [file('prices.pdf')], 'the file prices.pdf'),
  beside('two files', '<p>Here</p>', [file('a.pdf'), file('b.docx')], 'the file a.pdf and the file b.docx'),
  beside(
    'seven files',
    '<p>Here</p>',
    ['1', '2', '3', '4', '5', '6', '7'].map(file),
    'the file 1, the file 2, the file 3, the file 4, the file 5, and 2 more files',
  ),
  // learn.microsoft.com/graph/api/resources/chatmessageattachment
  beside(
    'a file as a reference',
    '<p>Here</p><attachment id="5"></attachment>',
    [{ contentType: 'reference', contentUrl: 'https://contoso.example/b.xlsx', name: 'b.xlsx' }],
    'the file b.xlsx',
  ),
  beside('a file with a long name', '<p>Here</p>', [file(longName)], `the file ${longName.slice(0, 59)}…`),
  beside(
    'a file with Markdown and direction marks in its name',
    '<p>Here</p>',
    [file('[a](https://evil.example)\u202efdp.exe\n{{DATE()}}')],
    'the file [a](https://evil.example)fdp.exe {{DATE()}}',
  ),
  beside('a file without a name', '<p>Here</p>', [{ contentType: 'application/octet-stream' }], 'an attachment'),
  beside('a file with a blank name', '<p>Here</p>', [file(' ')], 'an attachment'),
  beside(
    'an attachment of an unknown type',
    '<p>Here</p>',
    [{ contentType: 'application/x-new', name: 'thing.new' }],
    'the file thing.new',
  ),
  beside('an attachment without a type', '<p>Here</p>', [{ content: {} }], 'an attachment'),
]

const images: Payload[] = [
  beside('a pasted picture', `<p>Here</p><p>${pasted('1')}</p>`, [picture('1')], 'a picture'),
  alone('a pasted picture alone', `<p>${pasted('1')}</p>`, [picture('1')], 'a picture'),
  beside('two pictures', `<p>Here ${pasted('1')}${pasted('2')}</p>`, [picture('1'), picture('2')], '2 pictures'),
  beside(
    'a picture that the HTML does not show',
    '<p>Here</p>',
    [{ contentType: 'image/png', contentUrl: 'https://contoso.example/a.png' }],
    'a picture',
  ),
  {
    what: 'a picture and an emoji',
    activity: {
      text: 'Here',
      attachments: [sprite('smile'), picture('1'), html(`<p>Here ${emoji('🙂', 'smile', 'Smile')} ${pasted('1')}</p>`)],
    },
    reads: 'Here 🙂',
    noted: cannot('a picture'),
  },
  alone(
    'a GIF',
    `<p>&nbsp;</p>${gif}<p>&nbsp;</p>`,
    [{ contentType: 'image/gif', contentUrl: 'https://media4.giphy.com/media/x/giphy.gif' }],
    'a GIF',
  ),
  beside('a GIF with words', `<p>Here</p>${gif}`, [], 'a GIF'),
  beside(
    'a GIF from Tenor',
    `<p>Here</p><readonly itemtype="${schema}/Tenor"><img src="https://eu-prod.asyncgw.teams.microsoft.com/v1/url/content?url=tenor" itemtype="${schema}/Tenor"></readonly>`,
    [],
    'a GIF',
  ),
  beside(
    'a GIF without its type',
    '<p>Here <img src="https://media1.giphy.com/media/x/giphy.gif" alt="dance"></p>',
    [],
    'a GIF',
  ),
  alone('a sticker', `<p>${sticker}</p>`, [picture('s')], 'a sticker'),
  beside(
    'a GIF through the servers of Teams',
    `<p>Here</p><img itemtype="${schema}/Giphy" src="https://eu-prod.asyncgw.teams.microsoft.com/v1/url/content?url=giphy">`,
    [],
    'a GIF',
  ),
  alone(
    'a sticker without its type',
    '<p><img src="https://statics.teams.cdn.office.net/evergreen-assets/stickerassets/Clippy_Bored.gif" alt="Bored"></p>',
    [],
    'a sticker',
  ),
  alone(
    'a sticker of Microsoft',
    `<p><img itemtype="${schema}/Sticker" src="https://statics.teams.cdn.office.net/evergreen-assets/stickerassets/Clippy_Bored.gif" alt="Bored"></p>`,
    [],
    'a sticker',
  ),
  // github.com/microsoft/BotBuilder-Samples/issues/3872
  alone('a video clip', `<div>${video}</div>`, [], 'a video clip'),
  beside(
    'a picture, a GIF and a file',
    `<p>Here ${pasted('1')}</p>${gif}`,
    [picture('1'), file('prices.pdf')],
    'a picture, a GIF, and the file prices.pdf',
  ),
]

const others: Payload[] = [
  // github.com/MicrosoftDocs/msteams-docs/issues/14169
  {
    what: 'a voice message',
    activity: {
      text: null,
      attachments: [
        html(`<div><span itemid="bfb101ec" itemscope="" itemtype="${schema}/InputExtension"></span></div>`),
      ],
    },
    reads: null,
    noted: cannot('a voice message'),
  },
  alone(
    'a voice message as a card',
    `<div>${cardPlace('v')}</div>`,
    [{ contentType: 'application/vnd.microsoft.card.audio', content: {} }],
    'a voice message',
  ),
  beside('sound', '<p>Here</p>', [{ contentType: 'audio/mp4', name: 'memo.m4a' }], 'a voice message'),
  // learn.microsoft.com/graph/teams-messaging-overview
  alone(
    'a Loop component',
    `<p>${cardPlace('l')}</p>`,
    [
      {
        contentType: 'application/vnd.microsoft.card.fluidEmbedCard',
        content: '{"componentUrl":"https://contoso.example/loop"}',
      },
    ],
    'a Loop component',
  ),
  beside(
    'a Loop component as a link',
    `<p>Here <a href="https://contoso.example/loop" itemtype="${schema}/FluidEmbedCard/FluidAutoEmbedLink">Plan</a></p>`,
    [],
    'a Loop component',
  ),
  beside('a card of another app', `<p>Here</p>${cardPlace('c')}`, [adaptive], 'a card'),
  beside('a card that only the HTML shows', `<p>Here</p>${cardPlace('c')}`, [], 'a card'),
  beside(
    'two cards',
    '<p>Here</p>',
    [adaptive, { contentType: 'application/vnd.microsoft.card.hero', content: {} }],
    '2 cards',
  ),
  alone(
    'a code snippet',
    `<p>${cardPlace('n')}</p>`,
    [{ contentType: 'application/vnd.microsoft.card.codesnippet', content: '{"language":"python"}' }],
    'a code snippet',
  ),
  // github.com/openclaw/openclaw/issues/102376
  {
    what: 'a forwarded message alone, whose text repeats it',
    activity: { text: 'What others said among themselves', attachments: [html(forward)] },
    reads: null,
    noted: cannot('a forwarded message'),
  },
  alone('a forwarded message', forward, [], 'a forwarded message'),
  {
    what: 'a forwarded message with words, whose text repeats it',
    activity: { text: 'Here\r\n\r\nWhat others said among themselves', attachments: [html(`<p>Here</p>${forward}`)] },
    reads: 'Here',
    noted: cannot('a forwarded message'),
  },
  {
    what: 'a forwarded message as a reference',
    activity: {
      text: '',
      attachments: [
        { contentType: 'forwardedMessageReference', content: '{}' },
        html('<attachment id="1"></attachment>'),
      ],
    },
    reads: null,
    noted: cannot('a forwarded message'),
  },
  {
    what: 'a file, from an agent who writes German',
    activity: { text: 'Hier', locale: 'de-CH', attachments: [file('preise.pdf'), html(`<p>Hier ${pasted('1')}</p>`)] },
    reads: 'Hier',
    noted: 'Nicht gesendet: ein Bild und die Datei preise.pdf. Kunden können das hier nicht empfangen.',
  },
  {
    what: 'a file, from an agent who writes Arabic',
    activity: {
      text: 'هنا',
      locale: 'ar-SA',
      attachments: [file('أسعار.pdf'), html(`<p>هنا ${pasted('1')}${pasted('2')}</p>`)],
    },
    reads: 'هنا',
    noted: 'لم يُرسل: صورتان والملف أسعار.pdf. لا يمكن للعملاء استلام ذلك هنا.',
  },
  {
    what: 'too many characters and a file',
    activity: { text: '', attachments: [file('a.pdf'), html(`<p>${'x'.repeat(4_001)}</p>`)] },
    reads: null,
    noted: `Your reply is longer than 4,000 characters and wasn’t sent. Send it in parts.\n${cannot('the file a.pdf')}`,
  },
]

export const attachmentPayloads: readonly Payload[] = [...files, ...images, ...others]
