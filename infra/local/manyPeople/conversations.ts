/** A conversation: what customer and agent write in turn, the customer first. */
export interface Conversation {
  locale: string
  timeZone: string
  page: { path: string; title: string }
  lines: readonly string[]
}

const tent = { path: '/products/ridge-tent', title: 'Ridge tent for two' }
const pack = { path: '/products/trail-pack', title: 'Trail pack' }
const stove = { path: '/products/camp-stove', title: 'Camp stove' }
const contact = { path: '/contact', title: 'Talk to us' }
const english = { locale: 'en-GB', timeZone: 'Europe/London' }
const german = { locale: 'de-DE', timeZone: 'Europe/Berlin' }
const french = { locale: 'fr-FR', timeZone: 'Europe/Paris' }
const italian = { locale: 'it-IT', timeZone: 'Europe/Rome' }

export const conversations: readonly Conversation[] = [
  {
    ...english,
    page: tent,
    lines: [
      'Hello, do you have this tent in green?',
      'Hello, yes: in green and in sand.',
      'Great. How long does delivery take?',
      'Three working days. Shall I put one aside for you?',
      'Yes please, the green one.',
    ],
  },
  {
    ...english,
    page: pack,
    lines: [
      'Is the pack waterproof?',
      'The fabric is, the seams are not. It comes with a rain cover.',
      'Thank you, that is all I wanted to know.',
    ],
  },
  {
    ...english,
    page: stove,
    lines: [
      'Which gas fits this stove?',
      'Any cartridge with a screw valve, EN 417.',
      'Can I take it on a plane?',
      'The stove yes, if it is clean. Cartridges no.',
      'Good to know, thanks.',
    ],
  },
  {
    ...english,
    page: contact,
    lines: [
      'My order 48213 has not arrived.',
      'I am sorry. I see it left our stock on Monday; let me ask the carrier.',
      'Thank you.',
      'It is at the depot in your town and comes tomorrow before noon.',
      'Perfect.',
    ],
  },
  {
    ...german,
    page: tent,
    lines: [
      'Guten Tag, passt das Zelt für zwei Erwachsene und einen Hund?',
      'Guten Tag, ja, wenn der Hund im Vorraum schläft.',
      'Und wie schwer ist es?',
      '2,3 Kilogramm mit Heringen.',
      'Danke, dann bestelle ich es.',
    ],
  },
  {
    ...german,
    page: contact,
    lines: ['Kann ich im Laden in Hamburg abholen?', 'Ja, ab morgen 10 Uhr.', 'Prima, danke.'],
  },
  {
    ...french,
    page: pack,
    lines: [
      'Bonjour, le sac existe-t-il en 40 litres ?',
      'Bonjour, oui, il arrive la semaine prochaine.',
      'Pouvez-vous me prévenir ?',
      'Bien sûr, je vous écris dès qu’il est là.',
    ],
  },
  {
    ...french,
    page: stove,
    lines: ['Le réchaud est-il garanti ?', 'Oui, cinq ans.', 'Merci beaucoup.'],
  },
  {
    ...italian,
    page: tent,
    lines: [
      'Buongiorno, la tenda resiste al vento forte?',
      'Buongiorno, sì, fino a 80 km/h se è ben tesa.',
      'Ottimo, grazie.',
    ],
  },
  {
    ...english,
    page: tent,
    lines: [
      'I bought this tent last week and one pole is bent.',
      'I am sorry to read that. Could you tell me your order number?',
      '47990',
      'Thank you. A new pole is on its way, you need not send the old one back.',
      'That was quick. Thanks a lot.',
      'You are welcome. Enjoy your trip.',
    ],
  },
]

/** First names of customers. */
export const customerNames: readonly string[] = (
  'Alice Bob Camille Dario Emily Fabian Gianna Henry Isabelle Jakob Kate Lorenzo Mathilde Nico Olivia Philipp Quentin Rebecca ' +
  'Simone Theo Ursula Valentina William Xenia Yannick Zita'
).split(' ')
