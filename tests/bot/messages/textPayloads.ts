import { botId } from '../support/botOverHttp.ts'
import { emoji, html, schema, sprite, written, type Payload } from './payload.ts'

const thumb = emoji('👍', 'yes', 'Like')
const smile = emoji('🙂', 'smile', 'Smile')
const mentionOf = (id: string, name: string) => ({
  type: 'mention',
  text: `<at>${name}</at>`,
  mentioned: { id, name },
})
const mention = (index: number, name: string) =>
  `<span itemscope="" itemtype="${schema}/Mention" itemid="${index}">${name}</span>`

const emojis: Payload[] = [
  {
    what: 'one emoji, with its picture attached',
    activity: { text: '', attachments: [sprite('yes'), html(`<p>${thumb}</p>`)] },
    reads: '👍',
    noted: null,
  },
  {
    what: 'words around emoji',
    activity: {
      text: 'Thank you  see you ',
      attachments: [sprite('smile'), sprite('yes'), html(`<p>Thank you ${smile} see you ${thumb}</p>`)],
    },
    reads: 'Thank you 🙂 see you 👍',
    noted: null,
  },
  written('several emoji without spaces', `<p>${smile}${thumb}${smile}</p>`, '🙂👍🙂'),
  // github.com/openclaw/openclaw/pull/57366
  written(
    'an emoji without its type',
    '<div>Hi <img src="https://statics.teams.cdn.office.net/evergreen-assets/wave/default/30_f.png" alt="👋"></div>',
    'Hi 👋',
  ),
  // github.com/zabirauf/ex_microsoftbot/pull/24
  written(
    'an emoji of older clients',
    `<div><div>Fine <span class="animated-emoticon-20-cool" title="Cool" type="(cool)"><img alt="😎" itemid="cool" itemscope="" itemtype="${schema}/Emoji" src="https://statics.teams.microsoft.com/evergreen-assets/skype/v2/cool/20.png"></span></div></div>`,
    'Fine 😎',
  ),
  // learn.microsoft.com/graph/api/resources/chatmessage
  written('an emoji as Graph writes it', '<p>Hello <emoji id="cool" alt="😎" title="Cool"></emoji>!</p>', 'Hello 😎!'),
  written('an emoji of several characters', `<p>${emoji('👨‍👩‍👧', 'family', 'Family')}</p>`, '👨‍👩‍👧'),
  written(
    'a flag and a keycap',
    `<p>${emoji('🇨🇭', 'flag_ch', 'Switzerland')} ${emoji('1️⃣', 'one', 'One')}</p>`,
    '🇨🇭 1️⃣',
  ),
  written('a custom emoji of the tenant', `<p>Done ${emoji('', 'f0e1', 'party-parrot')}</p>`, 'Done :party-parrot:'),
  written(
    'a custom emoji whose alternative text is its name',
    '<p>Go <customemoji id="x1" alt="ship it" source="https://graph.microsoft.com/1"></customemoji></p>',
    'Go :ship it:',
  ),
  { what: 'an emoji in the text, without HTML', activity: { text: 'See you 👋🏽' }, reads: 'See you 👋🏽', noted: null },
  written('a bare emoticon', '<p>Sure :-)</p>', 'Sure :-)'),
]

const words: Payload[] = [
  written('plain words', '<p>Good morning</p>', 'Good morning', 'Good morning'),
  written('bold, italic and underlined words', '<p><strong>We</strong> <i>are</i> <u>open</u></p>', 'We are open'),
  written('two paragraphs', '<p>One</p>\n<p>Two</p>', 'One\nTwo'),
  written('an empty line between paragraphs', '<p>One</p>\n<p>&nbsp;</p>\n<p>Two</p>', 'One\n\nTwo'),
  written('a line break', '<p>One<br>Two<br/>Three</p>', 'One\nTwo\nThree'),
  written('an empty paragraph made of a break', '<p>One<br></p><p><br></p><p>Two</p>', 'One\n\nTwo'),
  written(
    'nested divs of older clients',
    '<div>\r\n<div itemprop="copy-paste-block"><div style="font-size:14px">One</div>\n<div>Two</div></div>\r\n</div>',
    'One\nTwo',
  ),
  written('a heading', '<h1>Opening hours</h1><p>9 to 5</p>', 'Opening hours\n9 to 5'),
  written('a divider', '<p>A</p><hr><p>B</p>', 'A\n---\nB'),
  written('non-breaking spaces', '<p>&nbsp;In&nbsp; total:&nbsp;5&nbsp;&nbsp;</p>', 'In  total: 5'),
  written('zero-width characters', '<p>\ufeffa\u200bb می\u200cخواهم</p>', 'ab می\u200cخواهم'),
  { what: 'Windows line ends, without HTML', activity: { text: 'One\r\nTwo\r\n' }, reads: 'One\nTwo', noted: null },
  {
    what: 'Markdown marks as typed, without HTML',
    activity: { text: '**2 < 3** &amp; more' },
    reads: '**2 < 3** &amp; more',
    noted: null,
  },
  written('right-to-left words', '<p dir="rtl">صباح الخير Mia</p>', 'صباح الخير Mia'),
  written(
    'escaped entities',
    '<p>5 &lt; 6 &amp;&amp; 7 &gt; 6, &quot;yes&quot; &#39;no&#39; &euro;</p>',
    '5 < 6 && 7 > 6, "yes" \'no\' €',
  ),
  written('typed tags', '<p>Write &lt;b&gt;bold&lt;/b&gt; &amp;lt;</p>', 'Write <b>bold</b> &lt;'),
  {
    what: 'HTML that is empty',
    activity: { text: 'Hello', attachments: [html('<p></p>')] },
    reads: 'Hello',
    noted: null,
  },
  {
    what: 'HTML without content',
    activity: { text: 'Hello', attachments: [{ contentType: 'text/html' }] },
    reads: 'Hello',
    noted: null,
  },
]

