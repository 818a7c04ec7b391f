import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { UnsecuredJWT } from 'jose'
import { contactOf, launch, type Contact } from '../../../support/customer.ts'
import { mia, seconds, startSite, type Site } from '../../../support/identities.ts'
import { startWorld, type World } from '../../../support/world.ts'

let world: World
let site: Site
let megan: Contact

beforeAll(async () => {
  world = await startWorld()
  site = await startSite(world)
  megan = await contactOf(world, 'megan@contoso.test')
})
beforeEach(() => site.require(false))
afterAll(() => world.close())

describe('an identity that is wrong', () => {
  const otherSecret = 'x'.repeat(43)
  const in10 = () => seconds() + 600
  const wrong: Record<string, () => Promise<string> | string> = {
    'is empty': () => '',
    'is no token': () => 'not-a-token',
    'is three dots': () => '...',
    'is signed with another secret': () => site.signed({ secret: otherSecret }),
    'is signed with the bytes behind the text': () => site.signed({ secret: Buffer.from(site.secret(), 'base64url') }),
    'is not signed': () =>
      new UnsecuredJWT({ aud: site.contact.contactId, sub: 'x', iat: seconds(), exp: seconds() + 60 }).encode(),
    'says HS512': () => site.signed({ header: { alg: 'HS512' } }),
    'has its signature cut off': async () => (await site.signed()).replace(/\.[^.]*$/, '.'),
    'was altered': async () => {
      const [header = '', , signature = ''] = (await site.signed()).split('.')
      const claims = { aud: site.contact.contactId, sub: 'admin', iat: seconds(), exp: seconds() + 60 }
      return `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`
    },
    'is for another contact': () => site.signed({ contactId: megan.contactId }),
    'is for several contacts': () => site.signed({ claims: { aud: [site.contact.contactId, megan.contactId] } }),
    'is for nobody in particular': () => site.signed({ claims: { aud: undefined } }),
    'names no subject': () => site.signed({ claims: { sub: undefined } }),
    'names an empty subject': () => site.signed({ claims: { sub: '' } }),
    'names a blank subject': () => site.signed({ claims: { sub: ' ' } }),
    'names a subject of 201 characters': () => site.signed({ claims: { sub: 'x'.repeat(201) } }),
    'names a number as its subject': () => site.signed({ claims: { sub: 17 } }),
    'names half a character as its subject': () => site.signed({ claims: { sub: 'a\ud83d' } }),
    'never ends': () => site.signed({ claims: { exp: undefined } }),
    'has no beginning': () => site.signed({ claims: { iat: undefined } }),
    'ended more than a minute ago': () => site.signed({ claims: { iat: seconds() - 300, exp: seconds() - 61 } }),
    'begins in more than a minute': () => site.signed({ claims: { iat: seconds() + 65, exp: in10() } }),
    'is not valid before later': () => site.signed({ claims: { nbf: seconds() + 120 } }),
    'lives for longer than ten minutes': () => site.signed({ claims: { iat: seconds() - 1, exp: in10() } }),
    'ends before it begins': () => site.signed({ claims: { iat: seconds() + 30, exp: seconds() + 10 } }),
    'carries a name of 101 characters': () => site.signed({ claims: { name: 'x'.repeat(101) } }),
    'carries an empty name': () => site.signed({ claims: { name: '' } }),
    'carries no e-mail address as one': () => site.signed({ claims: { email: 'vera' } }),
    'carries times as text': () => site.signed({ claims: { exp: String(in10()) } }).catch(() => 'x'),
  }

  test.each(Object.entries(wrong))('because it %s vouches for nobody', async (_why, make) => {
    const customer = await site.comeIn(await make())
    expect(customer.exchanged.customer).toBeNull()
    expect(await site.seenByAgent(await customer.open())).toEqual(mia)
  })

  test.each(Object.entries(wrong))(
    'because it %s does not open the door of who requires one; the answer is that of every refusal',
    async (_why, make) => {
      const plain = await launch(world, { ...site.contact, widgetKey: 'wrong' })
      await site.require(true)
      const { status, body } = await site.launched(await make())
      expect([status, body]).toEqual([403, plain.body])
    },
  )

  test('is not excused by a clock that is a minute late or early', async () => {
    for (const claims of [
      { iat: seconds() - 300, exp: seconds() - 50 },
      { iat: seconds() + 50, exp: seconds() + 600 },
      { iat: seconds(), exp: seconds() + 600 },
    ])
      expect((await site.comeIn(await site.signed({ claims }))).exchanged.customer).not.toBeNull()
  })
})
