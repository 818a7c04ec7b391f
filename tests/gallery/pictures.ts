import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { launchChromium } from '../support/browser/browser.ts'
import { drawExhibits, pagefulsOf, type Pageful, type Shown, type Sight } from './drawExhibits.ts'
import { themes } from './exhibits/exhibit.ts'

const languages = ['en', 'de', 'fr', 'it', 'ar'] as const

/** A theme changes colours alone, so phones have pictures of one theme. */
const sights: Sight[] = [
  ...themes.flatMap((theme) => languages.map((language) => ({ theme, language, width: 'desktop' as const }))),
  ...languages.map((language) => ({ theme: 'light' as const, language, width: 'phone' as const })),
]
const belongs = ({ phone }: Shown, { width }: Sight) => (width === 'phone' ? phone !== undefined : phone !== 'only')

const fileOf = (id: string, { theme, language, width }: Sight) => `${width}/${theme}/${language}/${id}.png`

/** Writes a picture of every exhibit from every sight, and a page that shows them. `only`: part of the exhibits' ids. */
export async function writePictures(url: string, folder: string, only: string): Promise<void> {
  const browser = await launchChromium()
  const begin = performance.now()
  try {
    const all = (await pagefulsOf(browser, url))
      .map((group) => group.filter(({ id }) => id.includes(only)))
      .filter((group) => group.length > 0)
    if (all.length === 0) throw new Error(`No exhibit has "${only}" in its name.`)
    const pagefuls: Pageful[] = sights.flatMap((sight) =>
      all
        .map((group) => ({ sight, exhibits: group.filter((exhibit) => belongs(exhibit, sight)) }))
        .filter(({ exhibits }) => exhibits.length > 0),
    )
    const total = pagefuls.reduce((sum, { exhibits }) => sum + exhibits.length, 0)
    let written = 0
    const faults: string[] = []
    await drawExhibits(browser, url, pagefuls, async ({ page, exhibit, sight, errors }) => {
      const path = join(folder, fileOf(exhibit.id, sight))
      mkdirSync(dirname(path), { recursive: true })
      await page.screenshot({ path, fullPage: true, animations: 'disabled' })
      faults.push(...errors.map((error) => `${fileOf(exhibit.id, sight)}: ${error}`))
      written++
      if (written % 100 === 0 || written === total) process.stdout.write(`${written} of ${total} pictures\n`)
    })
    writeFileSync(join(folder, 'index.html'), contactSheet(all.flat()))
    const seconds = Math.round((performance.now() - begin) / 1000)
    process.stdout.write(`${join(folder, 'index.html')}: ${written} pictures in ${seconds} s\n`)
    if (faults.length > 0) throw new Error(`These exhibits reported faults:\n${faults.join('\n')}`)
  } finally {
    await browser.close()
  }
}

const options = (all: readonly string[]) => all.map((each) => `<option>${each}</option>`).join('')

/** All exhibits on one page, from a sight that is chosen at its top. */
function contactSheet(exhibits: readonly Shown[]): string {
  const screens = [...new Set(exhibits.map(({ screen }) => screen))]
  const figure = ({ id, phone }: Shown) =>
    `<figure${phone ? ' data-phone' : ''}><a><img loading="lazy" alt="" data-id="${id}"></a><figcaption>${id}</figcaption></figure>`
  const part = (screen: string) =>
    `<h2>${screen}</h2><section>${exhibits
      .filter((each) => each.screen === screen)
      .map(figure)
      .join('')}</section>`
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Interact gallery</title><style>
body { margin: 24px; font: 14px/20px system-ui, sans-serif; background: #f3f3f3; color: #222 }
header { position: sticky; top: 0; padding: 8px 0; background: #f3f3f3 }
section { display: grid; grid-template-columns: repeat(auto-fill, minmax(260px, 1fr)); gap: 16px; align-items: start }
figure { margin: 0 } img { width: 100%; min-height: 80px; border: 1px solid #ccc; background: #fff }
</style></head><body><header>
<label>Width <select id="width">${options(['desktop', 'phone'])}</select></label>
<label>Theme <select id="theme">${options(themes)}</select></label>
<label>Language <select id="language">${options(languages)}</select></label>
</header><main><h1>Interact gallery</h1>${screens.map(part).join('')}</main><script>
const chosen = (id) => document.getElementById(id).value
const draw = () => {
  const width = chosen('width')
  for (const image of document.querySelectorAll('img')) {
    const theme = width === 'phone' ? 'light' : chosen('theme')
    image.src = image.parentElement.href = [width, theme, chosen('language'), image.dataset.id + '.png'].join('/')
    image.closest('figure').hidden = width === 'phone' && !('phone' in image.closest('figure').dataset)
  }
}
for (const select of document.querySelectorAll('select')) select.onchange = draw
draw()
</script></body></html>
`
}