const links: Payload[] = [
  written(
    'a link with words',
    '<p>See <a href="https://contoso.example/a?b=1&amp;c=2" title="x">our prices</a>.</p>',
    'See our prices (https://contoso.example/a?b=1&c=2).',
  ),
  written(
    'an address that Teams made a link',
    `<p><a href="https://contoso.example/x" itemtype="${schema}/HyperLink" rel="noreferrer">https://contoso.example/x</a></p>`,
    'https://contoso.example/x',
  ),
  written(
    'an address without its scheme',
    '<p>Go to <a href="http://www.contoso.example/">www.contoso.example</a></p>',
    'Go to www.contoso.example',
  ),
  written(
    'words that look like another address',
    '<p><a href="https://evil.example/">https://bank.example</a></p>',
    'https://bank.example (https://evil.example/)',
  ),
  written(
    'an address with an umlaut',
    '<p><a href="https://contoso.example/Z%C3%BCrich">https://contoso.example/Zürich</a></p>',
    'https://contoso.example/Zürich',
  ),
  written(
    'a mail address',
    '<p><a href="mailto:mia@contoso.example">mia@contoso.example</a></p>',
    'mia@contoso.example',
  ),
  written(
    'a mail address behind words',
    '<p>Write <a href="mailto:mia@contoso.example">to Mia</a></p>',
    'Write to Mia (mia@contoso.example)',
  ),
  written(
    'a link that is no web address',
    '<p><a href="javascript:alert(1)">Click</a> <a href="data:text/html,x">me</a> <a>now</a></p>',
    'Click me now',
  ),
  written(
    'a link around an emoji',
    `<p><a href="https://contoso.example/">${thumb}</a></p>`,
    '👍 (https://contoso.example/)',
  ),
]

const structures: Payload[] = [
  written(
    'a list',
    '<p>Bring:</p><ul>\n<li>a coat</li>\n<li>boots</li>\n</ul><p>Thanks</p>',
    'Bring:\n- a coat\n- boots\nThanks',
  ),
  written('a numbered list', '<ol><li>Open</li><li>Sign in</li></ol>', '1. Open\n2. Sign in'),
  written(
    'a numbered list that starts later',
    '<ol start="3"><li><p>Save</p></li><li>Close</li></ol>',
    '3. Save\n4. Close',
  ),
  written(
    'nested lists',
    '<ul><li>Shoes<ol><li>red</li><li>blue</li></ol></li><li>Hats</li></ul>',
    '- Shoes\n  1. red\n  2. blue\n- Hats',
  ),
  written('inline code', '<p>Run <code>npm ci</code> once</p>', 'Run npm ci once'),
  written(
    'a code block',
    `<p>Try:</p>\n<p itemtype="${schema}/CodeBlockEditor" id="x_codeBlockEditor-1">\n&nbsp;</p>\n<pre class="language-json" itemid="codeBlockEditor-1"><code>{<br>&nbsp; <span class="hljs-attr">"a"</span>:&nbsp;1<br>}</code></pre>`,
    'Try:\n{\n  "a": 1\n}',
  ),
  written(
    'a quote',
    '<blockquote><p>We open at 9.</p><p>Every day.</p></blockquote><p>Is that right?</p>',
    '> We open at 9.\n> Every day.\nIs that right?',
  ),
  written(
    'a table',
    '<table><tbody><tr><td><p>Size</p></td><td><p>Price</p></td></tr><tr><td>38</td><td>CHF&nbsp;90</td></tr></tbody></table>',
    'Size | Price\n38 | CHF 90',
  ),
]

