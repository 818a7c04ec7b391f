import { writePictures } from './pictures.ts'
import { startSite } from './site.ts'

const usage = 'npm run gallery accepts only --pictures <folder> [--only <part of an exhibit’s name>]'

interface Wanted {
  pictures: string | null
  only: string
}

function wantedBy(args: readonly string[]): Wanted {
  const wanted: Wanted = { pictures: null, only: '' }
  for (let place = 0; place < args.length; place += 2) {
    const [name = '', value] = args.slice(place, place + 2)
    if (name !== '--pictures' && name !== '--only') throw new Error(`${usage}, so not ${name}`)
    if (value === undefined || value.startsWith('--')) throw new Error(`${name} needs a value: ${usage}`)
    if (name === '--pictures') wanted.pictures = value
    else wanted.only = value
  }
  if (wanted.only !== '' && wanted.pictures === null) throw new Error(`--only needs --pictures: ${usage}`)
  return wanted
}

function portFrom(text: string | undefined): number {
  const port = text === undefined || text === '' ? 3985 : Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('GALLERY_PORT: is a port number')
  return port
}

/** Shows the gallery until it is stopped, or writes its pictures and ends. */
export async function runGallery(args: readonly string[], env: Readonly<Record<string, string | undefined>>) {
  const { pictures, only } = wantedBy(args)
  if (pictures === null) {
    const { url } = await startSite(portFrom(env.GALLERY_PORT), true)
    process.stdout.write(
      `ready\n\n  Gallery  ${url}\n\n  Change a file: the gallery loads again. To stop it, press Ctrl-C.\n`,
    )
    return
  }
  const site = await startSite(0, false)
  try {
    await writePictures(site.url, pictures, only)
  } finally {
    await site.close()
  }
}
