import { apiClientId, botId, contoso, fabrikam } from '#infra/local/seedPeople'
import type { Overrides } from '../../support/tokens.ts'

/** Times are computed when the token is created. */
type Case = readonly [what: string, claims: Overrides | (() => Overrides)]

const seconds = (fromNow: number): number => Math.floor(Date.now() / 1000) + fromNow
const issuer = (tenant: string): string => `https://login.microsoftonline.com/${tenant}/v2.0`
const stranger = '12121212-1212-4212-8212-121212121212'

/** Claims of correctly signed tokens that are refused; `undefined` omits a claim. The base is a token of Contoso. */
export const refusedClaims: readonly Case[] = [
  ['with the issuer of another tenant', { iss: issuer(fabrikam) }],
  ['whose tenant differs from its issuer', { tid: fabrikam }],
  ['with the v1 issuer', { iss: `https://sts.windows.net/${contoso}/` }],
  ['with a trailing slash in the issuer', { iss: `${issuer(contoso)}/` }],
  ['with an http issuer', { iss: issuer(contoso).replace('https', 'http') }],
  ['with the common issuer', { iss: issuer('common') }],
  ['with a look-alike issuer', { iss: issuer(contoso).replace('.com/', '.com.evil.example/') }],
  ['with several issuers', { iss: [issuer(contoso)] }],
  ['without an issuer', { iss: undefined }],
  ['of a tenant that was not onboarded', { tid: stranger, iss: issuer(stranger) }],
  ['without a tenant', { tid: undefined }],
  ['with a tenant that is not an id', { tid: '*', iss: issuer('*') }],
  ['with several tenants', { tid: [contoso] }],
  ['for another application', { aud: stranger }],
  ['for the bot', { aud: botId }],
  ['for Graph', { aud: 'https://graph.microsoft.com' }],
  ['for an audience with the same prefix', { aud: `${apiClientId}0` }],
  ['for this and another audience in a list', { aud: [apiClientId, stranger] }],
  ['for this audience as the only one in a list', { aud: [apiClientId] }],
  ['without an audience', { aud: undefined }],
  ['of version 1.0', { ver: '1.0' }],
  ['of version 2.0 as a number', { ver: 2 }],
  ['without a version', { ver: undefined }],
  ['without a scope', { scp: undefined }],
  ['with an empty scope', { scp: '' }],
  ['with another scope', { scp: 'User.Read' }],
  ['with a scope that has the same prefix', { scp: 'access_as_user.read' }],
  ['with a scope that has the same suffix', { scp: 'no_access_as_user' }],
  ['with scopes joined by a comma', { scp: 'User.Read,access_as_user' }],
  ['with a list of scopes', { scp: ['access_as_user'] }],
  ['of an application without a user', { scp: undefined, idtyp: 'app', roles: ['Interact.TenantAdmin'] }],
  ['of an application without a user that claims a scope', { idtyp: 'app' }],
  ['from a client that is not Teams', { azp: stranger }],
  ['from the API itself', { azp: apiClientId }],
  ['from several clients', { azp: ['5e3ce6c0-2b1f-4285-8d4b-75ee78787346'] }],
  ['without a client', { azp: undefined, appid: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346' }],
  ['that has expired', () => ({ exp: seconds(-90) })],
  ['without an expiry', { exp: undefined }],
  ['whose expiry is a string', () => ({ exp: String(seconds(3600)) })],
  ['whose expiry is null', { exp: null }],
  ['that is not valid yet', () => ({ nbf: seconds(120) })],
  ['without a not-before time', { nbf: undefined }],
  ['whose not-before time is a string', { nbf: 'now' }],
  ['issued in the future', () => ({ iat: seconds(3600) })],
  ['without an issue time', { iat: undefined }],
  ['whose issue time is a string', { iat: 'now' }],
  ['without a user', { oid: undefined }],
  ['with an empty object id', { oid: '' }],
  ['whose object id is a name', { oid: 'adele@contoso.test' }],
  ['whose object id is a number', { oid: 1 }],
  ['with several object ids', { oid: ['0a1d0000-0000-4000-8000-000000000001'] }],
  ['whose roles are a string', { roles: 'Interact.TenantAdmin' }],
]

/** Claims of tokens that are accepted. */
export const takenClaims: readonly Case[] = [
  ['as Teams acquires it', {}],
  ['for the API’s application ID URI', { aud: `api://${apiClientId}` }],
  ['with more scopes', { scp: 'openid access_as_user profile' }],
  ['from Teams on the desktop', { azp: '1fec8e78-bce4-4aaf-ab1b-5451cc387264' }],
  ['that declares a user as its type', { idtyp: 'user' }],
  ['that expired half a minute ago', () => ({ exp: seconds(-30) })],
  ['that becomes valid in half a minute', () => ({ nbf: seconds(30), iat: seconds(30) })],
  ['with unknown claims', { acrs: ['p1'], xms_cc: ['cp1'], groups: ['x'] }],
]
