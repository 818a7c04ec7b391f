import type { Launch } from '#core/contract/customerApi'

/** Absent parts are undefined here, and not in the request. */
export type LaunchBody = { [Part in keyof Launch]: Launch[Part] | undefined }

/** What the script tag and the page say now, as the launch request carries it. What the contract would refuse is left out or cut. */
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

/** The locale to speak: the tag's, else the page's, else the browser's; only a well-formed one counts. */
export const pageLocale = (tag: HTMLElement): string =>
  /^[a-z]{2,8}(-[a-z0-9]{1,8}){0,4}$/i
    .exec([tag.dataset.locale, document.documentElement.lang, navigator.language].find(Boolean) ?? '')?.[0]
    .toLowerCase() ?? 'en'
