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

describe('an invalid identity', () => {
  const otherSecret = 'x'.repeat(43)
  const in10 = () => seconds() + 600
  const wrong: Record<string, () => Promise<string> | string> = {
    'is empty': () => '',
    'is not a token': () => 'not-a-token',
    'is three dots': () => '...',
    'is signed with another secret': () => site.signed({ secret: otherSecret }),
    'is signed with the decoded secret': () => site.signed({ secret: Buffer.from(site.secret(), 'base64url') }),
    'is not signed': () =>
      new UnsecuredJWT({ aud: site.contact.contactId, sub: 'x', iat: seconds(), exp: seconds() + 60 }).encode(),
    'is signed by HS512': () => site.signed({ header: { alg: 'HS512' } }),
    'has no signature': async () => (await site.signed()).replace(/\.[^.]*$/, '.'),
    'was altered': async () => {
      const [header = '', , signature = ''] = (await site.signed()).split('.')
      const claims = { aud: site.contact.contactId, sub: 'admin', iat: seconds(), exp: seconds() + 60 }
      return `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`
    },
    'is for another contact': () => site.signed({ contactId: megan.contactId }),
    'is for several contacts': () => site.signed({ claims: { aud: [site.contact.contactId, megan.contactId] } }),
    'has no audience': () => site.signed({ claims: { aud: undefined } }),
    'has no subject': () => site.signed({ claims: { sub: undefined } }),
    'has an empty subject': () => site.signed({ claims: { sub: '' } }),
    'has a blank subject': () => site.signed({ claims: { sub: ' ' } }),
    'has a subject of 201 characters': () => site.signed({ claims: { sub: 'x'.repeat(201) } }),
    'has a number as its subject': () => site.signed({ claims: { sub: 17 } }),
    'has a lone surrogate in its subject': () => site.signed({ claims: { sub: 'a\ud83d' } }),
    'has no expiry': () => site.signed({ claims: { exp: undefined } }),
    'has no issue time': () => site.signed({ claims: { iat: undefined } }),
    'expired more than a minute ago': () => site.signed({ claims: { iat: seconds() - 300, exp: seconds() - 61 } }),
    'was issued more than a minute in the future': () => site.signed({ claims: { iat: seconds() + 65, exp: in10() } }),
    'has a later not-before time': () => site.signed({ claims: { nbf: seconds() + 120 } }),
    'is valid for longer than ten minutes': () => site.signed({ claims: { iat: seconds() - 1, exp: in10() } }),
    'expires before it was issued': () => site.signed({ claims: { iat: seconds() + 30, exp: seconds() + 10 } }),
    'has a name of 101 characters': () => site.signed({ claims: { name: 'x'.repeat(101) } }),
    'has an empty name': () => site.signed({ claims: { name: '' } }),
    'has an invalid e-mail address': () => site.signed({ claims: { email: 'vera' } }),
    'has times as strings': () => site.signed({ claims: { exp: String(in10()) } }).catch(() => 'x'),
  }

  test.each(Object.entries(wrong))('verifies no customer because it %s', async (_why, make) => {
    const customer = await site.comeIn(await make())
    expect(customer.exchanged.customer).toBeNull()
    expect(await site.seenByAgent(await customer.open())).toEqual(mia)
  })

  test.each(Object.entries(wrong))(
    'is refused like any other contact where one is required, because it %s',
    async (_why, make) => {
      const plain = await launch(world, { ...site.contact, widgetKey: 'wrong' })
      await site.require(true)
      const { status, body } = await site.launched(await make())
      expect([status, body]).toEqual([403, plain.body])
    },
  )

  test('does not include one whose times differ by less than a minute', async () => {
    for (const claims of [
      { iat: seconds() - 300, exp: seconds() - 50 },
      { iat: seconds() + 50, exp: seconds() + 600 },
      { iat: seconds(), exp: seconds() + 600 },
    ])
      expect((await site.comeIn(await site.signed({ claims }))).exchanged.customer).not.toBeNull()
  })
})
