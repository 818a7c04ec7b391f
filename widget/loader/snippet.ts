import type { Launch } from '#core/contract/customerApi'

/** Undefined properties are omitted from the request by `JSON.stringify`. */
export type LaunchBody = { [Part in keyof Launch]: Launch[Part] | undefined }

/** Body of the launch request, from the current script tag and page. Values that exceed the contract's limits are omitted or cut. */
export const launchBody = (tag: HTMLElement, locale: string, handle: string | null): LaunchBody => ({
  contactId: tag.dataset.contactId,
  widgetKey: tag.dataset.widgetKey,
  identity: tag.dataset.identity?.slice(0, 4000),
  handle: handle ?? undefined,
  locale,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  pageUrl: location.href.slice(0, 2048),
  pageTitle: document.title.slice(0, 300) || undefined,
  referrer: /^http.{0,2000}$/.exec(document.referrer)?.[0],
  context: Object.fromEntries(
    [...tag.attributes]
      .map(({ name, value }) => [/^data-context-([a-z0-9][a-z0-9-]{0,39})$/.exec(name)?.[1] ?? '', value.slice(0, 500)])
      .filter(([key]) => key)
      .slice(0, 20),
  ) as Record<string, string>,
})

/** Locale of the tag, or else of the page, or else of the browser. An ill-formed one is replaced by `en`. */
export const pageLocale = (tag: HTMLElement): string =>
  /^[a-z]{2,8}(-[a-z0-9]{1,8}){0,4}$/i
    .exec([tag.dataset.locale, document.documentElement.lang, navigator.language].find(Boolean) ?? '')?.[0]
    .toLowerCase() ?? 'en'