// github.com/openclaw/openclaw/issues/102376 (entities), pull/51647 and pull/101856 (HTML)
const replies: Payload[] = [
  written(
    'a reply to a message, as HTML',
    `<blockquote itemscope itemtype="${schema}/Reply" itemid="own"><strong itemprop="mri" itemid="29:x">Mia</strong><span itemprop="time" itemid="own"></span><p itemprop="preview">Is it red?</p></blockquote><p>Yes</p>`,
    'Yes',
    'Mia Is it red? Yes',
  ),
  written(
    'a reply of older clients',
    `<div><blockquote itemscope="" itemtype="${schema}/Reply" itemid="own"><strong itemprop="mri" itemid="29:x">Mia</strong><p itemprop="copy">Is it red?</p></blockquote>Yes</div>`,
    'Yes',
  ),
  {
    what: 'a reply without words, whose text repeats the message',
    activity: {
      text: 'Is it red?',
      attachments: [
        html(`<blockquote itemtype="${schema}/Reply" itemid="own"><p itemprop="preview">Is it red?</p></blockquote>`),
      ],
    },
    reads: null,
    noted: 'There’s no text to send.',
  },
  {
    what: 'a reply to a message, as an entity',
    activity: {
      text: '<quoted messageId="own"/> It is',
      entities: [{ type: 'quotedReply', quotedReply: { messageId: 'own' } }],
    },
    reads: 'It is',
    noted: null,
  },
  {
    what: 'a reply, with the message as a reference',
    activity: { text: 'Yes', attachments: [{ contentType: 'messageReference', content: '{}' }, html('<p>Yes</p>')] },
    reads: 'Yes',
    noted: null,
  },
  {
    what: 'a mention of the bot',
    activity: {
      text: '<at>Interact</at> Hello',
      entities: [mentionOf(`28:${botId}`, 'Interact')],
      attachments: [html(`<p>${mention(0, 'Interact')}&nbsp;Hello</p>`)],
    },
    reads: 'Hello',
    noted: null,
  },
  {
    what: 'a mention of somebody else',
    activity: {
      text: 'Ask <at>Megan</at>',
      entities: [mentionOf('29:megan', 'Megan')],
      attachments: [
        html(
          `<p>Ask <readonly class="skipProofing" itemtype="${schema}/Mention">${mention(0, 'Megan')}</readonly></p>`,
        ),
      ],
    },
    reads: 'Ask Megan',
    noted: null,
  },
  {
    what: 'mentions, without HTML',
    activity: {
      text: '<at>Interact</at> ask <at>Megan B</at>',
      entities: [mentionOf(`28:${botId}`, 'Interact'), mentionOf('29:megan', 'Megan B')],
    },
    reads: 'ask Megan B',
    noted: null,
  },
]

const limits: Payload[] = [
  written('4,000 characters', `<p>${'x'.repeat(4_000)}</p>`, 'x'.repeat(4_000)),
  {
    what: '4,001 characters',
    activity: { text: '', attachments: [html(`<p>${'x'.repeat(4_001)}</p>`)] },
    reads: null,
    noted: 'Your reply is longer than 4,000 characters and wasn’t sent. Send it in parts.',
  },
  written('few words with much formatting', `<p style="${'a'.repeat(60_000)}">Hello</p>`, 'Hello'),
  {
    what: 'more than 100,000 characters of HTML',
    activity: { text: 'Hello', attachments: [html(`<p>Hello</p>${'<b></b>'.repeat(15_000)}`)] },
    reads: null,
    noted: 'Your reply is longer than 4,000 characters and wasn’t sent. Send it in parts.',
  },
  written('HTML nested more deeply than people write', `${'<div>'.repeat(2_000)}Hello`, 'Hello', 'Hello'),
  written(
    'scripts and styles',
    '<p>Hi<script>alert(1)</script><style>p{}</style><iframe src="https://evil.example"></iframe><svg onload="x()"></svg></p>',
    'Hi',
  ),
  written(
    'hidden text',
    '<p>Hi <span style="display:none">secret</span><span hidden>secret</span><!-- secret --></p>',
    'Hi',
  ),
  written('HTML that is not well formed', '<p>One<b>Two</p></body>Three<body>Four</html>', 'OneTwo\nThreeFour'),
  {
    what: 'nothing but spaces',
    activity: { text: ' ', attachments: [html('<p>&nbsp;</p>')] },
    reads: null,
    noted: 'There’s no text to send.',
  },
  {
    what: 'an edit of “Good morning”',
    earlier: { text: 'Good morning' },
    activity: {
      type: 'messageUpdate',
      text: 'Good evening',
      attachments: [html('<p>Good evening</p>')],
      channelData: { eventType: 'editMessage' },
    },
    reads: 'Good evening',
    noted: null,
  },
  {
    what: 'a deletion of “Good morning”',
    earlier: { text: 'Good morning' },
    activity: { type: 'messageDelete', channelData: { eventType: 'softDeleteMessage' } },
    reads: '',
    noted: null,
  },
]

export const textPayloads: readonly Payload[] = [...emojis, ...words, ...links, ...structures, ...replies, ...limits]
