import { apiClientId, botId, contoso, fabrikam } from '#infra/local/seedPeople'
import type { Overrides } from '../../support/tokens.ts'

/** Times are told when the token is made. */
type Case = readonly [what: string, claims: Overrides | (() => Overrides)]

const seconds = (fromNow: number): number => Math.floor(Date.now() / 1000) + fromNow
const issuer = (tenant: string): string => `https://login.microsoftonline.com/${tenant}/v2.0`
const stranger = '12121212-1212-4212-8212-121212121212'

/** Claims of well-signed tokens that are refused; `undefined` leaves a claim out. The base is a token of Contoso. */
export const refusedClaims: readonly Case[] = [
  ['of another tenant’s issuer', { iss: issuer(fabrikam) }],
  ['whose tenant is not its issuer’s', { tid: fabrikam }],
  ['of the v1 issuer', { iss: `https://sts.windows.net/${contoso}/` }],
  ['of an issuer with a slash at its end', { iss: `${issuer(contoso)}/` }],
  ['of an issuer without TLS', { iss: issuer(contoso).replace('https', 'http') }],
  ['of the common issuer', { iss: issuer('common') }],
  ['of a look-alike issuer', { iss: issuer(contoso).replace('.com/', '.com.evil.example/') }],
  ['of several issuers', { iss: [issuer(contoso)] }],
  ['without an issuer', { iss: undefined }],
  ['of a tenant that was not onboarded', { tid: stranger, iss: issuer(stranger) }],
  ['without a tenant', { tid: undefined }],
  ['of a tenant that is no id', { tid: '*', iss: issuer('*') }],
  ['of several tenants', { tid: [contoso] }],
  ['for another application', { aud: stranger }],
  ['for the bot', { aud: botId }],
  ['for Graph', { aud: 'https://graph.microsoft.com' }],
  ['for an audience that only begins alike', { aud: `${apiClientId}0` }],
  ['for this and another audience', { aud: [apiClientId, stranger] }],
  ['for this audience in a list', { aud: [apiClientId] }],
  ['without an audience', { aud: undefined }],
  ['of version 1.0', { ver: '1.0' }],
  ['of version 2.0 as a number', { ver: 2 }],
  ['without a version', { ver: undefined }],
  ['without a scope', { scp: undefined }],
  ['with an empty scope', { scp: '' }],
  ['with another scope', { scp: 'User.Read' }],
  ['with a scope that only begins alike', { scp: 'access_as_user.read' }],
  ['with a scope that only ends alike', { scp: 'no_access_as_user' }],
  ['with scopes joined by a comma', { scp: 'User.Read,access_as_user' }],
  ['with a list of scopes', { scp: ['access_as_user'] }],
  ['of an application for itself', { scp: undefined, idtyp: 'app', roles: ['Interact.TenantAdmin'] }],
  ['of an application for itself that claims a scope', { idtyp: 'app' }],
  ['from a client that is not Teams', { azp: stranger }],
  ['from the API itself', { azp: apiClientId }],
  ['from several clients', { azp: ['5e3ce6c0-2b1f-4285-8d4b-75ee78787346'] }],
  ['without a client', { azp: undefined, appid: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346' }],
  ['that has expired', () => ({ exp: seconds(-90) })],
  ['without an end', { exp: undefined }],
  ['whose end is a text', () => ({ exp: String(seconds(3600)) })],
  ['whose end is null', { exp: null }],
  ['that is not valid yet', () => ({ nbf: seconds(120) })],
  ['without a beginning', { nbf: undefined }],
  ['whose beginning is a text', { nbf: 'now' }],
  ['issued in the future', () => ({ iat: seconds(3600) })],
  ['without the time of its issue', { iat: undefined }],
  ['whose time of issue is a text', { iat: 'now' }],
  ['of nobody', { oid: undefined }],
  ['of somebody without an id', { oid: '' }],
  ['of somebody whose id is a name', { oid: 'adele@contoso.test' }],
  ['of somebody whose id is a number', { oid: 1 }],
  ['of several people', { oid: ['0a1d0000-0000-4000-8000-000000000001'] }],
  ['whose roles are a text', { roles: 'Interact.TenantAdmin' }],
]

/** Claims of tokens that are taken. */
export const takenClaims: readonly Case[] = [
  ['as Teams gets it', {}],
  ['for the API’s address', { aud: `api://${apiClientId}` }],
  ['with more scopes', { scp: 'openid access_as_user profile' }],
  ['from Teams on the desktop', { azp: '1fec8e78-bce4-4aaf-ab1b-5451cc387264' }],
  ['of a user, saying so', { idtyp: 'user' }],
  ['that expired half a minute ago', () => ({ exp: seconds(-30) })],
  ['that begins in half a minute', () => ({ nbf: seconds(30), iat: seconds(30) })],
  ['with claims nobody knows', { acrs: ['p1'], xms_cc: ['cp1'], groups: ['x'] }],
]
