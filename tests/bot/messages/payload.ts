/** A message of an agent as Teams sends it, what the customer reads of it, and what the agent is told. */
export interface Payload {
  /** The message in words; the title of its test and its row in docs/agent-messages.md. */
  what: string
  /** The fields of the activity that matter. */
  activity: {
    text?: string | null
    textFormat?: string
    locale?: string
    type?: string
    attachments?: readonly object[]
    entities?: readonly object[]
    channelData?: object
  }
  /** Fields of a message with the same id that the agent sent before. */
  earlier?: { text: string }
  /** Null if nothing is sent; empty if the customer's copy says that the message was deleted. */
  reads: string | null
  /** Without the first line, which says whom the message went to. */
  noted: string | null
}

/** The HTML that Teams attaches: github.com/MicrosoftDocs/msteams-docs/issues/3960 */
export const html = (content: string) => ({ contentType: 'text/html', content })

/** A message of text alone: the HTML, and the text as Teams makes it. */
export const written = (what: string, content: string, reads: string | null, text = 'lossy'): Payload => ({
  what,
  activity: { text, attachments: [html(content)] },
  reads,
  noted: null,
})

export const schema = 'http://schema.skype.com'
const sprites = 'https://statics.teams.cdn.office.net/evergreen-assets/personal-expressions/v2/assets/emoticons'

/** An emoji of today's clients: github.com/NousResearch/hermes-agent/pull/100699 */
export const emoji = (character: string, id: string, title: string) =>
  `<span title="${title}" type="(${id})" class="animated-emoticon-20-${id}" itemscope=""><img itemscope="" itemtype="${schema}/Emoji" itemid="${id}" src="${sprites}/${id}/default/20_f.png" title="${title}" alt="${character}" style="width:20px; height:20px"></span>`

/** The picture that Teams attaches for each emoji. */
export const sprite = (id: string) => ({ contentType: 'image/*', contentUrl: `${sprites}/${id}/default/20_f.png` })

/** github.com/MicrosoftDocs/msteams-docs/blob/main/msteams-platform/bots/how-to/bots-filesv4.md */
export const file = (name: string) => ({
  contentType: 'application/vnd.microsoft.teams.file.download.info',
  contentUrl: `https://contoso-my.sharepoint.com/personal/alex/Documents/${encodeURIComponent(name)}`,
  name,
  content: { downloadUrl: 'https://contoso.example/download', uniqueId: '1150D938', fileType: 'pdf', etag: '123' },
})

/** A picture on the servers of Teams: github.com/OfficeDev/BotBuilder-MicrosoftTeams/issues/170 */
export const pasted = (id: string) =>
  `<img alt="image" src="https://eu-api.asm.skype.com/v1/objects/0-weu-d1-${id}/views/imgo" width="200" height="150" itemscope="png" itemtype="${schema}/AMSImage" id="x_0-weu-d1-${id}">`

/** The same picture as an attachment: github.com/microsoft/botbuilder-js/issues/4666 */
export const picture = (id: string) => ({
  contentType: 'image/*',
  content: { downloadUrl: `https://smba.trafficmanager.net/emea/v3/attachments/0-weu-d1-${id}/views/original` },
  contentUrl: `https://smba.trafficmanager.net/emea/v3/attachments/0-weu-d1-${id}/views/original`,
})

/** What Teams leaves in place of a card or a snippet: learn.microsoft.com/graph/teams-messaging-overview */
export const cardPlace = (id: string) =>
  `<span itemid="${id}" itemscope="" itemtype="${schema}/InputExtension"><span itemprop="cardId"></span></span>`

export const cannot = (things: string) => `Not sent: ${things}. Customers can’t receive these here.`
