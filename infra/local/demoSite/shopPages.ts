/** Escapes text for HTML content and attributes. */
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

type Product = { path: string; name: string; price: string; picture: string; line: string; facts: readonly string[] }

const products: readonly Product[] = [
  {
    path: '/products/ridge-tent',
    name: 'Ridge tent for two',
    price: '€ 289',
    picture: 'tent.svg',
    line: 'Stands in four minutes, stays dry through a night of rain.',
    facts: ['2.1 kg with poles', '3,000 mm water column', 'Two doors, two awnings', 'Repaired free for five years'],
  },
  {
    path: '/products/trail-pack',
    name: 'Trail pack 38 l',
    price: '€ 149',
    picture: 'pack.svg',
    line: 'Carries a weekend, and sits where your back wants it.',
    facts: ['1.2 kg', 'Back length set in seconds', 'Rain cover in the lid', 'Made from old sails'],
  },
  {
    path: '/products/camp-stove',
    name: 'Camp stove',
    price: '€ 79',
    picture: 'stove.svg',
    line: 'Half a litre boils in two minutes, in wind as well.',
    facts: ['310 g', 'Lights without matches', 'Folds into its own pot', 'Fits every screw cartridge'],
  },
]

export type Shop = {
  /** The snippet in the page's source, or an empty string. */
  snippet: string
  /** `?snippet=…`, appended to the links of the shop, or an empty string. */
  query: string
  /** Text of the banner at the top of the page. */
  banner?: string | undefined
}

/** The HTML of the page at this path, or undefined if the shop has none. */
export function shopPage(path: string, shop: Shop): string | undefined {
  if (path === '/') return page('Gear for the way there', home, shop)
  if (path === '/contact') return page('Talk to us', contactPage, shop)
  const product = products.find((one) => one.path === path)
  return product && page(product.name, productPage(product), shop)
}

/** The page with a form for pasting a snippet that was copied from the tab. */
export const tryPage = (shop: Shop, refused: boolean): string =>
  page(
    'Paste your snippet',
    `<section class="text"><h1>Paste your snippet</h1>
<p>Copy the snippet on a user's Interact page in the tab, paste it here, and this shop embeds it on every page.</p>
<form action="/try" method="get"><label for="code">Snippet</label>
<textarea id="code" name="code" rows="5" required spellcheck="false"${refused ? ' aria-describedby="refused" aria-invalid="true"' : ''}></textarea>
${refused ? '<p class="refused" id="refused">This is not a whole snippet: it needs a contact ID and a widget key.</p>' : ''}
<button>Embed it</button></form></section>`,
    shop,
  )

/** A page that shows another page in a frame. */
export const framingPage = (title: string, address: string, sandbox?: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<link rel="stylesheet" href="/shop/shop.css"><link rel="icon" href="/shop/mark.svg" type="image/svg+xml"></head><body><main><h1 class="slim">${escaped(title)}</h1>
<iframe class="framed" title="The framed page" src="${escaped(address)}"${sandbox === undefined ? '' : ` sandbox="${escaped(sandbox)}"`}></iframe>
</main></body></html>`

const page = (title: string, content: string, { snippet, query, banner }: Shop): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} | Contoso Outdoor</title>
<link rel="stylesheet" href="/shop/shop.css">
<link rel="icon" href="/shop/mark.svg" type="image/svg+xml">
${snippet}
</head>
<body>
${banner === undefined ? '' : `<p class="banner">${escaped(banner)}</p>`}
${query === '' ? '' : '<p class="banner pasted">The snippet that you pasted is in the source of this page and of every other page of the shop.</p>'}
<header><a class="mark" href="/${escaped(query)}"><img src="/shop/mark.svg" alt="" width="28" height="28"> Contoso Outdoor</a>
<nav aria-label="Shop">${links(query)}</nav></header>
<main>${content.replaceAll('{query}', escaped(query))}</main>
<footer><p>Contoso Outdoor is a demo shop on this machine. Nothing here is for sale.</p><p><a href="/try">Paste your snippet</a></p></footer>
</body>
</html>`

const links = (query: string) =>
  [['/', 'Home'], ...products.map(({ path, name }) => [path, name]), ['/contact', 'Contact']]
    .map(([path = '', text = '']) => `<a href="${path}${escaped(query)}">${escaped(text)}</a>`)
    .join('')

const home = `<section class="hero"><div><h1>Gear for the way there</h1>
<p>Tents, packs and stoves from a small workshop in the hills. Ask us anything before you buy.</p>
<a class="button" href="/products/ridge-tent{query}">See the ridge tent</a></div>
<img src="/shop/hills.svg" alt="Hills at dusk with one tent" width="640" height="360"></section>
<section aria-labelledby="range"><h2 id="range">This season</h2><ul class="range">${products
  .map(
    ({ path, name, price, picture }) =>
      `<li><a href="${path}{query}"><img src="/shop/${picture}" alt="" width="240" height="180"><span>${name}</span><span class="price">${price}</span></a></li>`,
  )
  .join('')}</ul></section>`

const productPage = ({ name, price, picture, line, facts }: Product) =>
  `<section class="product"><img src="/shop/${picture}" alt="" width="480" height="360"><div><h1>${name}</h1>
<p class="price">${price}</p><p>${line}</p><ul>${facts.map((fact) => `<li>${fact}</li>`).join('')}</ul>
<p>Not sure about the size? Ask us with the button at the edge of the page.</p></div></section>`

const contactPage = `<section class="text"><h1>Talk to us</h1>
<p>We answer questions about sizes, repairs and orders, on working days from 9 to 17.</p>
<p>Use the button at the edge of the page, or write to <span class="mail">shop@contoso.test</span>.</p>
<p>Workshop: 4 Mill Lane, Contoso Hills.</p></section>`
