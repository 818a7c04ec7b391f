/** Draws button, badge and note in a shadow root of their own, beside the page's body so that no page script replaces them. */
export function drawParts(css: string, label: string) {
  const make = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, part: Partial<HTMLElementTagNameMap[Tag]> = {}) =>
    Object.assign(document.createElement(tag), part)
  const host = make('div')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets = [sheet]
  const button = make('button', { ariaExpanded: 'false' })
  const badge = make('span', { role: 'img' })
  const note = make('output')
  button.append(label, badge)
  root.append(button, note)
  document.documentElement.append(host)
  return [root, button, badge, note, make] as const
}
