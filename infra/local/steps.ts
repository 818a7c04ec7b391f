import type { Playground } from './playground.ts'
import type { Settings } from './settings.ts'

/** The start message: the addresses of the embedded world and a walkthrough in ten steps. */
export function steps({ ports, dataFolder }: Settings, playground: Playground | undefined): string {
  const at = (port: number) => `http://localhost:${port}`
  const chat = playground
    ? playground.url
    : ports.playground === null
      ? 'off (PLAYGROUND_PORT)'
      : 'not installed: npm install --include=dev adds the Agents Playground'
  return `
  Teams (the tab)        ${at(ports.teams)}
  Shop, allowed          ${at(ports.demo)}
  Shop, not allowed      ${at(ports.demo2)}
  Alex's bot chat        ${chat}
  API and its docs       ${at(ports.api)}/api/docs
  Widget                 ${at(ports.widget)}
  Sign-in stand-in       ${at(ports.entra)}
  Data                   ${dataFolder}

  The main job
   1. Open Teams. You are Adele, the tenant admin; the switch above changes person, theme and language.
   2. Users, Alex Wilber, Interact: Active, Instant Messaging and Restrict Access with "Contoso shop" are on.
   3. Select Copy at User Snippet.
   4. Open the shop's /try page, paste the snippet, and select Embed it.
   5. Select Chat at the bottom, and enter a name and a first message. It rings for 45 seconds.
   6. Open Alex's bot chat. Select Accept on the card, and reply.
   7. Read the reply in the shop; write back. Reload the shop in between.
   8. Be Alex in Teams: Chats shows the same session. Reply from there.
   9. Be Adele again, turn off Active and save: new customers are refused, and the ongoing chat continues.
  10. Open the shop that is not allowed: its customers see "Not available here right now."

  To try a call, select Call in the shop's panel and pass the test in the window that opens. Accept on Alex's card accepts it in Teams.

`
}
