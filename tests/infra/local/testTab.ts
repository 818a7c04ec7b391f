import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { startLoopback, type Running } from '#infra/local/http/loopback'

// A minimal tab with the real teams-js: it shows the responses of the host, and each button sends one request.
const tabPage = `<!doctype html><html lang="en"><title>Test tab</title><body><main><h1>Test tab</h1>
<p id="context"></p><p id="token"></p><p id="theme"></p><p id="unload"></p><p id="answer"></p>
<script src="/teams.js"></script><script src="/tab.js"></script></main>`
const tabScript = `
const { app, authentication, call, pages, clipboard } = microsoftTeams
const show = (id, value) => { document.getElementById(id).textContent = JSON.stringify(value) }
const settle = async (name, asked) => {
  const answer = await asked.then((value) => ({ value: value ?? null }), (fault) => ({ fault: String(fault) }))
  document.getElementById('answer').dataset.to = name
  show('answer', answer)
}
const button = (name, ask) => {
  const element = document.createElement('button')
  element.textContent = name
  element.onclick = () => settle(name, ask())
  document.querySelector('main').append(element)
}
app.initialize([new URL(document.referrer).origin]).then(async () => {
  app.registerOnThemeChangeHandler((theme) => show('theme', theme))
  app.lifecycle.registerBeforeSuspendOrTerminateHandler(async () => { navigator.sendBeacon('/goodbye', 'saved') })
  button('link', () => app.openLink(location.origin + '/help'))
  button('bad link', () => app.openLink('javascript:alert(1)'))
  button('deep link', () => app.openLink('https://teams.microsoft.com/l/entity/app/interact?context=' + encodeURIComponent(JSON.stringify({ subEntityId: 'users/7' }))))
  button('call', () => call.startCall({ targets: ['megan@contoso.test'] }))
  button('go', () => pages.currentApp.navigateTo({ pageId: 'interact', subPageId: 'tenant' }))
  button('clipboard', async () => clipboard.isSupported())
  button('settings', () => pages.getConfig())
  show('context', await app.getContext())
  show('token', await authentication.getAuthToken().catch(String))
  app.notifyAppLoaded()
  await app.notifySuccess()
})`

/** Serves the test tab; `saved` receives what the tab sends before its frame is removed. */
export async function startTestTab(saved: (words: string) => void): Promise<Running> {
  const teamsJs = await readFile(createRequire(import.meta.url).resolve('@microsoft/teams-js'))
  return startLoopback(0, 'PORT', async ({ path, text }) => {
    if (path === '/teams.js') return { type: 'text/javascript', body: teamsJs }
    if (path === '/tab.js') return { type: 'text/javascript', body: tabScript }
    if (path === '/goodbye') saved(await text())
    return { body: path === '/tab/' ? tabPage : '<!doctype html><title>Help</title>' }
  })
}
