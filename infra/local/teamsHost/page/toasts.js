/* global document, window */

/** Shows a request of the app as a toast for ten seconds, optionally with a link. */
export function toast(text, link) {
  const item = document.createElement('li')
  const words = document.createElement('p')
  words.textContent = text
  item.append(words)
  if (link) {
    const anchor = document.createElement('a')
    anchor.textContent = link
    anchor.href = link
    anchor.target = '_blank'
    anchor.rel = 'noopener'
    item.append(anchor)
  }
  const dismiss = document.createElement('button')
  dismiss.type = 'button'
  dismiss.textContent = 'Dismiss'
  const remove = () => item.remove()
  dismiss.addEventListener('click', remove)
  window.setTimeout(remove, 10_000)
  item.append(dismiss)
  document.getElementById('toasts').append(item)
}
