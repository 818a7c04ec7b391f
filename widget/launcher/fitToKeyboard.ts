/** On a phone the panel fills what the keyboard leaves free; while the page is zoomed by fingers it stays as it is. */
export function fitToKeyboard(panel: () => HTMLElement | null) {
  const view = window.visualViewport
  if (!view) return
  view.onresize = view.onscroll = () => {
    const covered = innerWidth < 481 && view.scale === 1 && view.height < innerHeight
    Object.assign(panel()?.style ?? {}, {
      top: covered ? `${view.offsetTop}px` : '',
      height: covered ? `${view.height}px` : '',
    })
  }
}
